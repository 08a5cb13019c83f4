"""The music of a film and how its cuts follow it."""

from dataclasses import dataclass
from typing import Any

from imgfree.local.music import cuts, fit
from imgfree.local.music.grid import Grid

BESIDE_S = 0.3  # how far from a sentence's end a photo may change: no word is heard over the wrong one


@dataclass(frozen=True)
class Music:
    """The one music bed. `from_ms` is where in the song it begins; `fade_out_ms` is None for the usual fade.

    `grid` is where its beats are, None where nobody asked; `about` is what is known of a library's track.
    """

    source: str
    title: str
    url: str = ""
    from_ms: int = 0
    fade_in_ms: int = 0
    fade_out_ms: int | None = None
    grid: Grid | None = None
    about: tuple[tuple[str, Any], ...] = ()

    def laid(self, total_ms: float) -> fit.Laid:
        """Return how it is laid under a film of that length."""
        return fit.laid(self.grid or Grid(), self.from_ms / 1000, total_ms / 1000)

    def pulse(self, frames: int, fps: int, *, drop: bool = False) -> cuts.Pulse | None:
        """Return where cuts may fall in a film of so many frames; None where nobody asked for its beats."""
        if self.grid is None:
            return None
        return fit.pulse(self.grid, self.laid(frames * 1000 / fps), frames, fps, drop=drop)


@dataclass(frozen=True)
class Sync:
    """That shots change on the music's beats. `unit` is how long each is to be, None for about what it would be.

    `drop` says that the music's drop falls on a cut.
    """

    unit: cuts.Unit | None = None
    drop: bool = False


def synced(
    music: Music, sync: Sync, shots: cuts.Shots, fps: int, *, spoken: bool = False
) -> tuple[list[int], list[int]]:
    """Return lengths and overlaps with every cut moved onto a beat, where that can be; the total stays.

    Where shots change between sentences that are `spoken`, they go no farther than to the nearest beat.
    """
    total = sum(shots.lengths) - sum(shots.overlaps)
    found = music.pulse(total, fps, drop=sync.drop)
    if spoken:
        sure = found is not None and found.sure
        return (
            cuts.beside_speech(found, shots, round(BESIDE_S * fps))
            if found and sure
            else (shots.lengths, shots.overlaps)
        )
    unit = cuts.unit_for(found, len(shots.lengths), total, sync.unit) if found else None
    if found is None or unit is None:
        return shots.lengths, shots.overlaps
    return cuts.fitted(found, unit, shots) or (shots.lengths, shots.overlaps)
