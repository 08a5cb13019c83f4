"""Texts without the places of this machine: what leaves it names no folder of ours."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from imgfree.redaction import with_texts

_ROOTS = "home|root|Users|mnt|media|srv|data|var|tmp|opt|etc|usr|private|Volumes|Library|run|work|workspace|builds?"
_PART = r"[^\s/\\'\"<>|:*?{}\[\](),;]{1,255}"
# A way from the root, or from a home, of two parts or more; `sure` where it begins as ways do, or leads to a file.
_WAY = re.compile(
    rf"(?<![\w/\\.:}})\]-])(?:file://)?(?:(?P<sure>(?:~[\w.-]*|/(?:{_ROOTS}))(?:/{_PART}){{1,50}}/?"
    rf"|(?:/{_PART}){{1,50}}/{_PART}\.\w{{1,5}}\b"
    rf"|[A-Za-z]:[\\/]{_PART}(?:[\\/]{{1,2}}{_PART}){{0,50}}|\\\\{_PART}(?:\\{{1,2}}{_PART}){{1,50}})"
    rf"|(?:/{_PART}){{2,50}}/?)"
)


class Placeless:
    """Takes the places out of texts: of what lies in one of the folders the way from there stays, else the name."""

    def __init__(self, folders: Iterable[Path | None]) -> None:
        known = {str(one) for folder in folders if folder for one in (folder.absolute(), folder.resolve())}
        self._folders = sorted((one for one in known if len(one) > 1), key=len, reverse=True)

    def text(self, value: str) -> str:
        """Return the text without absolute paths."""
        for folder in self._folders:
            if folder in value:
                value = re.sub(rf"(?:file://)?{re.escape(folder)}(?:[/\\]|(?![\w.-]))", "", value)
        return _WAY.sub(_name, value)

    def data(self, value: Any) -> Any:
        """Return JSON-shaped `value` with every text in it so, keys included."""
        return with_texts(value, self.text)


def _name(found: re.Match[str]) -> str:
    """Return the last part of a way; all of it where that looks like one, and leads nowhere on this machine."""
    way = found[0]
    if not found["sure"] and not Path(way).exists():
        return way
    ends = "/" if way.endswith("/") else ""
    return re.split(r"[/\\]", way.rstrip("/\\"))[-1] + ends
