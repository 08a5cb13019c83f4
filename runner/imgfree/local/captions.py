"""The cues of a captions file as texts of a film: made readable, written into a draft, kept in time when it is cut."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from imgfree.local import spoken_captions
from imgfree.local.film import Film, Shot, Slot, Words, slots, to_ms
from imgfree.local.speech.script import weight
from imgfree.local.spoken_captions import ANCHOR as SPOKEN
from imgfree.local.subtitles import Cue
from imgfree.local.voice import Word

ANCHOR = "cue"  # of texts that keep their own times whatever the film's length becomes
MOST_AT_ONCE = 3
_BRIEF_MS = 300  # a shorter overlap is untidy timing, and not meant to be seen
_UNSEEN_MS = 30
_LONG, _PART = 160, 110  # letters in one caption; what is longer is shown in parts, one after the other
_ATOM = re.compile(r"[\u2e80-\uffff][、。，．！？；：…”’）》」』]*\s*|[^\s\u2e80-\uffff]+\s*|\s+")


def laid(cues: Sequence[Cue], source: str = "") -> tuple[Words, ...]:
    """Return the cues, in order of time, as texts: one at a time in each place, none too long to be read.

    Their times are those of the clip with this id, where one is given, else the film's.
    """
    anchor = f"{ANCHOR}:{source}" if source else ANCHOR
    placed = sorted(cues, key=lambda cue: (cue.position, cue.start_ms, cue.end_ms))
    apart = [one for _, same in groupby(placed, attrgetter("position")) for one in _apart(list(same))]
    parts = [part for cue in apart for part in _parted(cue)]
    return tuple(
        Words(cue.text, "caption", cue.position, anchor, cue.start_ms, cue.end_ms - cue.start_ms)
        for cue in sorted(parts, key=lambda cue: (cue.start_ms, cue.position))
    )


def _apart(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield cues of one place that follow each other: what is shown together stands in one of them, line by line."""
    active: list[Cue] = []
    for number, cue in enumerate(cues):
        active = [*[one for one in active if one.end_ms - cue.start_ms > _BRIEF_MS][1 - MOST_AT_ONCE :], cue]
        until = cues[number + 1].start_ms if number + 1 < len(cues) else math.inf
        at = cue.start_ms
        while active and at < until:
            stop = min(*(one.end_ms for one in active), until)
            lines = dict.fromkeys(line for one in active for line in _lines(one.text))
            if stop - at >= _UNSEEN_MS and lines:
                yield Cue(at, int(stop), "\n".join(lines), cue.position)
            at = int(stop)
            active = [one for one in active if one.end_ms > at]


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that have words in them."""
    for line in text.split("\n"):
        if words := line.split():
            yield " ".join(words)


def _parted(cue: Cue) -> Iterator[Cue]:
    """Yield the cue, or its parts, each for as long as its share of the words."""
    if weight(cue.text) <= _LONG:
        yield cue
        return
    pieces = _pieces(cue.text.replace("\n", " "))
    weights = [weight(piece) for piece in pieces]
    at, before = cue.start_ms, 0
    for piece, own in zip(pieces, weights, strict=True):
        before += own
        end = cue.start_ms + (cue.end_ms - cue.start_ms) * before // sum(weights)
        yield replace(cue, start_ms=at, end_ms=end, text=piece)
        at = end


def _pieces(text: str) -> list[str]:
    """Return the text in pieces of about the same room, cut between words and between Chinese characters."""
    whole = weight(text)
    goal = whole / math.ceil(whole / _PART)
    pieces, filled = [""], 0
    for atom in _ATOM.findall(text):
        if pieces[-1] and filled >= goal * len(pieces):
            pieces.append("")
        pieces[-1] += atom
        filled += weight(atom)
    return [piece.strip() for piece in pieces if piece.strip()]


def is_cue(words: Words) -> bool:
    """Return whether the text is a caption with times of its own: from a file, or of what is spoken."""
    return words.anchor.partition(":")[0] in (ANCHOR, SPOKEN)


def spans(cue: Words, film: Film, placed: Sequence[Slot]) -> list[tuple[int, int]]:
    """Return when the film, whose shots lie in these slots, shows this cue: start and end in milliseconds.

    A cue of a clip is shown once for each piece of it.
    """
    _, _, source = cue.anchor.partition(":")
    total = to_ms(placed[-1].end) if placed else 0
    if cue.anchor == SPOKEN:
        return [(0, total)]
    if not source:
        return [(cue.at_ms, min(cue.at_ms + cue.length_ms, total))] if cue.at_ms < total else []
    found = []
    for number, (shot, slot) in enumerate(zip(film.shots, placed, strict=True)):
        if shot.source == source and shot.is_clip:
            after = placed[number + 1].overlap if number + 1 < len(placed) else 0
            first, last = slot.start + slot.overlap // 2, slot.end - (after + 1) // 2  # half of a crossfade to each
            begin, end = _in_film(cue, shot, to_ms(slot.start))
            begin, end = max(begin, to_ms(first)), min(end, to_ms(last), total)
            if end - begin >= _UNSEEN_MS:
                found.append((begin, end))
    return found


def _in_film(cue: Words, shot: Shot, start_ms: int) -> tuple[int, int]:
    """Return when a cue in its clip's own time is shown by a shot of the clip that begins at this moment."""
    begin, end = max(cue.at_ms, shot.in_ms), min(cue.at_ms + cue.length_ms, shot.out_ms)
    if shot.reverse:
        begin, end = shot.out_ms - end + shot.in_ms, shot.out_ms - begin + shot.in_ms
    return start_ms + round((begin - shot.in_ms) / shot.speed), start_ms + round((end - shot.in_ms) / shot.speed)


