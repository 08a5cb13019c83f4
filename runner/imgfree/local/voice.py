"""The voice of a film: its lines, how long each is, and when it is spoken. Pure arithmetic, in milliseconds.

A line is spoken whole or not at all. Photos change between two lines, in the middle of the pause.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

VOICES = "voices"  # the folder of what was spoken, below the backend's data
LEAD_MS = 300  # before the first word
TAIL_MS = 600  # after the last one
PAUSE_MS = 350
SHORTEST_PHOTO_MS = 1500  # what a photo is seen for, however little is said
UNSPOKEN_PHOTO_MS = 2500  # a photo of which nothing is said, among others of which something is
FPS = 30  # of every film
_ROUNDED = 0.02  # of a frame: what rounding to milliseconds may have added
OWN_LEAD_MS = 400  # from a photo's beginning to the line that is said of it


@dataclass(frozen=True)
class Word:
    """A word as it is written, and when it is spoken, from the beginning of its line."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Line:
    """What is said in one breath. `source` is the file it is heard from, from `in_ms` on; `photo` counts from 1."""

    text: str
    source: str
    ms: int
    in_ms: int = 0
    photo: int | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Voice:
    """All that is said over a film. `provider` says it, or is the name of the user's own recording."""

    lines: tuple[Line, ...]
    provider: str
    speaker: str = ""
    pace: float = 1.0
    pause_ms: int = PAUSE_MS
    recorded: bool = False
    volume: float = 1.0  # what brings a recording to the level of a voice
    aligned: str = ""  # what found the times of its words: a package, "letters" where none could; "" before it is asked

    @property
    def per_photo(self) -> bool:
        """Return whether each line belongs to a photo of its own."""
        return any(line.photo is not None for line in self.lines)


def spoken_ms(voice: Voice) -> int:
    """Return how long all of it takes, one line after the other, from the silence before it to that behind it."""
    starts = _starts(voice)
    return starts[-1] + voice.lines[-1].ms + TAIL_MS if starts else LEAD_MS + TAIL_MS


def needed_ms(voice: Voice, shots: int) -> int:
    """Return how long a film of so many photos is where nothing else decides it."""
    if voice.per_photo:
        return sum(_photo_needs(voice, shots))
    return max(spoken_ms(voice), SHORTEST_PHOTO_MS * shots)


def borders(voice: Voice, shots: int, total_ms: int) -> list[int]:
    """Return where photos change in a film of that length: between two lines. First 0, last the film's end."""
    if voice.per_photo:
        return _own_borders(voice, shots, total_ms)
    half = (voice.pause_ms + _to_ms(_more_frames(voice, total_ms))) // 2
    gaps = [0, *(start - half for start in even_starts(voice, total_ms)[1:]), total_ms]
    return _chosen(gaps, shots) if len(voice.lines) >= shots else _divided(gaps, shots)


def even_starts(voice: Voice, total_ms: int) -> list[int]:
    """Return when each line begins; time that is left over is spread over the pauses and the end.

    A recording is heard as it was spoken.
    """
    more = _more_frames(voice, total_ms)
    return [start + _to_ms(number * more) for number, start in enumerate(_starts(voice))]


def _more_frames(voice: Voice, total_ms: int) -> int:
    over = max(0, total_ms - spoken_ms(voice))
    return 0 if voice.recorded else over * FPS // 1000 // max(1, len(voice.lines))


def _starts(voice: Voice) -> list[int]:
    """Return when each line begins at the earliest.

    That is on a frame: what follows a changed line moves by whole ones, and its pictures are the same.
    """
    starts, at = [], LEAD_MS
    for line in voice.lines:
        starts.append(at if voice.recorded else _on_frame(at))
        at = starts[-1] + line.ms + voice.pause_ms
    return starts


def _on_frame(ms: int) -> int:
    """Return the same time, or the first one behind it at which a frame begins."""
    return _to_ms(math.ceil(ms * FPS / 1000 - _ROUNDED))


def _to_ms(frames: int) -> int:
    return round(frames * 1000 / FPS)


def own_starts(voice: Voice, begins: Sequence[int]) -> list[int]:
    """Return when each line begins that belongs to a photo, by when each photo does."""
    starts, at, photo = [], 0, 0
    for line in voice.lines:
        number = min(line.photo or 1, len(begins))
        at = at if number == photo else max(at, begins[number - 1] + OWN_LEAD_MS)
        starts.append(at)
        at, photo = at + line.ms + voice.pause_ms, number
    return starts


def by_letters(words: Sequence[str], length_ms: int) -> list[tuple[int, int]]:
    """Return times in proportion to the letters of each word, of which a Chinese one has as many as a short word."""
    weights = [max(1, sum(1 if char.isascii() else 2 for char in word if char.isalnum())) for word in words]
    whole, before, found = sum(weights), 0, []
    for weight in weights:
        found.append((length_ms * before // whole, length_ms * (before + weight) // whole))
        before += weight
    return found


def _photo_needs(voice: Voice, shots: int) -> list[int]:
    """Return how long each photo has to be seen for what is said of it."""
    needs = []
    for number in range(1, shots + 1):
        own = [line.ms for line in voice.lines if min(line.photo or 1, shots) == number]
        said = OWN_LEAD_MS + sum(own) + voice.pause_ms * len(own)
        needs.append(max(SHORTEST_PHOTO_MS, _on_frame(said)) if own else UNSPOKEN_PHOTO_MS)
    if voice.lines and needs:
        needs[-1] += max(0, TAIL_MS - voice.pause_ms)
    return needs


def _own_borders(voice: Voice, shots: int, total_ms: int) -> list[int]:
    needs = _photo_needs(voice, shots)
    more = max(0, total_ms - sum(needs)) // max(1, shots)
    at, found = 0, [0]
    for need in needs[:-1]:
        at += need + more
        found.append(at)
    return [*found, max(total_ms, at + needs[-1])]


def _chosen(gaps: Sequence[int], shots: int) -> list[int]:
    """Return one gap for each change of photo: the one nearest to where equal photos would change."""
    found, lowest = [0], 1
    for number in range(1, shots):
        ideal = gaps[-1] * number / shots
        highest = len(gaps) - 1 - (shots - number)
        place = min(range(lowest, highest + 1), key=lambda one: abs(gaps[one] - ideal))
        found.append(gaps[place])
        lowest = place + 1
    return [*found, gaps[-1]]


def _divided(gaps: Sequence[int], shots: int) -> list[int]:
    """Return every gap, and within the longer lines equal changes more, until there are enough."""
    spans = [after - before for before, after in pairwise(gaps)]
    counts = [1] * len(spans)
    for _ in range(shots - len(spans)):
        longest = max(range(len(spans)), key=lambda one: spans[one] / counts[one])
        counts[longest] += 1
    found = [0]
    for before, span, count in zip(gaps, spans, counts, strict=False):
        found += [before + span * part // count for part in range(1, count + 1)]
    return found
