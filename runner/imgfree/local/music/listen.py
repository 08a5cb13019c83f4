"""A file's beats: decoded, then found. Runs where decoders may run."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from imgfree.local.music.beats import grid
from imgfree.local.render.media import opened, sound_stream
from imgfree.local.render.sound import F32, RATE, decoded

LONGEST_S = 900.0  # what comes later is not heard: no film here has that much music before it begins again


def heard(path: Path) -> dict[str, Any]:
    """Return the grid of a file as JSON. Raises MediaUnreadable naming the file."""
    with closing(decoded(path, path.name)) as blocks:
        return grid(_first(blocks)).plain()


def tags(path: Path) -> dict[str, str]:
    """Return what a file says of itself, by names in lower case. Raises MediaUnreadable naming the file."""
    with opened(path, path.name) as container:
        stream = sound_stream(container)
        found = {**container.metadata, **(stream.metadata if stream is not None else {})}
    return {str(name).lower(): str(value).strip() for name, value in found.items()}


def _first(blocks: Iterator[F32]) -> Iterator[F32]:
    left = round(LONGEST_S * RATE)
    for block in blocks:
        yield block[:left]
        left -= len(block)
        if left <= 0:
            return
