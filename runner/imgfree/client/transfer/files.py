"""Is this a file that may be uploaded? Asked before a byte is sent."""

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from imgfree import media_types, wire
from imgfree.client.model import LocalFile
from imgfree.errors import InputRefused
from imgfree.media_types import CLOUD_SUFFIXES, HEAD_BYTES, MediaType


def inspect(path: Path, formats: Sequence[str] = CLOUD_SUFFIXES) -> LocalFile:
    """Return the file's size, digest, type and the name to send it under; `formats` are its backend's suffixes.

    Raises:
        InputRefused: missing, unreadable, empty, too large, or none of the formats by name or content.
    """
    try:
        return _inspected(path, formats)
    except FileNotFoundError as error:
        raise InputRefused(f"there is no file '{path}'") from error
    except OSError as error:
        raise InputRefused(f"cannot read '{path}': {(error.strerror or str(error)).lower()}") from error


def _inspected(path: Path, formats: Sequence[str]) -> LocalFile:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise InputRefused(f"'{path}' is a folder", hint="name the files in it, or use a pattern such as folder/*.jpg")
    if not stat.S_ISREG(mode):  # opening a pipe would wait for its other end
        raise InputRefused(f"'{path}' is not a plain file")
    with path.open("rb") as file:
        size_bytes = os.fstat(file.fileno()).st_size
        named = _named(path, file.read(HEAD_BYTES), formats)
        _check_size(path, size_bytes)
        file.seek(0)
        head = file.read(HEAD_BYTES)
        sent_as = _name_to_send(path, named, head, formats)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return LocalFile(path, size_bytes, digest, named.file_type, sent_as)


def _named(path: Path, head: bytes, formats: Sequence[str]) -> MediaType:
    """Return what the file's name promises; a name that promises nothing is refused, whatever is in the file."""
    suffix = media_types.suffix_of(path.name)
    named = media_types.by_suffix(suffix)
    if named is not None:
        return named
    found = media_types.sniff(head)
    hint = _accepted(found, formats)
    if found is not None and found.file_type != "captions":
        hint = f"its content is {found.called}: name it {path.stem or path.name}.{found.name}; {hint}"
    raise InputRefused(f"'{path}' {f'is {suffix!r}' if suffix else 'has no suffix'}, which is not accepted", hint=hint)


def _name_to_send(path: Path, named: MediaType, head: bytes, formats: Sequence[str]) -> str:
    """Return the file's own name, or one with a suffix that its backend takes."""
    found = media_types.sniff(head)
    if found is None or named.file_type not in found.may_be:
        called = found.called if found else media_types.foreign(head)
        content = f"its content is {called}" if called else "its content is none of the accepted formats"
        raise InputRefused(f"'{path}' is not what its name says: {content}", hint=_accepted(found, formats))
    sent_as = media_types.name_for(path.name, found, formats)
    if sent_as is None:
        suffix = path.suffix.lower()
        what = repr(suffix.removeprefix(".")) if named is found else f"{found.called}, named {suffix}"
        raise InputRefused(f"'{path}' is {what}, which is not accepted", hint=_accepted(found, formats))
    return sent_as


def _check_size(path: Path, size_bytes: int) -> None:
    if size_bytes == 0:
        raise InputRefused(f"'{path}' is empty")
    if size_bytes > wire.MAX_UPLOAD_BYTES:
        raise InputRefused(
            f"'{path}' has {size_bytes / 1e6:.1f} MB; the limit is {wire.MAX_UPLOAD_BYTES // 1_000_000} MB",
            hint="compress or trim it",
        )


def _accepted(found: MediaType | None, formats: Sequence[str]) -> str:
    """Return what is taken, and where this file would be."""
    here = f"accepted: {media_types.usual(formats)}"
    if found is None or any(suffix in formats for suffix in found.suffixes):
        return here
    what = "captions files work" if found.file_type == "captions" else f"{found.called} works"
    return f"{here}; {what} with --backend local"
