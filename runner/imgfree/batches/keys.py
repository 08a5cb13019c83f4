"""Names of rows: unique, and safe as the names of files on every system."""

import re
import unicodedata

from imgfree.errors import InputRefused

MOST_CHARS = 80
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*~\u2028\u2029]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_RATIO = re.compile(r"(\d+):(\d+)")
_VALUE_CHARS = 24


def safe(text: str) -> str:
    """Return a text as a part of a file's name: `AB/12` is `AB-12`.

    Raises:
        InputRefused: nothing of it can be one.
    """
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip(" .-")
    if not name:
        raise InputRefused(f"'{text}' cannot name a file" if text.strip() else "the row's key is empty")
    if len(name) > MOST_CHARS or len(name.encode()) > 200:
        raise InputRefused(f"the key has {len(name)} characters; {MOST_CHARS} are the most")
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def same(key: str) -> str:
    """Return what two keys share that are one name on some system."""
    return unicodedata.normalize("NFC", key).casefold()


def with_variant(key: str, name: str, value: str, number: int) -> str:
    """Return the key of a row's variant: `A-1` and `9:16` are `A-1-9x16`; a long value is told by its number."""
    shown = _RATIO.sub(r"\1x\2", value)
    try:
        part = safe(shown) if len(shown) <= _VALUE_CHARS else f"{name}{number}"
    except InputRefused:
        part = f"{name}{number}"
    return f"{key}-{part}"
