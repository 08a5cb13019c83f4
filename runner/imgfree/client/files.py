"""Is this a file that may be uploaded? Asked before a byte is sent."""

import hashlib
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from imgfree import wire
from imgfree.client.model import FileType, LocalFile
from imgfree.errors import InputRefused

_HEAD_BYTES = 4096
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OLD_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_CAPTIONS = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?WEBVTT|\d[:.,]\d+ *--+> *\d")


def inspect(path: Path, formats: Sequence[str] = wire.FORMATS) -> LocalFile:
    """Return the file's size, digest and type; `formats` are the suffixes that its backend takes.

    Raises:
        InputRefused: missing, unreadable, empty, too large, or none of the formats by name or content.
    """
    suffix = path.suffix.lower().removeprefix(".")
    try:
        return _inspected(path, suffix, formats)
    except FileNotFoundError as error:
        raise InputRefused(f"there is no file '{path}'") from error
    except OSError as error:
        raise InputRefused(f"cannot read '{path}': {(error.strerror or str(error)).lower()}") from error


def type_of_suffix(suffix: str) -> FileType | None:
    """Return what a suffix in lower case (without its dot) stands for; None if no backend takes it."""
    if suffix in wire.IMAGE_FORMATS:
        return "image"
    if suffix in wire.VIDEO_FORMATS:
        return "video"
    if suffix in wire.CAPTION_FORMATS:
        return "captions"
    return "audio" if suffix in wire.AUDIO_FORMATS else None


def sniff(head: bytes) -> tuple[str, frozenset[FileType]]:
    """Return the name of the format that `head` begins, and what a file of it may be; ("", nothing) if unknown."""
    if head[:4] in (b"RIFF", b"RF64"):
        return _riff(head[8:12])
    if head[4:8] == b"ftyp" or head[4:8] in _OLD_QUICKTIME:
        return _boxes(head)
    for name, start, file_type in _STARTS:
        if head.startswith(start):
            return name, frozenset({file_type})
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "mkv or webm", frozenset({"video", "audio"})
    if _is_framed_audio(head.lstrip(b"\0")):
        return "mp3 or aac", frozenset({"audio"})
    if _CAPTIONS.search(head.replace(b"\0", b"")):  # UTF-16 has a zero beside every plain letter
        return "srt or vtt", frozenset({"captions"})
    return "", frozenset()


_STARTS: tuple[tuple[str, bytes, FileType], ...] = (
    ("jpg", b"\xff\xd8\xff", "image"),
    ("png", b"\x89PNG\r\n\x1a\n", "image"),
    ("gif", b"GIF87a", "image"),
    ("gif", b"GIF89a", "image"),
    ("mp3 or aac", b"ID3", "audio"),
    ("aac", b"ADIF", "audio"),
)


def _inspected(path: Path, suffix: str, formats: Sequence[str]) -> LocalFile:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise InputRefused(f"'{path}' is a folder", hint="name the files in it, or use a pattern such as folder/*.jpg")
    if not stat.S_ISREG(mode):  # opening a pipe would wait for its other end
        raise InputRefused(f"'{path}' is not a plain file")
    expected = type_of_suffix(suffix)
    if expected is None or suffix not in formats:
        found = f"is '{suffix}'" if suffix else "has no suffix"
        hint = _accepted(formats) + ("; captions files work with --backend local" if expected == "captions" else "")
        raise InputRefused(f"'{path}' {found}, which is not accepted", hint=hint)
    with path.open("rb") as file:
        size_bytes = os.fstat(file.fileno()).st_size
        _check_size(path, size_bytes)
        _check_content(path, expected, file, formats)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return LocalFile(path, size_bytes, digest, expected)


def _check_size(path: Path, size_bytes: int) -> None:
    if size_bytes == 0:
        raise InputRefused(f"'{path}' is empty")
    if size_bytes > wire.MAX_UPLOAD_BYTES:
        raise InputRefused(
            f"'{path}' has {size_bytes / 1e6:.1f} MB; the limit is {wire.MAX_UPLOAD_BYTES // 1_000_000} MB",
            hint="compress or trim it",
        )


def _check_content(path: Path, expected: FileType, file: BinaryIO, formats: Sequence[str]) -> None:
    name, possible = sniff(file.read(_HEAD_BYTES))
    file.seek(0)
    if expected in possible:
        return
    found = f"its content is {name}" if name else "its content is none of the accepted formats"
    raise InputRefused(f"'{path}' is not what its name says: {found}", hint=_accepted(formats))


def _accepted(formats: Sequence[str]) -> str:
    return f"accepted: {', '.join(formats)}"


def _riff(form: bytes) -> tuple[str, frozenset[FileType]]:
    match form:
        case b"WEBP":
            return "webp", frozenset({"image"})
        case b"WAVE":
            return "wav", frozenset({"audio"})
        case b"AVI ":
            return "avi", frozenset({"video"})
    return "", frozenset()


def _boxes(head: bytes) -> tuple[str, frozenset[FileType]]:
    """Return what a file made of ISO boxes is; brands tell pictures from films, but not films from sound."""
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "heic", frozenset({"image"})
    return "mp4, mov or m4a", frozenset({"video", "audio"})


def _is_framed_audio(head: bytes) -> bool:
    """Return whether an MPEG audio frame (layer II or III) or an ADTS frame begins here."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        return head[1] & 0xF0 == 0xF0  # ADTS
    return version != 1 and layer in (1, 2) and head[2] >> 4 != 15 and head[2] >> 2 & 3 != 3
