"""The film as it is edited: shots, joins, words, sound. Frozen; every edit makes a new one.

The renderer has words of its own for it, counted in frames: `local/render/reel.py`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from imgfree.local import voice as speech
from imgfree.local.assets import Focus
from imgfree.local.composition import Cell
from imgfree.local.designs import design_of
from imgfree.local.end_card import card_ms
from imgfree.local.music.cuts import Shots
from imgfree.local.music.song import Music, Sync, synced
from imgfree.local.platforms import PLATFORMS
from imgfree.local.voice import FPS as FPS
from imgfree.local.voice import Voice

PHOTO_MS = 4000
DEFAULT_TOTAL_MS = (6000, 60000)
CROSSFADE_MS = 500
SLOW = 0.08  # of the picture in PHOTO_MS, where nobody said how far
SHORTEST_FRAMES = 6  # a fifth of a second; below that a photo is a flicker
_BRISK_MS, _BRISK_JOIN_MS = 2500, 200  # shots shorter than this are joined in no more than that
CYCLES: dict[str, tuple[str, ...]] = {
    "alternate": ("zoom_in", "zoom_out"),
    "ken_burns": ("zoom_in", "pan_right", "zoom_out", "pan_left"),
    "vary": ("zoom_in", "pan_right", "zoom_out", "pan_up", "drift", "pan_left"),
}

TimingMode = Literal["default", "total", "per_photo", "fixed"]


@dataclass(frozen=True)
class Motion:
    """How a still moves. `kind` is a motion or a cycle of motions; `amount` is the part of the picture travelled."""

    kind: str = "vary"
    amount: float = SLOW


@dataclass(frozen=True)
class Join:
    """How a shot joins to the one before it. `said`: somebody asked for it, so that no rule of ours changes it."""

    kind: str = "crossfade"
    ms: int = CROSSFADE_MS
    said: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Shot:
    """A photo, several at once, or a clip, of which `in_ms` and what follows are; `fixed_ms` pins a length."""

    source: str
    title: str
    url: str
    file_type: str
    motion: Motion | None = None  # None: the film's
    join: Join | None = None  # None: the film's
    fixed_ms: int | None = None
    in_ms: int = 0
    out_ms: int = 0
    speed: float = 1.0
    reverse: bool = False
    volume: float = 1.0
    looks: tuple[str, ...] | None = None  # None: the film's
    fit: str | None = None  # None: the film's
    focus: Focus | None = None  # None: nobody looked
    cells: tuple[Cell, ...] = ()  # all pictures of the shot, where there are several
    grid: str = ""  # how those lie: row, column, grid, or auto, as the frame likes it

    @property
    def is_clip(self) -> bool:
        """Return whether the shot has a length of its own."""
        return self.file_type == "video"

    @property
    def natural_ms(self) -> int:
        """Return how long the clip plays at its speed."""
        return round((self.out_ms - self.in_ms) / self.speed)


@dataclass(frozen=True)
class Words:
    """Text on the picture. `anchor` keeps its place when the film is retimed.

    It is start, end, at, photo:N, all, share:I/N (the Ith of N equal parts of the film), cue (from a captions file, at
    its own time in the film), cue:ID (at its own time in the clip with this id) or voice (while it is spoken).
    """

    text: str
    role: str = "title"
    position: str = "upper_third"
    anchor: str = "start"
    at_ms: int = 0
    length_ms: int = 3000
    style: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Timing:
    """What decides the lengths. `ms` is the total or the length of one photo, by `mode`."""

    mode: TimingMode = "default"
    ms: int = 0


@dataclass(frozen=True)
class Film:
    """Everything a draft says, without the arithmetic."""

    shots: tuple[Shot, ...] = ()
    timing: Timing = Timing()
    width: int = 1080
    height: int = 1920
    join: Join = Join()
    motion: Motion = Motion()
    fit: str = "auto"
    background: str = "#000000"
    looks: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    platform: str | None = None
    fade: tuple[int, int, str] | None = None  # in ms, out ms, colour
    loop: str | None = None
    logo: tuple[tuple[str, Any], ...] | None = None
    export: tuple[tuple[str, Any], ...] = ()
    words: tuple[Words, ...] = ()
    lettering: tuple[tuple[str, Any], ...] = ()  # the style of all words, where nothing else is said of them
    music: Music | None = None
    sync: Sync | None = None
    voice: Voice | None = None
    mood: str | None = None
    gain: float | None = None
    unused: tuple[str, ...] = ()  # uploads that were said to be left out
    loudness: float | None = None  # LUFS that were asked for in so many words


@dataclass(frozen=True)
class Slot:
    """Where a shot lies, in frames. `overlap` is what it shares with the shot before it."""

    start: int
    frames: int
    overlap: int

    @property
    def end(self) -> int:
        """Return the first frame after the shot."""
        return self.start + self.frames


def has_sound(film: Film) -> bool:
    """Return whether anything is to be heard: music, a voice, or a clip that is not muted."""
    return bool(film.music or film.voice) or any(shot.is_clip and shot.volume > 0 for shot in film.shots)


def loudness(film: Film) -> float | None:
    """Return the LUFS the film is brought to: what was said, else its platform's where no level was said."""
    if not has_sound(film):
        return None
    if film.loudness is not None:
        return film.loudness
    platform = PLATFORMS.get(film.platform or "")
    return platform.loudness_lufs if platform and film.gain is None else None


