"""Titles and texts that come on the music's beats: which are meant, and when their words are there."""

from dataclasses import replace
from typing import Any

from imgfree.local import captions, on_beat
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene
from imgfree.local.draft import span_ms
from imgfree.local.film import Film, Words

_TEXTS = ("title", "text", "words", "closing")
_PICTURES = ("photo", "clip", "frame")
_LISTED = 6  # beats that are told
_NONE = Say("there is no title or text to come on the beat", "没有可以踩点出现的标题或文字")


def meant(head: Item, reading: Reading) -> dict[str, Any] | None:
    """Return which words are said to come on the beat, as arguments; None where not words but cuts are."""
    part = listed(head, reading)
    if not part:
        part = [*reading.piece(head), *_behind(head, reading)]
        if any(one.means("verb", "cut") or one.means("noun", "photo", "clip", "transition") for one in part):
            return None
    literal = next((one for one in part if one.means("literal")), None)
    noun = next((one for one in part if one.means("noun", *_TEXTS)), None)
    if literal is not None:
        return {"words": reading.literal(literal)}
    return None if noun is None else {"words": "title"} if noun.means("noun", "title") else {}


def listed(head: Item, reading: Reading) -> list[Item]:
    """Return pictures and words that an "and" joins before what is said of both; nothing where none are joined."""
    row = [one for one in reading.items[: reading.place(head)] if not one.small or one.breaks]
    joint = next((place for place in reversed(range(len(row))) if row[place].breaks), 0)
    pair = row[joint - 1 : joint + 2 : 2] if joint and row[joint].relation == "and" else []
    pictures = [one.means("noun", *_PICTURES) or one.means("which") for one in pair]
    texts = [one.means("noun", *_TEXTS) for one in pair]
    return pair if any(pictures) and any(texts) else []


def denied(head: Item, reading: Reading, scene: Scene) -> bool:
    """Return whether words are said not to come on the beat; "no text on the beat" says so of words that are there."""
    if meant(head, reading) is None:
        return False
    there = scene.film is not None and any(not captions.is_cue(one) for one in scene.film.words)
    for negation in reading.clause(head):
        if negation.means("not") and negation.first < head.first and reading.denies(negation, head):
            after = reading.after(negation)
            return there or (after is not None and not after.means("noun"))
    return False


def edit(film: Film, said: str, *, on: bool) -> tuple[Film, Say, bool]:
    """Return the film whose words of that text, or role, come on beats or no longer do; what is told, and if any do."""
    texts = [one for one in film.words if not captions.is_cue(one)]
    chosen = [one for one in texts if said in (one.text, one.role)] or texts
    if not chosen:
        return film, _NONE, False
    words = tuple(_styled(one, on=on) if one in chosen else one for one in film.words)
    film = replace(film, words=words)
    if not on:
        return film, Say("texts no longer wait for the beat", "文字不再踩点出现"), True
    at = [start + first for one in words if on_beat.comes(one) for start, first in _times(film, one)]
    if not at:
        return film, Say("no beat while they are seen: they grow as they come", "显示期间没有节拍：放大出现"), False
    shown = [f"{ms / 1000:.2f}" for ms in dict.fromkeys(at)]
    more = ("", "") if len(shown) <= _LISTED else (" …", "……")
    return film, Say(f"words come on the beats at {', '.join(shown[:_LISTED])} s{more[0]}",
                     f"文字踩点出现：{'、'.join(shown[:_LISTED])} 秒{more[1]}"), True  # fmt: skip


def _times(film: Film, words: Words) -> list[tuple[int, int]]:
    start, length = span_ms(film, words)
    return [(start, first) for first, _ in on_beat.words_ms(film, words, start, length)]


def _styled(words: Words, *, on: bool) -> Words:
    style = {key: value for key, value in words.style if key != "animation"}
    return replace(words, style=tuple(sorted((style | ({"animation": on_beat.BEAT} if on else {})).items())))


def _behind(head: Item, reading: Reading) -> list[Item]:
    """Return what stands behind an item, on to a stop or an "and"."""
    found = []
    for one in reading.items[reading.place(head) + 1 :]:
        if one.breaks:
            break
        found.append(one)
    return found
