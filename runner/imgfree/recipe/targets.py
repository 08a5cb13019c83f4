"""Where a recipe may put a file: below its output folder, as a film, picture, sound or captions, on every system."""

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from imgfree import media_types

Refusal = tuple[str, str]  # what is wrong, and what to do

_LONGEST_BYTES = 255  # of one name, on nearly every file system
_JOINERS = "\u200c\u200d"  # inside emoji and some scripts; some file systems do not see them
_TAGS = range(0xE0020, 0xE0080)  # the flags of England, Scotland and Wales are made of them
_NUMBERED = frozenset(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | _NUMBERED
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SHORT_NAME = re.compile(r"git~[0-9]+", re.IGNORECASE)  # what Windows also calls .git


def parts(to: str) -> tuple[str, ...]:
    """Return the names on the way from the output folder to the file."""
    return PurePosixPath(to).parts


def refusal(to: str) -> Refusal | None:
    """Return what is wrong with a target, and what to do about it; None if a file may be put there."""
    return _refusal(to, to, open_end=False)


def refusal_as_written(to: str) -> Refusal | None:
    """Return what is wrong with a target that may hold templates, as far as that can be told before they are filled."""
    if to.count("{{") != to.count("}}"):
        return None  # braces inside a text: only the run can tell
    return _refusal(to, _TEMPLATE.sub("x", to), open_end=to.rstrip().endswith(("}}", "%}", "#}")))


def leaves_its_folder(text: str) -> bool:
    """Return whether a path written in a recipe is absolute or climbs out, as far as its literal beginning shows."""
    literal = text.split("{{")[0].split("{%")[0]
    if literal.startswith(("/", "\\", "~")) or PureWindowsPath(literal).drive:
        return True
    depth = 0
    for part in PurePosixPath(literal.replace("\\", "/")).parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return False


def _refusal(written: str, to: str, *, open_end: bool) -> Refusal | None:
    names = parts(to)
    for name in names:
        found = _unfit(name)
        if found is not None:
            why, hint = found
            return f"'{_shown(written)}' {why}", hint
    if open_end or (names and media_types.by_suffix(media_types.suffix_of(names[-1])) is not None):
        return None
    return f"'{_shown(written)}' does not end like a film, picture, sound or captions", "write it like out/reel.mp4"


def _unfit(name: str) -> Refusal | None:
    """Return what is wrong with one name of the path."""
    if name.lstrip(_JOINERS).startswith(".") or _SHORT_NAME.fullmatch(name):
        return "has a name that begins with a dot", "downloads go into plain folders, like out/reel.mp4"
    if any(map(_is_unseen, name)):
        return "has a character that cannot be seen", "leave it out"
    if ":" in name or "\\" in name:
        return "has ':' or '\\' in a name", "leave it out, or replace it: {{ … | replace(':', '-') }}"
    if name != name.rstrip(". "):
        return "has a name that ends with a dot or a blank", "leave that out: some systems do not keep it"
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        return f"has a name that is a device's on some systems: {name}", "choose another name"
    if len(name.encode()) > _LONGEST_BYTES:
        return f"has a name of {len(name.encode())} bytes", f"{_LONGEST_BYTES} is the most that file systems take"
    return None


def _is_unseen(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in _JOINERS and ord(char) not in _TAGS
    return category in ("Cc", "Cs", "Zl", "Zp")


def _shown(to: str) -> str:
    return "".join("\ufffd" if _is_unseen(char) else char for char in to)
