"""A bounded folder of encoded pieces, named by what they show and by what is in them."""

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imgfree.local import disk

FOLDER = "cache"  # below the backend's data
LIMIT_BYTES = 2_000_000_000
_IN_USE_S = 3600.0  # a render that runs now may be about to read it


class Cache:
    """Pieces on disk. Safe beside other processes: a piece appears under its name only when it is whole.

    A piece's name ends in a digest of its key and its bytes. One that does not fit it is never given out.
    """

    def __init__(self, folder: Path, *, lasting: bool = True) -> None:
        """Keep pieces in `folder`; `lasting` ones shall outlive a power cut."""
        self._folder = folder
        self._lasting = lasting

    def find(self, key: str) -> Path | None:
        """Return the piece with this key, found whole, and note that it is used now. What is damaged is removed."""
        for path in sorted(self._folder.joinpath(key[:2]).glob(f"{key}.*")):
            if unfinished(path):
                continue
            with suppress(OSError):  # another process was faster
                if _sound(path):
                    with suppress(PermissionError):  # it is another user's, in a folder that machines share
                        os.utime(path)
                    return path
                disk.remove(path)
        return None

    def exact(self, key: str, digest: str) -> Path | None:
        """Return the piece with this key if it is there with these very bytes, though no listing may show it yet."""
        path = self._folder / key[:2] / f"{key}.{digest}.nut"
        return path if _sound(path) else None

    def keep(self, key: str, write: Callable[[Path], None]) -> Path:
        """Return the piece that `write` has written, under its name."""
        shelf = self._folder / key[:2]
        if shelf.is_symlink() or (shelf.exists() and not shelf.is_dir()):  # where nothing is, another may make it now
            disk.remove(shelf)
        shelf.mkdir(parents=True, exist_ok=True)
        part = part_of(shelf / f"{key}.nut")
        try:
            write(part)
            if self._lasting:
                disk.settle(part)
            target = shelf / f"{key}.{disk.digest(part, key)}.nut"
            if target.is_dir():
                disk.remove(target)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return target

    @contextmanager
    def claimed(self, key: str) -> Iterator[bool]:
        """Yield whether nobody else makes this piece now; if so, nobody does while the block runs, or we live.

        Where the system has no such locks, everybody may: a piece is then made twice at worst.
        """
        try:
            import fcntl
        except ImportError:
            yield True
            return
        if not self._lasting:  # it is one film's alone
            yield True
            return
        claims = self._folder.with_name(f"{self._folder.name}.claims")
        claims.mkdir(parents=True, exist_ok=True)
        path = claims / key
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            try:
                yield True
            finally:
                path.unlink(missing_ok=True)
        finally:
            os.close(descriptor)

    def trim(self, now_s: float, limit_bytes: int = LIMIT_BYTES) -> None:
        """Remove what was not used for longest, until the rest fits; what was used within the hour stays."""
        files = self._files()
        total = sum(size for _, size, _ in files)
        for used_s, size, path in sorted(files):
            if total <= limit_bytes or used_s > now_s - _IN_USE_S:
                break
            disk.remove(path)
            total -= size

    def forget(self, unused_since_s: float) -> None:
        """Remove what nobody has used since that moment."""
        for used_s, _, path in self._files():
            if used_s < unused_since_s:
                disk.remove(path)

    def clear(self) -> None:
        """Remove all pieces; a render that runs now makes those that it needs again."""
        for _, _, path in self._files():
            if not unfinished(path):
                disk.remove(path)

    def verify(self) -> list[Path]:
        """Return the pieces that were not as they had been written, having removed them."""
        wrong = []
        for _, _, path in self._files():
            if not unfinished(path) and not _sound(path):
                disk.remove(path)
                wrong.append(path)
        return wrong

    def size(self) -> tuple[int, int]:
        """Return how many pieces there are and how many bytes they have."""
        files = self._files()
        return len(files), sum(size for _, size, _ in files)

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return when each piece was last used, its size and its path."""
        found = []
        for shelf in _entries(self._folder):
            for entry in _entries(shelf):
                with suppress(OSError):  # another process was faster
                    facts = entry.stat(follow_symlinks=False)
                    found.append((facts.st_mtime, facts.st_size, Path(entry.path)))
        return found


def _entries(folder: "Path | os.DirEntry[str]") -> "list[os.DirEntry[str]]":
    """Return what is in a folder; nothing of one that is gone, or none. After each film all of the cache is listed."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _sound(path: Path) -> bool:
    """Return whether this is a plain file with the bytes that its name tells of."""
    key, _, digest = path.stem.partition(".")
    try:
        return stat.S_ISREG(path.lstat().st_mode) and disk.digest(path, key) == digest
    except OSError:
        return False


def part_of(path: Path) -> Path:
    """Return a name of its own for a file that is being written and will be `path` when it is whole.

    It tells which process writes it, so that what an ended one was writing can be removed.
    """
    return path.with_name(f"{path.stem}.{os.getpid()}-{secrets.token_hex(4)}.part{path.suffix}")


def unfinished(path: Path) -> bool:
    """Return whether somebody is writing, or was when the power went, what will have another name."""
    return path.stem.endswith(".part")


@contextmanager
def passing(target: Path) -> Iterator[Cache]:
    """Give a cache beside the target that is gone after the block."""
    folder = target.with_name(f"{target.stem}.pieces-{secrets.token_hex(4)}")
    try:
        yield Cache(folder, lasting=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