def looks_of(film: Film) -> tuple[str, ...]:
    """Return every look that is on the film or on a part of it."""
    own = (name for shot in film.shots for name in shot.looks or ())
    return tuple(dict.fromkeys((*film.looks, *own)))


def to_frames(ms: float) -> int:
    """Return the nearest whole number of frames."""
    return round(ms * FPS / 1000)


def to_ms(frames: int) -> int:
    """Return the nearest whole number of milliseconds."""
    return round(frames * 1000 / FPS)


def motion_at(film: Film, index: int, frames: int) -> Motion:
    """Return what shot `index` (from 0), of so many frames, does; cycles are resolved to one motion.

    Where nobody said how far, that is meant for a usual photo: what is shown longer travels further, but less a second.
    """
    shot = film.shots[index]
    if shot.is_clip and shot.motion is None:
        return Motion("none", 0.0)
    asked = shot.motion or film.motion
    amount = asked.amount
    if asked == Motion():
        asked = Motion(*design.motion) if (design := design_of(film.looks)) else asked
        amount = round(min(2.0, math.sqrt(to_ms(frames) / PHOTO_MS)) * asked.amount, 3)
    cycle = CYCLES.get(asked.kind)
    return Motion(cycle[index % len(cycle)] if cycle else asked.kind, amount)


def join_at(film: Film, index: int) -> Join:
    """Return how shot `index` joins to the one before it."""
    if index == 0:
        return Join("cut", 0)
    asked = film.shots[index].join or film.join
    if asked == Join() and not asked.said and (design := design_of(film.looks)):
        asked = Join(*design.join)
    return Join("cut", 0) if asked.kind == "cut" else asked


def slots(film: Film) -> tuple[Slot, ...]:
    """Return where every shot lies; whole frames, equal photos, no overlap above a third of a shot it touches."""
    if not film.shots:
        return ()
    lengths, overlaps = _on_beats(film, *_measure(film))
    placed, at = [], 0
    for frames, overlap in zip(lengths, overlaps, strict=True):
        start = max(0, at - overlap)
        placed.append(Slot(start, frames, overlap))
        at = start + frames
    return tuple(placed)


def total_frames(film: Film) -> int:
    """Return the length of the film in frames, its end card with it; 0 without shots."""
    return placed[-1].end + to_frames(card_ms(film)) if (placed := slots(film)) else 0


def seconds(film: Film) -> float:
    """Return the length of the film in seconds."""
    return total_frames(film) / FPS


def target_ms(film: Film) -> int | None:
    """Return the total that the timing asks for, or None where lengths are the shots' own."""
    if film.timing.mode == "total":
        return film.timing.ms - card_ms(film)
    stills_only = not any(shot.is_clip for shot in film.shots)
    if film.timing.mode == "default" and stills_only:
        low, high = DEFAULT_TOTAL_MS
        return min(high, max(low, PHOTO_MS * len(film.shots)))
    return None


def spoken_total_ms(film: Film) -> int | None:
    """Return the film's length where what is said decides when photos change; None where shots have their own.

    It is the length that was said, but never less than the speech takes.
    """
    voice, count = film.voice, len(film.shots)
    if voice is None or any(shot.is_clip or shot.fixed_ms is not None for shot in film.shots):
        return None
    needed = speech.needed_ms(voice, count)
    if film.timing.mode == "per_photo":
        room = film.timing.ms * count
        return None if room >= needed and not voice.per_photo else max(room, needed)
    if film.timing.mode == "fixed":
        return None
    return max(needed, film.timing.ms) if film.timing.mode == "total" else needed


