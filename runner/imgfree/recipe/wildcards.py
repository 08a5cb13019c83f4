"""The files behind a path with wildcards: what is there is taken as it stands, and links lead nowhere.

Names are compared as people read them: composed and decomposed letters are the same, and so are `.jpg` and `.JPG`.
"""

import fnmatch
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from imgfree.errors import InputRefused

ENTRY_LIMIT = 200_000  # names that are looked at for one pattern
_WILD = re.compile(r"[*?\[]")


def is_wild(part: str) -> bool:
    """Return whether a part of a path may stand for several names."""
    return bool(_WILD.search(part))


def same_letters(path: Path) -> Path:
    """Return the path as its parts are written on this disk; as it is given, as far as there is no such thing."""
    if os.path.lexists(path):
        return path
    here = Path(path.anchor)
    for part in path.parts[1:] if path.anchor else path.parts:
        here = _child(here, part) or here / part
    return here


def found(folder: Path, rest: str, limit: int = ENTRY_LIMIT) -> Iterator[Path]:
    """Yield the files below `folder` that fit `rest`, each once; hidden ones only where the pattern says so.

    Up to `limit` names are looked at.
    `**` is this folder and all below it, but for what links lead to.

    Raises:
        InputRefused: there are too many names to look at.
    """
    seen: set[Path] = set()
    for path in _Walk(limit).walk(folder, Path(rest).parts):
        if path not in seen and path.is_file():
            seen.add(path)
            yield path


class _Walk:
    def __init__(self, limit: int) -> None:
        self._limit = self._left = limit

    def walk(self, folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
        if not parts:
            yield folder
            return
        first, rest = parts[0], parts[1:]
        if first == "**":
            yield from self.walk(folder, rest or ("*",))
            for entry in self._entries(folder):
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    yield from self.walk(folder / entry.name, parts)
            return
        literal = _child(folder, first)
        if literal is not None or not is_wild(first):
            if literal is not None:
                yield from self.walk(literal, rest)
            return
        fits = _Fits(first)
        for entry in self._entries(folder):
            if fits(entry.name) and (not rest or entry.is_dir()):
                yield from self.walk(folder / entry.name, rest)

    def _entries(self, folder: Path) -> list["os.DirEntry[str]"]:
        entries = []
        try:
            with os.scandir(folder) as there:
                for entry in there:
                    self._left -= 1
                    if self._left < 0:
                        raise InputRefused(
                            f"more than {self._limit:,} files and folders are below '{folder}'",
                            hint="write a narrower pattern",
                        )
                    entries.append(entry)
        except OSError:  # not a folder, or none that may be read
            return []
        return entries


def _child(folder: Path, part: str) -> Path | None:
    """Return what is called `part` there, its letters composed or not, its suffix in any case; None if nothing is."""
    path = folder / part
    if os.path.lexists(path):
        return path
    try:
        names = os.listdir(folder)  # noqa: PTH208 -- only the names are needed
    except OSError:
        return None
    for alike in (_composed, lambda name: _lower_suffix(_composed(name))):
        wanted = alike(part)
        for name in names:
            if alike(name) == wanted:
                return folder / name
    return None


class _Fits:
    """Tells whether a name fits a pattern, its suffix in any case."""

    def __init__(self, pattern: str) -> None:
        self._hidden = pattern.startswith(".")
        self._match = re.compile(fnmatch.translate(_lower_suffix(_composed(pattern)))).match

    def __call__(self, name: str) -> bool:
        return (self._hidden or not name.startswith(".")) and bool(
            self._match(_lower_suffix(_composed(name))) or self._match(_composed(name))
        )


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _lower_suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{suffix.lower()}" if dot and not is_wild(suffix) else name
