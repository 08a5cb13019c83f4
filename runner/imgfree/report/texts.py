"""Texts of a run as a report may show them: masked, without private places, free of tricks, and of bounded length."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from imgfree.redaction import MASK, Redactor

# What looks like a token is masked even if this process does not know it: the report may be made on another day.
_BEARER = re.compile(r"(?i:bearer)\s+[\w.~+/=-]{6,}")
_SIGNED = re.compile(r"""(https?://[^\s"'<>?#]+)[?#][^\s"'<>]*""")
_LOGIN = re.compile(r"(https?://)[^\s/@]+@")
_HOME = re.compile(
    r"(?:/home/[^/\s\"']+|/Users/[^/\s\"']+|[A-Za-z]:\\Users\\[^\\\s\"']+|(?<![\w/])/root)(?=[/\\\s\"']|$)"
)
# Controls, and the marks that turn the reading direction around: a name could pretend to be another with them.
_TRICKS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LONGEST = 4096  # no secret is longer; so much more is looked at than is shown, lest half of one stays
_ID = re.compile(r"(?<=/)(?:[0-9]{9,}|[0-9a-fA-F]{16,}|[0-9a-fA-F-]{32,}|render_[\w-]+|task_\w+)(?=/|$)")


class Texts:
    """Makes texts showable; `cwd` is the folder the run began in, and paths below it are told relative to it."""

    def __init__(self, redactor: Redactor, cwd: str) -> None:
        self._redactor = redactor
        folder = str(PurePath(cwd)) if cwd else ""
        self._here = [folder + "/", folder + "\\"] if len(folder) > 1 else []

    def show(self, value: Any, most: int = 6000) -> str:
        """Return `value` as text; None is empty, and what is no text is JSON."""
        whole = _spelled(value, most)
        beyond = max(0, len(whole) - most - _LONGEST)
        text = self._redactor.text(whole[: most + _LONGEST])
        text = _BEARER.sub(MASK, text)
        text = _LOGIN.sub(r"\1", _SIGNED.sub(r"\1?…", text))
        for folder in self._here:
            text = text.replace(folder, "")
        return shortened(_TRICKS.sub("", _HOME.sub("~", text)).strip("\n"), most, beyond)

    def line(self, value: Any, most: int = 300) -> str:
        """Return `value` as text without line breaks."""
        return shortened(" ".join(self.show(value, most * 4).split()), most)

    def route(self, path: Any) -> str:
        """Return a request's path without the ids in it."""
        return self.line(_ID.sub("…", str(path or "")), 160)


def shortened(text: str, most: int, beyond: int = 0) -> str:
    """Return `text`; beyond `most` characters it is cut, and says so. `beyond` counts what was cut off before."""
    if len(text) <= most and not beyond:
        return text
    return f"{text[:most].rstrip()} … ({max(0, len(text) - most) + beyond:,} more characters)"


def number(value: Any, otherwise: float = 0.0) -> float:
    """Return `value` as a finite number, `otherwise` where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    found = float(value) if abs(value) < 1e15 else otherwise
    return found if found == found else otherwise


def mapping(value: Any) -> Mapping[str, Any]:
    """Return `value` if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def items(value: Any) -> list[Any]:
    """Return `value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def length(seconds: float) -> str:
    """Return a length of time as people say it."""
    if seconds < 0.095:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02} min" if hours < 48 else f"{hours // 24} days {hours % 24} h"


def _spelled(value: Any, most: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        shown = value[: max(1, most // 8)]  # a list of ten thousand paths is not spelled out to be cut
        return "\n".join(shown) + (f"\n… and {len(value) - len(shown):,} more" if len(shown) < len(value) else "")
    return json.dumps(value, ensure_ascii=False, default=str)
