"""A bounded folder of encoded pieces, named by what they show."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = "cache"  # below the backend's data
LIMIT_BYTES = 2_000_000_000
_IN_USE_S = 3600.0  # a render that runs now may be about to read it


class Cache:
    """Pieces on disk. Safe beside other processes: a piece appears under its name only when it is whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, key: str) -> Path:
        """Return where the piece with this key is kept, if it is."""
        return self._folder / key[:2] / f"{key}.nut"

    def holds(self, place: Path) -> bool:
        """Return whether there is a piece, and note that it is used now."""
        try:
            os.utime(place)
        except OSError:
            return False
        return True

    def trim(self, now_s: float, limit_bytes: int = LIMIT_BYTES) -> None:
        """Remove what was not used for longest, until the rest fits; what was used within the hour stays."""
        files = self._files()
        total = sum(size for _, size, _ in files)
        for used_s, size, path in sorted(files):
            if total <= limit_bytes or used_s > now_s - _IN_USE_S:
                break
            path.unlink(missing_ok=True)
            total -= size

    def forget(self, unused_since_s: float) -> None:
        """Remove what nobody has used since that moment."""
        for used_s, _, path in self._files():
            if used_s < unused_since_s:
                path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove all pieces; a render that runs now makes those that it needs again."""
        for _, _, path in self._files():
            if not unfinished(path):
                path.unlink(missing_ok=True)

    def size(self) -> tuple[int, int]:
        """Return how many pieces there are and how many bytes they have."""
        files = self._files()
        return len(files), sum(size for _, size, _ in files)

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return when each file was last used, its size and its path."""
        found = []
        for path in self._folder.glob("*/*"):
            with suppress(OSError):  # another process was faster
                facts = path.stat()
                found.append((facts.st_mtime, facts.st_size, path))
        return found


def part_of(path: Path) -> Path:
    """Return a name of its own for a file that is being written and will be `path` when it is whole."""
    return path.with_name(f"{path.stem}.{secrets.token_hex(4)}.part{path.suffix}")


def unfinished(path: Path) -> bool:
    """Return whether somebody is writing, or was when the power went, what will have another name."""
    return path.stem.endswith(".part")


@contextmanager
def passing(target: Path) -> Iterator[Cache]:
    """Give a cache beside the target that is gone after the block."""
    folder = target.with_name(f"{target.stem}.pieces-{secrets.token_hex(4)}")
    try:
        yield Cache(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
