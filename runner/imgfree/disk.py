"""Write below folders that strangers may have laid out: through no link, onto plain files only, whole or not at all."""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, Self

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
_BY_DESCRIPTOR = hasattr(os, "O_NOFOLLOW") and {os.open, os.mkdir, os.stat, os.unlink} <= os.supports_dir_fd
_FOLLOW_NOT = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WAIT_NOT = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for its other end
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _FOLLOW_NOT
_FOLDERS_NOT_SYNCED_HERE = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF)
_LINKS_NOT_MADE_HERE = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EXDEV)


class System(Protocol):
    """What changes a disk. `os` is one; a test may give one that fails."""

    def open(self, path: str, flags: int, mode: int = 0o777, /, *, dir_fd: int | None = None) -> int: ...
    def write(self, descriptor: int, data: bytes | memoryview, /) -> int: ...
    def fsync(self, descriptor: int, /) -> None: ...
    def ftruncate(self, descriptor: int, length: int, /) -> None: ...
    def mkdir(self, path: str, mode: int = 0o777, /, *, dir_fd: int | None = None) -> None: ...
    def unlink(self, path: str, /, *, dir_fd: int | None = None) -> None: ...
    def link(
        self,
        source: str,
        target: str,
        /,
        *,
        src_dir_fd: int | None = None,
        dst_dir_fd: int | None = None,
        follow_symlinks: bool = True,
    ) -> None: ...
    def replace(
        self, source: str, target: str, /, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None
    ) -> None: ...


class NotPlain(OSError):
    """A link, a pipe, a device or a folder stands where a plain file or a real folder is wanted."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(errno.ELOOP, f"'{path}' is {what}", str(path))


class Folder:
    """An open folder. What is done in it stays in it: a name is one name, and a link is never followed.

    Where the system cannot work from an open folder (Windows), the path is checked before each use instead.
    """

    def __init__(self, path: Path, descriptor: int | None, system: System = os) -> None:
        self.path = path
        self.system = system
        self._descriptor = descriptor

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder; descriptors of files in it stay open."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def below(self, name: str, *, make: bool = False, mode: int = 0o777) -> "Folder":
        """Return a folder in this one, made if it is missing and that is wanted.

        Raises:
            NotPlain: it is a link.
            OSError: it is missing, or no folder.
        """
        if make:
            with contextlib.suppress(FileExistsError):
                self.system.mkdir(self._at(name), mode, dir_fd=self._descriptor)
            self.sync()  # also of one that is there: who made it may have died before this
        return Folder(self.path / name, self._open_folder(name), self.system)

    def create(self, name: str, mode: int = 0o666) -> int:
        """Return the descriptor, for reading and writing, of a file that was not there before."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _FOLLOW_NOT
        return self.system.open(self._at(name), flags, mode, dir_fd=self._descriptor)

    def reopen(self, name: str, flags: int = os.O_RDONLY) -> int:
        """Return the descriptor of a plain file that is there; for writing only if it has no other name.

        Raises:
            NotPlain: it is anything else; nothing was written, and nobody waits for the other end of a pipe.
        """
        try:
            flags |= _FOLLOW_NOT | _WAIT_NOT
            descriptor = self.system.open(self._at(name), flags, dir_fd=self._descriptor)
        except OSError as error:
            found = self.stat(name)
            if found is not None and not stat.S_ISREG(found.st_mode):
                raise NotPlain(self.path / name, _what(found)) from error
            raise
        found = os.fstat(descriptor)
        shared = flags & (os.O_WRONLY | os.O_RDWR) and found.st_nlink > 1
        if not stat.S_ISREG(found.st_mode) or shared:
            os.close(descriptor)
            raise NotPlain(self.path / name, _what(found))
        return descriptor

    def stat(self, name: str) -> os.stat_result | None:
        """Return what is known of an entry (of a link: of the link itself); None if there is none."""
        try:
            return os.stat(self._at(name), follow_symlinks=False, dir_fd=self._descriptor)
        except FileNotFoundError:
            return None

    def names(self) -> list[str]:
        """Return the names of all entries."""
        return os.listdir(self.path if self._descriptor is None else self._descriptor)  # noqa: PTH208

    def remove(self, name: str) -> None:
        """Remove a file or a link, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self.system.unlink(self._at(name), dir_fd=self._descriptor)

    def replace(self, old: str, new: str) -> None:
        """Give a file another name, in the place of what had it, and return when that is on the disk."""
        here = self._descriptor
        self.system.replace(self._at(old), self._at(new), src_dir_fd=here, dst_dir_fd=here)
        self.sync()

    def rename(self, old: str, new: str) -> None:
        """Give a file another name that is free, and return when that is on the disk; raises FileExistsError."""
        try:
            if self._descriptor is None:
                (self.path / new).hardlink_to(self.path / old)
            else:
                here = self._descriptor
                self.system.link(old, new, src_dir_fd=here, dst_dir_fd=here, follow_symlinks=False)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError) as error:  # a file system without links
            if isinstance(error, OSError) and error.errno not in _LINKS_NOT_MADE_HERE:
                raise
            if self.stat(new) is not None:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.path / new)) from error
            self.replace(old, new)
        else:
            self.remove(old)
            self.sync()

    def sync(self) -> None:
        """Return when the folder's entries are on the disk, where the system can tell."""
        if self._descriptor is not None:
            try:
                self.system.fsync(self._descriptor)
            except OSError as error:
                if error.errno not in _FOLDERS_NOT_SYNCED_HERE:
                    raise

    def _open_folder(self, name: str) -> int | None:
        try:
            if self._descriptor is not None:
                return self.system.open(name, _FOLDER, dir_fd=self._descriptor)
        except OSError as error:
            found = self.stat(name)
            if found is not None and stat.S_ISLNK(found.st_mode):
                raise NotPlain(self.path / name, "a link") from error
            raise
        _check_by_path(self.path / name)
        return None

    def _at(self, name: str) -> str:
        if name in ("", ".", "..") or "/" in name or os.sep in name:
            raise NotPlain(self.path / name, "no name of a file")
        return name if self._descriptor is not None else str(self.path / name)


