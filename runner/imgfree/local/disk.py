"""The disk under the local backend: when it is full, and when what was written is on it for good."""

import errno
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_HINT = "free some space there, or set IMGFREE_HOME to a folder on another disk, and run again"


def is_full(error: BaseException | None) -> bool:
    """Return whether this is how a full disk shows itself, be it to SQLite, to an encoder or to us."""
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR"))
    return getattr(error, "errno", None) in _ERRNOS


def full(folder: Path) -> str:
    """Return the sentence for a full disk, with the place and what to do."""
    return f"no space left on the disk that holds '{folder}': {_HINT}"


def settle(path: Path) -> None:
    """Return when what was written to this file would outlive a power cut."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest(path: Path, key: str = "") -> str:
    """Return a digest of the file's bytes, and of what they stand for.

    BLAKE2b reads a gigabyte in about a second. This finds damage; whoever may write here can also write digests.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(key.encode(), digest_size=16)).hexdigest()


def remove(path: Path) -> None:
    """Remove whatever stands there, a folder with all that is in it, a link without what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
