"""What a written path stands for on this machine: quotes, backslashes, ~, patterns, folders."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imgfree import media_types, settings

_MOST_FILES = 200  # of one pattern or folder
_QUOTES = (("'", "'"), ('"', '"'), ("“", "”"), ("‘", "’"), ("「", "」"))


@dataclass(frozen=True)
class Place:
    """Where relative paths begin, and whose home `~` is."""

    cwd: Path
    home: Path | None

    def short(self, path: Path) -> Path:
        """Return the path as people would write it here: relative, where it is below the working folder."""
        return path.relative_to(self.cwd) if path.is_relative_to(self.cwd) else path


def existing(written: str, place: Place) -> Path | None:
    """Return the file or folder that is written so; None if there is none. As it is comes before its forms."""
    for text in _forms(written):
        path = _placed(text, place)
        try:
            if path is not None and (path.is_file() or path.is_dir()):
                return path
        except (OSError, ValueError):  # too long, or not a name at all
            continue
    return None


def matching(written: str, place: Place) -> tuple[Path, ...]:
    """Return the media files that a pattern such as shots/*.jpg matches, sorted as people count; case is no matter."""
    parts = (place.cwd / _home(_unquoted(written), place)).parts
    plain = next((number for number, part in enumerate(parts) if re.search(r"[*?\[]", part)), len(parts) - 1)
    inexact = [re.sub(r"[A-Za-z](?![^\[]*\])", _either_case, part) for part in parts[plain:]]
    try:
        files = [path for path in Path(*parts[:plain]).glob("/".join(inexact)) if path.is_file() and _is_media(path)]
    except (OSError, ValueError):  # a pattern that is none
        return ()
    return tuple(_sorted(files))[:_MOST_FILES]


def _either_case(letter: re.Match[str]) -> str:
    return f"[{letter[0].lower()}{letter[0].upper()}]"


def media(path: Path) -> tuple[Path, ...]:
    """Return the file itself, or a folder's media files, sorted as people count."""
    if not path.is_dir():
        return (path,)
    try:
        inside = [one for one in path.iterdir() if one.is_file() and _is_media(one)]
    except OSError:
        return ()
    return tuple(_sorted(inside))[:_MOST_FILES]


def _is_media(path: Path) -> bool:
    """Return whether a file is one that can be used; hidden ones, which systems put beside photos, have to be named."""
    return not path.name.startswith(".") and media_types.suffix_of(path.name) in media_types.LOCAL_SUFFIXES


def _sorted(paths: "Iterator[Path] | list[Path]") -> list[Path]:
    def key(path: Path) -> list[tuple[int, int, str]]:
        pieces = re.split(r"(\d+)", path.name.casefold())
        return [(0, int(piece), "") if piece.isdigit() and piece.isascii() else (1, 0, piece) for piece in pieces]

    return sorted(paths, key=key)


def _forms(written: str) -> Iterator[str]:
    """Yield the text as it is, without its quotes, without its backslashes, and in the other Unicode form."""
    seen = set()
    bare = _unquoted(written)
    for text in (written, bare, bare.replace("'\\''", "'"), re.sub(r"\\(.)", r"\1", bare)):
        for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
            if form and form not in seen:
                seen.add(form)
                yield form


def _unquoted(written: str) -> str:
    text = written.strip()
    for left, right in _QUOTES:
        if len(text) > 1 and text.startswith(left) and text.endswith(right):
            return text[1:-1]
    return text


def _home(text: str, place: Place) -> str:
    if text.startswith("~/") and place.home is not None:
        return str(place.home) + text[1:]
    try:
        return str(settings.expanded(text)) if re.match(r"~[\w.-]+/", text) else text
    except RuntimeError:  # nobody of that name
        return text


def _placed(text: str, place: Place) -> Path | None:
    if "\0" in text:
        return None
    return place.cwd / _home(text, place)
