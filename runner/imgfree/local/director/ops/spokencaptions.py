"""Captions of what is spoken: laid on a film that speaks, timed word by word, and taken off with the voice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Words
from imgfree.local.speech.seam import Unspoken
from imgfree.local.spoken_captions import ANCHOR
from imgfree.local.voice import Voice, Word

POSITION = "lower_third"
_STYLES = {"karaoke": "karaoke", "highlight": "highlight", "word_by_word": "pop"}  # as it is said, and as it is drawn
_TOLD = {
    "karaoke": Say("a colour runs over the words as they are said", "颜色随念到的字推进"),
    "highlight": Say("each word is lit while it is said", "念到哪个字就高亮哪个字"),
    "pop": Say("the words come one by one as they are said", "念到哪个字就出现哪个字"),
}
_BY_LETTERS = Say("the times of the words go by their letters", "每个字的时间按字数估算")
_NOTHING_SAID = Say("nothing is spoken that could be shown", "没有可以显示的旁白")


def said(ways: Sequence[object]) -> str:
    """Return which way of telling words apart is wished, of several the one that says most; other for none of ours."""
    return next((way for way in _STYLES if way in ways), "other")


def style_of(way: object) -> str:
    """Return how a wished way is drawn; "" for one that is not."""
    return _STYLES.get(str(way), "")


def told(style: object, *, aligned: str = "") -> Say:
    """Return what is said of a style of words, and of their times where nobody has found them."""
    note = _TOLD.get(str(style), Say())
    return note + _BY_LETTERS if note and aligned == "letters" else note


def wished(film: Film, wish: Wish, scene: Scene) -> bool:
    """Return whether captions that are wished are those of a voice: of one that is there, or is wished beside them."""
    there = [words for words in film.words if words.role == "caption" and words.anchor != ANCHOR]
    speaks = film.voice is not None or any(one.args.keys() & {"text", "texts", "file"} for one in _voices(scene))
    named = "file" in wish.args
    return speaks and not named and (not there or (film.voice is not None and "animation" in wish.args))


def laid(film: Film, style: Mapping[str, Any], position: str | None) -> Film:
    """Return the film with captions of what it says, in place of all others."""
    old = next((words for words in film.words if words.role == "caption"), None)
    own: dict[str, Any] = dict(old.style if old else ()) | dict(style)
    fresh = Words(
        "", "caption", position or (old.position if old else POSITION), ANCHOR, style=tuple(sorted(own.items()))
    )
    return replace(film, words=(*(words for words in film.words if words.role != "caption"), fresh))


def is_said(wish: Wish, scene: Scene) -> bool:
    """Return whether captions are to be said and shown word by word in one sentence: the voice then lays them."""
    spoken = any(one.args.get("captions") for one in _voices(scene))
    return spoken and bool(style_of(wish.args.get("animation")))


def shown_as_said(film: Film, wish: Wish, scene: Scene) -> Film:
    """Return the film with its captions shown word by word, where they are said and that is wished in one sentence."""
    shown = scene.said("captions")
    if shown is None or not wish.args.get("captions") or not is_said(shown, scene):
        return film
    return laid(film, {"animation": style_of(shown.args["animation"])}, shown.args.get("position"))


def timed(film: Film, scene: Scene) -> Film:
    """Return the film with the times of the words that it says and shows; without their captions if none speaks."""
    if not any(words.anchor == ANCHOR for words in film.words):
        return film
    if film.voice is None:
        return replace(film, words=tuple(words for words in film.words if words.anchor != ANCHOR))
    try:
        return replace(film, voice=_drawable(scene.speech.timed(film.voice, scene.assets)))
    except Unspoken:
        return film


def accounted(film: Film, wishes: Sequence[Wish], done: dict[int, Edit]) -> dict[int, Edit]:
    """Return what was done; captions of a voice that did not come about are declined, guessed times are told."""
    kept = dict(done)
    for number, edit in done.items():
        args = edit.args or {}
        if wishes[number].op != "captions" or not args.get("spoken"):
            continue
        if film.voice is None or not film.voice.lines[0].text:
            kept[number] = replace(edit, outcome="declined", note=_NOTHING_SAID)
        elif film.voice.aligned == "letters" and args.get("animation"):
            kept[number] = replace(edit, outcome="approximated", note=edit.note + _BY_LETTERS)
    return kept


def _voices(scene: Scene) -> list[Wish]:
    return [one for one in scene.wishes if one.op == "voice" and not one.args.get("none")]


def _drawable(voice: Voice) -> Voice:
    """Return the voice with what can be drawn of its words; a word of which nothing can is not shown."""
    from imgfree.local.render.drawable import drawable  # only here: it loads what draws

    lines = []
    for line in voice.lines:
        words = (Word(drawable(word.text).text, word.start_ms, word.end_ms) for word in line.words)
        lines.append(replace(line, words=tuple(word for word in words if word.text)))
    return replace(voice, lines=tuple(lines))
