"""Lines and words of what is heard: a recording with its script, a voice of ours, a transcript."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.speech import script
from imgfree.local.voice import Line, Voice, Word, by_letters

Times = list[tuple[int, int]]
ALIGNED, BY_LETTERS = "pocketsphinx", "letters"
_BEFORE_MS, _AFTER_MS = 200, 300  # of a recording, around its first and its last word


def recording(asset: Asset, rows: Sequence[str], times: Callable[[Path, str, Sequence[str]], Times | None]) -> Voice:
    """Return a recording of these sentences as a voice: its lines follow each other as they were spoken."""
    words = [script.words(row) for row in rows]
    whole = [word for row in words for word in row]
    length_ms = round(asset.duration_s * 1000)
    found = times(asset.path, " ".join(rows), whole)
    spans = found or by_letters(whole, length_ms)
    ends = [sum(map(len, words[: number + 1])) for number in range(len(words))]
    firsts = [0, *ends[:-1]]
    cuts = [max(0, spans[0][0] - _BEFORE_MS)]
    cuts += [(spans[first - 1][1] + spans[first][0]) // 2 for first in firsts[1:]]
    cuts.append(min(length_ms, spans[-1][1] + _AFTER_MS))
    lines = []
    for row, own, first, begin, end in zip(rows, words, firsts, cuts, cuts[1:], strict=False):
        timed = (
            Word(word, max(0, start - begin), min(stop, end) - begin)
            for word, (start, stop) in zip(own, spans[first:], strict=False)
        )
        lines.append(Line(row, asset.id, max(1, end - begin), begin, words=tuple(timed)))
    return Voice(tuple(lines), asset.filename, pause_ms=0, recorded=True, aligned=ALIGNED if found else BY_LETTERS)


def unscripted(asset: Asset) -> Voice:
    """Return a recording of which nobody gave the words: one line, as long as the file."""
    line = Line("", asset.id, max(1, round(asset.duration_s * 1000)))
    return Voice((line,), asset.filename, pause_ms=0, recorded=True)


def timed(voice: Voice, times: Callable[[Sequence[tuple[Line, list[str]]]], Sequence[Times | None]]) -> Voice:
    """Return the voice with its words; where one line cannot be aligned, the words of that one go by their letters."""
    rows = [(line, script.words(line.text)) for line in voice.lines]
    lines, by = [], ALIGNED
    for (line, words), found in zip(rows, times(rows), strict=True):
        by = by if found else BY_LETTERS
        spans = found or by_letters(words, line.ms)
        lines.append(replace(line, words=tuple(Word(word, *span) for word, span in zip(words, spans, strict=True))))
    return replace(voice, lines=tuple(lines), aligned=by)


def transcribed(said: Mapping[str, Any], asset: Asset) -> tuple[Line, ...]:
    """Return a transcript as lines at their own times in the file; times that are missing go by letters."""
    rows = [one for one in script.sentences(str(said["text"])) if not script.is_silent(one)]
    words = [script.words(row) for row in rows]
    whole = [word for row in words for word in row]
    if not whole:
        return ()
    spans = _word_times(said.get("words"), whole) or by_letters(whole, round(asset.duration_s * 1000))
    lines, first = [], 0
    for row, own in zip(rows, words, strict=True):
        mine = spans[first : first + len(own)]
        first += len(own)
        begin, end = mine[0][0], mine[-1][1]
        shown = tuple(Word(word, start - begin, stop - begin) for word, (start, stop) in zip(own, mine, strict=True))
        lines.append(Line(row, asset.id, max(1, end - begin), begin, words=shown))
    return tuple(lines)


def _word_times(listed: Any, whole: Sequence[str]) -> Times | None:
    """Return the endpoint's own times where it has one for each word."""
    if not isinstance(listed, list) or len(listed) != len(whole):
        return None
    try:
        return [(round(float(one["start"]) * 1000), round(float(one["end"]) * 1000)) for one in listed]
    except (TypeError, KeyError, ValueError):
        return None
