"""A sheet of stills as a file: it never costs the user a file of another sort."""

from pathlib import Path

from imgfree import disk, media_types
from imgfree.errors import PathRefused, SetupError


def write(target: Path, jpeg: bytes, *, option: str) -> None:
    """Put the picture in its place, whole or not at all; `option` is the one that names another place.

    Raises:
        PathRefused: as `check` does.
        SetupError: it cannot be written.
    """
    check(target, option=option)
    try:
        disk.write(target, jpeg, replace=True)
    except OSError as error:
        raise SetupError(f"'{target}' cannot be written: {error.strerror}") from error


def check(target: Path, *, option: str) -> None:
    """Refuse a target that would cost the user a file of another sort: only a JPEG is replaced.

    Raises:
        PathRefused: it exists and is no JPEG, or is not called one.
    """
    if target.suffix.lower() not in (".jpg", ".jpeg"):
        raise PathRefused(f"'{target}' is no name for a sheet", hint="a JPEG is written: name it sheet.jpg, say")
    if not target.exists():
        return
    if target.is_dir() or media_types.sniff(_head(target)) is not media_types.JPEG:
        raise PathRefused(f"'{target}' exists and is no JPEG", hint=f"choose another name with `{option} FILE`")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(media_types.HEAD_BYTES)
