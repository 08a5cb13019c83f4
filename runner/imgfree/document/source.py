"""The text of a file, and the position of each of its characters."""

import bisect
import re

from imgfree.errors import Position

SIZE_LIMIT_BYTES = 1024 * 1024
LINE_LIMIT = 2000  # characters of a line that are shown before the place meant
SHOWN_LIMIT = 200  # characters of a line that are shown after the place meant
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Source:
    """A text and the lines in it. `file` is the name as the user typed it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, index: int, width: int = 1) -> Position:
        """Return the position of the character at `index` of the file's text; `width` is cut at the end of the line."""
        line = bisect.bisect_right(self._starts, index)
        start = self._starts[line - 1]
        if index - start > LINE_LIMIT:  # nobody reads such a line, and each of its problems would hold it once more
            return Position(self.file, line, index - start + 1)
        end = self.text.find("\n", start)
        end = min(end if end >= 0 else len(self.text), max(index, start) + width + SHOWN_LIMIT)
        text = CONTROL.sub("\ufffd", self.text[start:end])
        column = min(index - start, len(text)) + 1
        return Position(self.file, line, column, max(1, min(width, len(text) - column + 1)), text)
