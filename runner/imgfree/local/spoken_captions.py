"""Captions of what is spoken: short cues that end where a phrase does, each with the time of every word."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from imgfree.local.film import Film, to_ms, total_frames
from imgfree.local.legibility import reading_s
from imgfree.local.speech import script
from imgfree.local.voice import Line, Word, by_letters
from imgfree.local.voice_track import lines_at

ANCHOR = "voice"  # of captions that show what is said while it is said
WORD_STYLES = ("karaoke", "highlight", "pop")  # a colour runs; the word that is said is lit; words come one by one
_MOST, _MOST_WORDY = 52, 44  # letters in one cue; fewer where words move. A Chinese character counts as two
_STAYS_MS = 400  # behind its last word, where nothing follows
_LEADS_MS = 500  # so long before its first word it may be seen
_PHRASE, _PAUSE = 0.35, 1.2  # what ending a cue behind a comma and behind a full stop is worth, in squared shares
_PHRASE_ENDS = tuple(",;:—–，、；：")
_SENTENCE_ENDS = tuple(".!?…。！？")
_LOOSE = frozenset("the a an of to and or in on at for with by from is are our your my 的 和 与 在".split())  # noqa: SIM905


@dataclass(frozen=True)
class SpokenCue:
    """A row of words that is shown at once; their times are those of the film."""

    start_ms: int
    end_ms: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Return the words as they are written: Chinese ones without blanks."""
        return joined([word.text for word in self.words])


def cues(film: Film, *, wordy: bool) -> list[SpokenCue]:
    """Return the cues of all lines that the film says, one after the other; none is seen while another is.

    Where it takes longer to read one than to say it, it stays in the pause behind it, or comes in the one before.
    """
    rows = [row for line, at in lines_at(film) for row in _rows(_timed(line, at), _MOST_WORDY if wordy else _MOST)]
    total = to_ms(total_frames(film))
    found: list[SpokenCue] = []
    free = 0  # from when on nothing is said or still to be read
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        first, until = row[0].start_ms, after[0].start_ms if after else total
        needed = math.ceil(1000 * reading_s(joined([word.text for word in row])))
        end = min(max(row[-1].end_ms + _STAYS_MS, first + needed), until)
        first = min(first, max(end - needed, first - _LEADS_MS, free))
        if found and found[-1].end_ms > first:
            found[-1] = replace(found[-1], end_ms=first)
        found.append(SpokenCue(first, end, row))
        free = max(row[-1].end_ms, min(first + needed, end))
    return found


def spans(words: Sequence[Word], style: str, start_ms: int, end_ms: int) -> list[list[int]]:
    """Return from when until when each piece between blanks is lit, from the cue's beginning on."""
    found = []
    for word, after in zip(words, [*words[1:], None], strict=True):
        last = end_ms if style != "highlight" or after is None else after.start_ms
        found += [[word.start_ms - start_ms, last - start_ms]] * len(word.text.split())
    return found


def guessed(text: str, start_ms: int, end_ms: int) -> tuple[Word, ...]:
    """Return the words of a text whose speech nobody knows, timed by their letters."""
    own = script.words(text.replace("\n", " "))
    times = by_letters(own, end_ms - start_ms) if own else []
    return tuple(Word(word, start_ms + first, start_ms + last) for word, (first, last) in zip(own, times, strict=True))


def joined(words: Sequence[str]) -> str:
    """Return words as a text: a blank between two of them unless both are Chinese or Japanese characters."""
    text = ""
    for word in words:
        close = not text or (script.is_wide(text[-1]) and script.is_wide(word[0]))
        text += word if close else f" {word}"
    return text


def _timed(line: Line, at: int) -> list[Word]:
    """Return the words of a line at their times in the film."""
    own = line.words or guessed(line.text, 0, line.ms)
    return [Word(word.text, at + word.start_ms, at + word.end_ms) for word in own]


def _rows(words: Sequence[Word], most: int) -> Iterator[tuple[Word, ...]]:
    """Yield the words in rows of at most so many letters, of about the same length, cut between phrases."""
    weights = [script.weight(word.text) + (not script.is_wide(word.text[0])) for word in words]
    if not weights:
        return
    count = -(-sum(weights) // most)
    goal = sum(weights) / count
    sums = [0]
    for weight in weights:
        sums.append(sums[-1] + weight)

    @cache
    def best(first: int) -> tuple[float, tuple[int, ...]]:
        if first == len(words):
            return 0.0, ()
        ways = []
        for last in range(first + 1, len(words) + 1):
            if sums[last] - sums[first] > most and last > first + 1:
                break
            cost, ends = best(last)
            share = (sums[last] - sums[first]) / goal - 1
            ways.append((share * share - _worth(words, last) + cost, (last, *ends)))
        return min(ways)

    for first, last in pairwise((0, *best(0)[1])):
        yield tuple(words[first:last])


def _worth(words: Sequence[Word], end: int) -> float:
    """Return how good a place this is for a row to end."""
    if end == len(words):
        return 0.0
    last = words[end - 1].text
    if last.endswith(_SENTENCE_ENDS):
        return _PAUSE
    if last.endswith(_PHRASE_ENDS):
        return _PHRASE
    return -_PHRASE if last.lower() in _LOOSE else 0.0
