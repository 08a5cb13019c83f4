"""Which track answers to a mood: one that is said to have it, else the one whose moods lie nearest."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from imgfree.local.music.tracks import Track

# What is asked for and what is called by another word in an index, though it is the same.
_SAME = {
    "upbeat": ("happy",),
    "fast": ("energetic",),
    "relaxing": ("calm",),
    "relaxed": ("calm",),
    "gentle": ("calm",),
    "soft": ("calm",),
    "slow": ("calm",),
    "chill": ("calm",),
    "mellow": ("calm",),
    "sweet": ("tender",),
    "warm": ("tender",),
    "romantic": ("tender",),
    "playful": ("happy",),
    "youthful": ("energetic",),
    "retro": ("nostalgic",),
}
_MIDDLE = (0.2, 0.5)  # where nothing is asked for, or nothing is known: glad, and not too stirred


@cache
def _places() -> dict[str, tuple[float, float]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {name: (place[0], place[1]) for name, place in tomllib.loads(text).items()}


def known() -> tuple[str, ...]:
    """Return every mood that has a place, in alphabetical order."""
    return tuple(sorted(_places()))


def has(track: Track, mood: str) -> bool:
    """Return whether a track is said to have a mood, under this word or one that means the same."""
    return any(word in track.moods for word in (mood, *_SAME.get(mood, ())))


def ranked(tracks: Sequence[Track], moods: Sequence[str], bpm: float | None = None) -> list[Track]:
    """Return the tracks, the one that answers best to these moods, and to this tempo, first."""
    aim = _centre(moods)

    def away(track: Track) -> tuple[int, float, float]:
        missed = sum(not has(track, mood) for mood in moods)
        place = _centre(track.moods)
        far = ((place[0] - aim[0]) ** 2 + (place[1] - aim[1]) ** 2) ** 0.5 if moods or not bpm else 0.0
        off = abs(track.tempo - bpm) / bpm if bpm and track.tempo else 1.0 if bpm else 0.0
        return missed, round(far + off, 6), off

    return sorted(tracks, key=away)  # it is stable: what answers as well stays in the order of the libraries


def _centre(moods: Sequence[str]) -> tuple[float, float]:
    """Return where moods lie together."""
    places = [_places()[mood] for mood in moods if mood in _places()]
    if not places:
        return _MIDDLE
    return sum(place[0] for place in places) / len(places), sum(place[1] for place in places) / len(places)
