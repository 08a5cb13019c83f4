"""The incomplete file beside its target: found again, continued, and put in place when it is whole."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from imgfree import disk, media_types
from imgfree.client.model import Downloaded
from imgfree.client.transfer.behind import Behind
from imgfree.disk import Folder, System
from imgfree.errors import ImgfreeError, PathRefused, SetupError
from imgfree.events import DOWNLOAD_BEGUN, DOWNLOAD_RECEIVED, FILM_MARKED, Emit, ignore
from imgfree.provenance import Imprint, Mark, MarkTooLarge, imprint

_READ_BYTES = 1024 * 1024
_LONGEST_BYTES = 200  # of the target's name in the part's, so that the whole stays below what file systems take
_HEAD_BYTES = media_types.HEAD_BYTES
_TAKEN = "replace it with --overwrite, or move it away"
_PLAIN = "remove it, or choose a folder of your own with --out"
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def _anything(told: object) -> bool:
    return True


def _nothing(told: object) -> bool:
    return False


def _whatever(head: bytes) -> None:
    """Take any content."""


@dataclass(frozen=True)
class Terms:
    """On what terms a file may come into its place.

    Below `base` no link is followed. What is in the way may be replaced if `overwrite` is set, or `replaces` says so
    of its digest. A part is gone on with if `continues` says so of its name. `check` is shown the first bytes, and
    raises if the file may not have its name. With `again`, an earlier try may have put this very file there: then what
    is in the way is looked at when the bytes are here, and may be replaced if it is the same. A film that takes one
    has the `mark` in it when it comes into its place.
    """

    base: Path | None = None
    overwrite: bool = False
    again: bool = False
    replaces: Callable[[str], bool] = _nothing
    continues: Callable[[str], bool] = _anything
    check: Callable[[bytes], None] = _whatever
    mark: Mark | None = None
    system: System = os


class Part:
    """What of one address is on the disk so far.

    Its name carries digests of the address and of the version that the server told (ETag or date): bytes of something
    else are never taken for a beginning of this file, also not by a later process. Nor is what is no plain file, or
    has a second name: whoever laid that there may want us to write elsewhere.
    """

    def __init__(self, target: Path, address: str, terms: Terms, emit: Emit = ignore) -> None:
        self._target = target
        self._terms = terms
        self._emit = emit
        self._stem = f"{_stem(target.name)}.{digest(address)}"
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
        path = self._name(version)
        with self._folder(make=True) as folder:
            folder.remove(path.name)  # not ours, or of no use
            os.close(folder.create(path.name))
        self.path = path
        self._emit(DOWNLOAD_BEGUN, path=str(self._target), part=path.name)

    def drop(self) -> None:
        """Remove the bytes so far: they are of no use."""
        if self.path is not None:
            with self._folder() as folder:
                folder.remove(self.path.name)
        self.path, self.size_bytes, self.total_bytes, self.etag = None, 0, None, None
        self._hash = hashlib.sha256()

    def append(self, chunks: Iterator[bytes]) -> Iterator[int]:
        """Write the chunks as they come and yield the size after each; what came is kept, also if the rest does not."""
        assert self.path is not None
        received_bytes = self.size_bytes
        with self._folder() as folder:
            descriptor = folder.reopen(self.path.name, os.O_WRONLY | os.O_APPEND)
        with os.fdopen(descriptor, "ab", buffering=0), Behind(partial(self._keep, descriptor)) as behind:
            for chunk in chunks:
                behind.put(chunk)
                received_bytes += len(chunk)
                yield received_bytes

    def _keep(self, descriptor: int, block: Sequence[bytes]) -> None:
        for chunk in block:
            with writing(self._target):
                self._write(descriptor, chunk)
            self._hash.update(chunk)
            self.size_bytes += len(chunk)

    def _write(self, descriptor: int, chunk: bytes) -> None:
        left = memoryview(chunk)
        while left:  # a disk that is nearly full takes less than it is given, before it refuses
            left = left[self._terms.system.write(descriptor, left) :]

    def finish(self) -> Downloaded:
        """Put its mark into the file, give it its name, and return when file and name are on the disk.

        Raises:
            PathRefused: someone else took the name meanwhile, or the content may not have it; then it is gone.
        """
        assert self.path is not None
        with self._folder() as folder:
            head = self._settled(folder, self.path.name)
            try:
                self._terms.check(head)
            except ImgfreeError:
                folder.remove(self.path.name)
                raise
            if self._terms.mark is not None:
                self._mark(folder, self.path.name, self._terms.mark)
            done = Downloaded(self._target, self.size_bytes, self._hash.hexdigest())
            replaces = self._replaces(folder, done.sha256)
            self._emit(DOWNLOAD_RECEIVED, path=str(done.path), size_bytes=done.size_bytes, sha256=done.sha256)
            if replaces:
                folder.replace(self.path.name, self._target.name)
            else:
                self._rename(folder, self.path.name)
            for left in self._leftovers(folder):
                folder.remove(left)
        return done

    def _settled(self, folder: Folder, name: str) -> bytes:
        """Return the beginning of the file when all of it is on the disk."""
        descriptor = folder.reopen(name, os.O_RDWR)
        try:
            if os.fstat(descriptor).st_size != self.size_bytes:
                raise SetupError(f"'{self.path}' was changed by another program", hint="one download at a time")
            self._terms.system.fsync(descriptor)
            return os.read(descriptor, _HEAD_BYTES)
        finally:
            os.close(descriptor)

    def _mark(self, folder: Folder, name: str, mark: Mark) -> None:
        """Put the mark into a film that takes one, and return when it is on the disk.

        Whoever kills us in between leaves a part that is longer than what the server has: it is not gone on with.
        """
        descriptor = folder.reopen(name, os.O_RDWR)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            put = partial(imprint, file, size_bytes=self.size_bytes, sha256=self._hash.hexdigest())
            told: dict[str, Any] = {"carried": mark.carried is not None}
            try:
                made = put(mark)
            except MarkTooLarge as error:
                told = {"carried": False, "too_large_bytes": error.size_bytes}
                made = put(mark.without_recipe()) if mark.carried else None
            if made is None:
                if mark.carried is not None:
                    self._emit(FILM_MARKED, path=str(self._target), size_bytes=0, **{**told, "carried": False})
                return
            self._imprint(descriptor, made)
            self._emit(FILM_MARKED, path=str(self._target), size_bytes=len(made.tail), **told)
            self.size_bytes += len(made.tail)
            self._hash.update(made.tail)
            if made.patch is not None:
                file.seek(0)
                self._hash = hashlib.file_digest(file, "sha256")

    def _imprint(self, descriptor: int, made: Imprint) -> None:
        system = self._terms.system
        try:
            os.lseek(descriptor, self.size_bytes, os.SEEK_SET)
            self._write(descriptor, made.tail)
            system.fsync(descriptor)
        except OSError:
            system.ftruncate(descriptor, self.size_bytes)  # so that the part can be gone on with
            raise
        if made.patch is not None:
            os.lseek(descriptor, made.patch.at, os.SEEK_SET)
            self._write(descriptor, made.patch.content)
            system.fsync(descriptor)

    def _replaces(self, folder: Folder, sha256: str) -> bool:
        same = self._terms.again and _sha256(folder, self._target.name) == sha256
        return same or _is_replaced(folder, self._target, self._terms)

    def _rename(self, folder: Folder, name: str) -> None:
        try:
            folder.rename(name, self._target.name)
        except FileExistsError as error:
            raise PathRefused(f"'{self._target}' came into being meanwhile", hint=_TAKEN) from error

    def _find(self) -> None:
        if not self._target.parent.is_dir():
            return
        with self._folder() as folder:
            found = [(size, name) for name in folder.names() if (size := self._size_of(folder, name)) is not None]
            if not found:
                return
            name = max(found)[1]
            with os.fdopen(folder.reopen(name), "rb") as file:
                while block := file.read(_READ_BYTES):
                    self._hash.update(block)
                    self.size_bytes += len(block)
        self.path = self._target.with_name(name)

    def _size_of(self, folder: Folder, name: str) -> int | None:
        """Return the size of a part of this file that may be gone on with; None of anything else."""
        if not (name.startswith(self._stem) and name.endswith(".part")):
            return None
        known = folder.stat(name)
        if known is None or not stat.S_ISREG(known.st_mode) or known.st_nlink > 1:
            return None
        return known.st_size if self._terms.continues(name) else None

    def _leftovers(self, folder: Folder) -> list[str]:
        """Return parts that earlier downloads left of other versions or addresses of this target."""
        ours = re.compile(re.escape(_stem(self._target.name)) + r"\.[0-9a-f]{16}\.part")
        return [name for name in folder.names() if ours.fullmatch(name)]

    def _name(self, version: str | None) -> Path:
        return self._target.with_name(f"{self._stem}{digest(version or '')}.part")

    @contextmanager
    def _folder(self, *, make: bool = False) -> Iterator[Folder]:
        base, system = self._terms.base, self._terms.system
        with writing(self._target), disk.opened(self._target.parent, base=base, make=make, system=system) as folder:
            yield folder


def check_free(target: Path, terms: Terms) -> None:
    """Refuse a target that is a folder, is reached through a link, or is taken and may not be replaced.

    Raises:
        PathRefused: see above.
    """
    if not os.path.lexists(target.parent):
        return
    with writing(target), disk.opened(target.parent, base=terms.base) as folder:
        known = folder.stat(target.name)
        if known is not None and stat.S_ISDIR(known.st_mode):
            raise PathRefused(f"'{target}' is a folder", hint="name a file in it")
        if known is not None and not terms.again and not _is_replaced(folder, target, terms):
            raise PathRefused(f"'{target}' exists already", hint=_TAKEN)


def _is_replaced(folder: Folder, target: Path, terms: Terms) -> bool:
    """Return whether something is in the way, and may be replaced."""
    if terms.overwrite:
        return folder.stat(target.name) is not None
    sha256 = _sha256(folder, target.name)
    return bool(sha256) and terms.replaces(sha256)


def _sha256(folder: Folder, name: str) -> str:
    """Return the digest of a plain file; an empty text where there is none."""
    known = folder.stat(name)
    if known is None or not stat.S_ISREG(known.st_mode):
        return ""
    return disk.sha256(folder.reopen(name))


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Say in our errors what went wrong while the block worked on the target, or its part."""
    try:
        yield
    except disk.NotPlain as error:
        raise PathRefused(f"{error.strerror}; downloads go into plain files and folders", hint=_PLAIN) from error
    except OSError as error:
        if error.errno in _DISK_FULL:
            hint = "free some space; the part that is there will be continued"
            raise SetupError(f"the disk is full: cannot write '{target}'", hint=hint) from error
        named = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, str | bytes) else target.name
        where = target.with_name(named) if named.startswith(_stem(target.name)) else target
        raise SetupError(f"cannot write '{where}': {(error.strerror or str(error)).lower()}") from error


def _stem(name: str) -> str:
    """Return as much of the target's name as fits into the part's."""
    return name.encode(errors="surrogateescape")[:_LONGEST_BYTES].decode(errors="ignore")


def digest(text: str) -> str:
    """Return what stands for an address, or a version, in a part's name."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