def segments(film: Film) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the film's cues as text segments in order of time, and those that it does not show."""
    shown: list[dict[str, Any]] = []
    hidden: list[dict[str, Any]] = []
    placed = slots(film)
    for cue in filter(is_cue, film.words):
        if cue.anchor == SPOKEN:
            shown += _spoken(film, cue)
            continue
        found = spans(cue, film, placed)
        shown += [_segment(cue, *span) for span in found]
        hidden += [] if found else [_segment(cue, cue.at_ms, cue.at_ms + cue.length_ms)]
    return sorted(shown, key=lambda one: int(one["m"]["start"])), hidden


def _spoken(film: Film, captions: Words) -> list[dict[str, Any]]:
    """Return what the film says as text segments, each with the times of its words where these are told apart."""
    found = []
    for cue in spoken_captions.cues(film, wordy=bool(word_style(captions))):
        shown = replace(captions, text=cue.text, at_ms=cue.start_ms, length_ms=cue.end_ms - cue.start_ms)
        one = _segment(shown, cue.start_ms, cue.end_ms, cue.words)
        one["m"]["said_ms"] = spoken_captions.spans(cue.words, "highlight", cue.start_ms, cue.end_ms)
        found.append(one)
    return found


def word_style(words: Words) -> str:
    """Return how the words of a caption are told apart; "" where it is shown as a whole."""
    style = str(dict(words.style).get("animation", ""))
    return style if style in spoken_captions.WORD_STYLES else ""


def read(segments: Iterable[Mapping[str, Any]]) -> tuple[Words, ...]:
    """Return the texts of these segments; one that several of them show is one text."""
    found: dict[Words | int, Words] = {}
    for number, segment in enumerate(segments):
        words = _read(segment)
        found.setdefault(words if is_cue(words) else number, words)
    return tuple(found.values())


def _read(segment: Mapping[str, Any]) -> Words:
    facts = segment["m"]
    style = tuple(sorted(((facts.get("own") or facts).get("style") or {}).items()))
    if facts.get("anchor") == SPOKEN:  # its words and times are those of the voice
        return Words("", facts["role"], facts["position"], SPOKEN, style=style)
    return Words(
        text=facts["text"],
        role=facts["role"],
        position=facts["position"],
        anchor=facts.get("anchor", "at"),
        at_ms=facts.get("at_ms", facts["start"]),
        length_ms=facts.get("length_ms", segment["d"]),
        style=style,
    )


def _segment(cue: Words, start_ms: int, end_ms: int, said: Sequence[Word] = ()) -> dict[str, Any]:
    """Return the cue as a text segment, as short as it can be said: a film may have thousands.

    `said` are its words where it is known when each is spoken.
    """
    facts: dict[str, Any] = {"text": cue.text, "start": start_ms, "role": cue.role, "position": cue.position}
    facts["anchor"] = cue.anchor
    if cue.style:
        facts["style"] = dict(cue.style)
    if start_ms != cue.at_ms:
        facts["at_ms"] = cue.at_ms
    if style := word_style(cue):
        words = said or spoken_captions.guessed(cue.text, start_ms, end_ms)
        facts["words_ms"] = spoken_captions.spans(words, style, start_ms, end_ms)
    if end_ms - start_ms != cue.length_ms:
        facts["length_ms"] = cue.length_ms
    return {"d": end_ms - start_ms, "m": facts}


def cut_out(words: Sequence[Words], from_ms: int, to_ms: int) -> tuple[Words, ...]:
    """Return the texts after a stretch of the film was taken out: cues behind it move up, those within it go."""
    return tuple(one for text in words for one in ([text] if text.anchor != ANCHOR else _moved(text, from_ms, to_ms)))


def _moved(cue: Words, from_ms: int, to_ms: int) -> list[Words]:
    begin, end = (
        at if at <= from_ms else max(from_ms, at - (to_ms - from_ms)) for at in (cue.at_ms, cue.at_ms + cue.length_ms)
    )
    return [replace(cue, at_ms=begin, length_ms=end - begin)] if end > begin else []
