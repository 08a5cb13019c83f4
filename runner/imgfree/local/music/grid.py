"""Where a piece of music has its beats, as it is kept and passed on: times in seconds of the file, no arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SURE = 0.55  # from this confidence on, beats are cut on; below it only phrases are
HEARD_S = 0.001  # shorter than this is no music


@dataclass(frozen=True)
class Grid:
    """Beats of a file. `bars` are the numbers of the beats that begin a bar, `phrases` times at which the music turns.

    `confidence` goes from 0 (no pulse) to 1; `bar` is how many beats a bar has. It plays at full from `begins_s` to
    `ends_s`, both the beginning of a bar where it has bars; `length_s` is how long it is heard. `drop_s` is where it
    sets in at full after it was held back, None where it never does; `softly` says that this is hardly heard.
    """

    tempo: float = 0.0
    confidence: float = 0.0
    bar: int = 4
    beats: tuple[float, ...] = ()
    bars: tuple[int, ...] = ()
    phrases: tuple[float, ...] = ()
    begins_s: float = 0.0
    ends_s: float = 0.0
    length_s: float = 0.0
    drop_s: float | None = None
    softly: bool = False

    @property
    def sure(self) -> bool:
        """Return whether the beats may be relied on."""
        return self.confidence >= SURE and len(self.bars) > 1

    @property
    def downbeats(self) -> tuple[float, ...]:
        """Return where bars begin."""
        return tuple(self.beats[number] for number in self.bars)

    def plain(self) -> dict[str, Any]:
        """Return the same as JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()}


def grid_of(plain: Mapping[str, Any]) -> Grid:
    """Return the grid that was written as `plain`."""
    facts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    return Grid(**facts)