def opened(
    path: Path, *, base: Path | None = None, make: bool = False, mode: int = 0o777, system: System = os
) -> Folder:
    """Return the open folder at `path`; with `make`, what is missing of it is made.

    The way to `base` is the user's own and may go through links; below it none is followed. Without a `base`, or
    outside it, all of the way is the user's own.

    Raises:
        NotPlain: a part of the way below `base` is a link.
        OSError: it cannot be opened or made.
    """
    start, names = _split(path, base or path)
    if make:
        _make(start, mode, system)
    folder = _as_it_is(start, system)
    for name in names:
        with folder:
            folder = folder.below(name, make=make, mode=mode)
    return folder


def write(
    path: Path,
    content: bytes | Iterable[bytes],
    *,
    base: Path | None = None,
    replace: bool,
    mode: int = 0o666,
    folder_mode: int = 0o777,
) -> None:
    """Put a file in its place, whole or not at all, and return when it is on the disk. See `opened` for `base`.

    Raises:
        FileExistsError: there is something of that name, and it is not to be replaced.
        NotPlain: what would be replaced is no plain file.
        OSError: it cannot be written.
    """
    with opened(path.parent, base=base, make=True, mode=folder_mode) as folder:
        write_in(folder, path.name, content, replace=replace, mode=mode)


def write_in(folder: Folder, name: str, content: bytes | Iterable[bytes], *, replace: bool, mode: int = 0o666) -> None:
    """Put a file in its place in an open folder; the rest is as with `write`."""
    there = folder.stat(name)
    if replace and there is not None and not stat.S_ISREG(there.st_mode):
        raise NotPlain(folder.path / name, _what(there))
    draft = f".{os.urandom(8).hex()}.part"
    descriptor = folder.create(draft, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        (folder.replace if replace else folder.rename)(draft, name)
    except BaseException:
        folder.remove(draft)
        raise


def read(path: Path, *, most_bytes: int, base: Path | None = None) -> bytes:
    """Return the content of a plain file.

    Raises:
        NotPlain: it is a link, a pipe, a device, or longer than `most_bytes`.
        OSError: it cannot be read.
    """
    with opened(path.parent, base=base) as folder:
        descriptor = folder.reopen(path.name)
    with os.fdopen(descriptor, "rb") as file:
        long = os.fstat(descriptor).st_size > most_bytes
        content = b"" if long else file.read(most_bytes + 1)
    if long or len(content) > most_bytes:
        raise NotPlain(path, f"longer than {most_bytes // 1_000_000} MB")
    return content


def sha256(file: Path | int) -> str:
    """Return the digest of the file at that path, or of that descriptor, which is closed then."""
    with open(file, "rb") as whole:  # noqa: PTH123 -- descriptors are no paths
        return hashlib.file_digest(whole, "sha256").hexdigest()


def _split(path: Path, base: Path) -> tuple[Path, tuple[str, ...]]:
    """Return where to start, and the names from there on; the whole path and no names if it is not below `base`."""
    if path.is_relative_to(base):
        return base, path.relative_to(base).parts
    whole, start = Path(os.path.abspath(path)), Path(os.path.abspath(base))  # noqa: PTH100 -- without following links
    return (start, whole.relative_to(start).parts) if whole.is_relative_to(start) else (path, ())


def _as_it_is(path: Path, system: System) -> Folder:
    """Return the open folder, whichever way leads to it."""
    flags = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
    return Folder(path, system.open(str(path), flags) if _BY_DESCRIPTOR else None, system)


def _make(path: Path, mode: int, system: System) -> None:
    """Make a folder and those above it, all with that mode."""
    if not path.is_dir():
        _make(path.parent, mode, system)
        with _as_it_is(path.parent, system) as above:
            above.below(path.name, make=True, mode=mode).close()


def _check_by_path(path: Path) -> None:
    """Refuse a folder that is reached through a link, a junction, or a short name."""
    found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode) or path.resolve().name.casefold() != path.name.casefold():
        raise NotPlain(path, "a link")
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))


def _what(found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode):
        return "a link"
    if stat.S_ISDIR(found.st_mode):
        return "a folder"
    return "a file with another name elsewhere" if stat.S_ISREG(found.st_mode) else "no plain file"