def _on_beats(film: Film, lengths: list[int], overlaps: list[int]) -> tuple[list[int], list[int]]:
    """Return the lengths with every cut on a beat, where that is wished and can be; near the ends of sentences."""
    if film.sync is None or film.music is None:
        return lengths, overlaps
    longest = [to_frames(shot.natural_ms) if shot.is_clip else None for shot in film.shots]
    spoken = spoken_total_ms(film) is not None
    return synced(film.music, film.sync, Shots(lengths, overlaps, longest), FPS, spoken=spoken)


def _measure(film: Film) -> tuple[list[int], list[int]]:
    """Return shot lengths and overlaps. Overlaps shrink until none is above a third of a neighbour."""
    wanted = [to_frames(join_at(film, index).ms) for index in range(len(film.shots))]
    overlaps = wanted
    for _ in range(8):  # lengths depend on overlaps and the other way round; settles in two or three rounds
        lengths = _lengths(film, overlaps)
        fitted = [0] + [_fitted(film, i, min(lengths[i - 1 : i + 1]), wanted[i]) for i in range(1, len(wanted))]
        if fitted == overlaps:
            break
        overlaps = [min(a, b) for a, b in zip(fitted, overlaps, strict=True)]
    return _lengths(film, overlaps), overlaps


def _fitted(film: Film, index: int, shorter: int, wanted: int) -> int:
    """Return how many frames shot `index` and the one before share, by the shorter of them: a third of it at most."""
    brisk = shorter < to_frames(_BRISK_MS) and not join_at(film, index).said
    return min(wanted, shorter // 3, to_frames(_BRISK_JOIN_MS) if brisk else wanted)


def _lengths(film: Film, overlaps: Sequence[int]) -> list[int]:
    if (spoken := spoken_total_ms(film)) is not None and film.voice is not None:
        return _between(speech.borders(film.voice, len(film.shots), spoken), overlaps)
    own = [_own_frames(film, shot) for shot in film.shots]
    total = target_ms(film)
    if film.voice is not None and None in own:  # photos among clips stay until everything is said
        long = sum(to_frames(PHOTO_MS) if length is None else length for length in own) - sum(overlaps)
        total = max(total if total is not None else to_ms(long), speech.spoken_ms(film.voice))
    stills = [index for index, length in enumerate(own) if length is None]
    if total is None:
        return [to_frames(PHOTO_MS) if length is None else length for length in own]
    if not stills:
        return [length or 1 for length in own]
    room = to_frames(total) + sum(overlaps) - sum(length for length in own if length is not None)
    each, rest = divmod(max(room, SHORTEST_FRAMES * len(stills)), len(stills))
    for rank, index in enumerate(stills):
        own[index] = each + (1 if rank < rest else 0)
    return [length or 1 for length in own]


def _between(borders: Sequence[int], overlaps: Sequence[int]) -> list[int]:
    """Return shot lengths so that the middle of each transition lies on its border."""
    at = [to_frames(ms) for ms in borders]
    into = [overlap // 2 for overlap in overlaps]
    beyond = [*(overlap - half for overlap, half in zip(overlaps[1:], into[1:], strict=True)), 0]
    rows = zip(at, at[1:], into, beyond, strict=False)
    return [max(1, after - before + first + last) for before, after, first, last in rows]


def _own_frames(film: Film, shot: Shot) -> int | None:
    """Return the length a shot insists on, or None where it takes its share."""
    if shot.fixed_ms is not None:
        return max(1, to_frames(shot.fixed_ms))
    if shot.is_clip:
        return max(1, to_frames(shot.natural_ms))
    return max(1, to_frames(film.timing.ms)) if film.timing.mode == "per_photo" else None


def pinned(film: Film) -> Film:
    """Return the same film with every length written down, so that shots can be cut one by one."""
    shots = [
        replace(shot, fixed_ms=None if shot.is_clip else to_ms(slot.frames))
        for shot, slot in zip(film.shots, slots(film), strict=True)
    ]
    return replace(film, shots=tuple(shots), timing=Timing("fixed"))
