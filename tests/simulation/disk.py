"""A disk that may be full, refuse to sync or rename, and forget what was not synced when the power goes.

It works on real files. What a process has written stays when only the process dies. When the power goes, each file
keeps what was synced and some of the rest, and of the changes to folders that were not synced the last are undone.
"""

# It stands in for `os`, and works as that does.
# ruff: noqa: PTH105, PTH108, PTH110, PTH112, PTH116, PTH118, PTH120

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .world import Crash, World

LIKELY = 0.003


@dataclass
class FaultyDisk:
    """The operations of `imgfree.disk.System`, with mishaps; all below `root`."""

    world: World
    root: Path
    _paths: dict[int, str] = field(default_factory=dict)  # of open descriptors, those that were closed included
    _synced: dict[int, int] = field(default_factory=dict)  # inode -> how many of its bytes are on the disk
    _undo: list[tuple[str, Callable[[], None]]] = field(default_factory=list)  # folder, how to undo a change in it

    def open(self, path: str, flags: int, mode: int = 0o777, /, *, dir_fd: int | None = None) -> int:
        """Open, or create, a file or a folder."""
        full = self._full(path, dir_fd)
        makes = bool(flags & os.O_CREAT) and not os.path.lexists(full)
        if makes:
            self._meet(f"creating {Path(full).name}")
        found = os.open(path, flags, mode, dir_fd=dir_fd)
        self._paths[found] = full
        if makes:
            self._synced[os.fstat(found).st_ino] = 0
            self._undo.append((os.path.dirname(full), lambda: os.unlink(full)))
        return found

    def write(self, descriptor: int, data: bytes | memoryview, /) -> int:
        """Write all of it, or some before the disk is full or the process dies."""
        name, dead = Path(self._paths[descriptor]).name, self.world.dead
        try:
            self.world.tick(f"writing to {name}")
        except Crash:
            if not dead and self.world.chance.random() < 0.5:
                os.write(descriptor, data[: self.world.chance.randrange(len(data))])
            raise
        if self.world.strikes(LIKELY):
            kept = self.world.chance.randrange(len(data))
            self.world.tell(f"the disk is full after {kept} of {len(data)} bytes for {name}")
            os.write(descriptor, data[:kept])
            raise OSError(errno.ENOSPC, "no space left on device")
        return os.write(descriptor, data)

    def fsync(self, descriptor: int, /) -> None:
        """Bring a file's bytes, or a folder's entries, to the disk."""
        path = self._paths[descriptor]
        self._meet(f"syncing {Path(path).name}")
        found = os.fstat(descriptor)
        if os.path.isdir(path):
            self._undo = [(folder, undo) for folder, undo in self._undo if folder != path]
        else:
            self._synced[found.st_ino] = found.st_size

    def ftruncate(self, descriptor: int, length: int, /) -> None:
        """Cut a file."""
        self.world.tick("cutting a file")
        os.ftruncate(descriptor, length)
        inode = os.fstat(descriptor).st_ino
        self._synced[inode] = min(length, self._synced.get(inode, length))

    def mkdir(self, path: str, mode: int = 0o777, /, *, dir_fd: int | None = None) -> None:
        """Make a folder."""
        self._meet(f"making {Path(path).name}")
        os.mkdir(path, mode, dir_fd=dir_fd)
        full = self._full(path, dir_fd)
        self._undo.append((os.path.dirname(full), lambda: shutil.rmtree(full)))

    def unlink(self, path: str, /, *, dir_fd: int | None = None) -> None:
        """Remove a name."""
        self._meet(f"removing {Path(path).name}")
        full = self._full(path, dir_fd)
        content = Path(full).read_bytes()
        os.unlink(path, dir_fd=dir_fd)
        self._undo.append((os.path.dirname(full), lambda: self._restore(full, content)))

    def link(
        self, source: str, target: str, /, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None,
        follow_symlinks: bool = True,
    ) -> None:  # fmt: skip
        """Give a file one more name."""
        self._meet(f"linking {Path(target).name}")
        os.link(source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd, follow_symlinks=follow_symlinks)
        full = self._full(target, dst_dir_fd)
        self._undo.append((os.path.dirname(full), lambda: os.unlink(full)))

    def replace(
        self, source: str, target: str, /, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None
    ) -> None:
        """Give a file another name, in the place of what had it."""
        self._meet(f"renaming to {Path(target).name}")
        old, new = self._full(source, src_dir_fd), self._full(target, dst_dir_fd)
        before = Path(new).read_bytes() if os.path.exists(new) else None
        os.replace(source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

        def undo() -> None:
            os.replace(new, old)
            if before is not None:
                self._restore(new, before)

        self._undo.append((os.path.dirname(new), undo))

    def lose_power(self) -> None:
        """Forget some of what was not synced."""
        chance = self.world.chance
        kept = chance.randrange(len(self._undo) + 1)
        for _, undo in reversed(self._undo[kept:]):
            undo()
        self._undo.clear()
        for folder, _, names in os.walk(self.root):
            for name in names:
                self._tear(os.path.join(folder, name))

    def _tear(self, path: str) -> None:
        found = os.stat(path)
        synced_bytes = self._synced.get(found.st_ino, found.st_size)
        if synced_bytes < found.st_size:
            os.truncate(path, self.world.chance.randint(synced_bytes, found.st_size))
        self._synced.pop(found.st_ino, None)

    def _restore(self, path: str, content: bytes) -> None:
        Path(path).write_bytes(content)
        self._synced.pop(os.stat(path).st_ino, None)

    def _full(self, path: str, dir_fd: int | None) -> str:
        return path if dir_fd is None else os.path.join(self._paths[dir_fd], path)

    def _meet(self, what: str) -> None:
        """Live through one moment, which may be a bad one."""
        self.world.tick(what)
        if self.world.strikes(LIKELY):
            self.world.tell(f"the disk fails {what}")
            raise OSError(errno.EIO, "input/output error")
