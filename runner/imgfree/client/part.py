"""The incomplete file beside its target: found again, continued, and put in place when it is whole."""

import errno
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from imgfree.client.behind import Behind
from imgfree.client.model import Downloaded
from imgfree.errors import PathRefused, SetupError

_READ_BYTES = 1024 * 1024
_LONGEST_NAME = 200  # of the target's in the part's, so that the whole stays below what file systems take
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class Part:
    """What of one address is on the disk so far.

    Its name carries digests of the address and of the version that the server told (ETag or date): bytes of something
    else are never taken for a beginning of this file, also not by a later process.
    """

    def __init__(self, target: Path, address: str) -> None:
        self._target = target
        self._stem = f"{target.name[:_LONGEST_NAME]}.{_digest(address)}"
        self.path: Path | None = None
        self.size_bytes = 0
        self.total_bytes: int | None = None
        self.etag: str | None = None
        self._hash = hashlib.sha256()
        self._find()

    def belongs_to(self, version: str | None) -> bool:
        """Return whether the bytes so far are of that version, as far as the server tells."""
        return self.path is None or version is None or self.path == self._name(version)

    def begin(self, version: str | None) -> None:
        """Start from nothing."""
        self.drop()
        self.path = self._name(version)
        with _disk(self._target):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(b"")

    def drop(self) -> None:
        """Remove the bytes so far: they are of no use."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
        self.path, self.size_bytes, self.total_bytes, self.etag = None, 0, None, None
        self._hash = hashlib.sha256()

    def append(self, chunks: Iterator[bytes]) -> Iterator[int]:
        """Write the chunks as they come and yield the size after each; what came is kept, also if the rest does not."""
        assert self.path is not None
        received_bytes = self.size_bytes
        with _disk(self._target):
            file = self.path.open("ab", buffering=0)
        with file, Behind(partial(self._keep, file)) as behind:
            for chunk in chunks:
                behind.put(chunk)
                received_bytes += len(chunk)
                yield received_bytes

    def _keep(self, file: IO[bytes], block: Sequence[bytes]) -> None:
        for chunk in block:
            with _disk(self._target):
                left = memoryview(chunk)
                while left:  # a disk that is nearly full takes less than it is given, before it refuses
                    left = left[file.write(left) :]
            self._hash.update(chunk)
            self.size_bytes += len(chunk)

    def finish(self, *, overwrite: bool) -> Downloaded:
        """Give the file its name.

        Raises:
            PathRefused: someone else took the name meanwhile.
        """
        assert self.path is not None
        with _disk(self._target):
            if self.path.stat().st_size != self.size_bytes:
                raise SetupError(f"'{self.path}' was changed by another program", hint="one download at a time")
            _rename(self.path, self._target, overwrite=overwrite)
            for left in self._leftovers():
                left.unlink(missing_ok=True)
        return Downloaded(self._target, self.size_bytes, self._hash.hexdigest())

    def _find(self) -> None:
        folder = self._target.parent
        if not folder.is_dir():
            return
        found = [p for p in folder.iterdir() if p.name.startswith(self._stem) and p.suffix == ".part" and p.is_file()]
        if not found:
            return
        self.path = max(found, key=lambda path: path.stat().st_size)
        with _disk(self._target), self.path.open("rb") as file:
            while block := file.read(_READ_BYTES):
                self._hash.update(block)
                self.size_bytes += len(block)

    def _leftovers(self) -> list[Path]:
        """Return parts that earlier downloads left of other versions or addresses of this target."""
        ours = re.compile(re.escape(self._target.name[:_LONGEST_NAME]) + r"\.[0-9a-f]{16}\.part")
        return [path for path in self._target.parent.iterdir() if ours.fullmatch(path.name)]

    def _name(self, version: str | None) -> Path:
        return self._target.with_name(f"{self._stem}{_digest(version or '')}.part")


def check_free(target: Path, *, overwrite: bool) -> None:
    """Refuse a target that is a folder, or is taken.

    Raises:
        PathRefused: see above.
    """
    if target.is_dir():
        raise PathRefused(f"'{target}' is a folder", hint="name a file in it")
    if not overwrite and (target.exists() or target.is_symlink()):
        raise PathRefused(f"'{target}' exists already", hint="set `overwrite: true`, or choose another name")


def _rename(part: Path, target: Path, *, overwrite: bool) -> None:
    if not overwrite:
        try:
            target.hardlink_to(part)  # unlike a rename, this never replaces what is there
        except FileExistsError as error:
            raise PathRefused(f"'{target}' came into being during the download") from error
        except OSError:  # a file system without links
            check_free(target, overwrite=False)
        else:
            part.unlink()
            return
    part.replace(target)


@contextmanager
def _disk(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _DISK_FULL:
            hint = "free some space; the part that is there will be continued"
            raise SetupError(f"the disk is full: cannot write '{target}'", hint=hint) from error
        raise SetupError(f"cannot write '{target}': {(error.strerror or str(error)).lower()}") from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
