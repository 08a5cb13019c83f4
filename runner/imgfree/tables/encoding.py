"""Find out how a table's bytes are letters: by its byte order mark, as UTF-8, else by the likeliest words."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from imgfree.errors import Position
from imgfree.tables.model import TableRefused

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK_BYTES = 1 << 20
_SAMPLE_BYTES = 64_000  # of lines that are not plain ASCII


@dataclass(frozen=True)
class Encoding:
    """A codec, and what it is called where it was guessed."""

    codec: str
    called: str = ""


def encoding_of(path: Path, name: str) -> Encoding:
    """Return how the file's bytes are letters. The whole file is looked through, a piece at a time.

    Raises:
        TableRefused: nothing makes sense of it; names the line of the first byte that is not UTF-8.
    """
    with path.open("rb") as file:
        head = file.read(2000)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec)
    zeros = [head[first::2].count(0) for first in (0, 1)]
    if max(zeros) > len(head) // 8:
        return Encoding("utf-16-le" if zeros[1] > zeros[0] else "utf-16-be")
    line = _not_utf8(path)
    return Encoding("utf-8") if line is None else _guessed(path, name, line)


def _not_utf8(path: Path) -> int | None:
    """Return the line with the first bytes that are not UTF-8; None if all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK_BYTES)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
            line += text.count("\n")
            if not chunk:
                return None


def _guessed(path: Path, name: str, line: int) -> Encoding:
    from imgfree.local import charsets  # only here: nearly all tables are UTF-8

    sample = b""
    with path.open("rb") as file:
        for one in file:
            sample += one[:_SAMPLE_BYTES] if not one.isascii() else b""
            if len(sample) >= _SAMPLE_BYTES:
                break
    found = None if _is_spoilt(sample) else charsets.guessed(sample)
    if found is None:
        told = f"line {line} is not UTF-8, and no other encoding makes sense of the table"
        raise TableRefused(told, at=Position(name, line, 1), hint="save the table as CSV in UTF-8")
    return Encoding(*found)


def _is_spoilt(sample: bytes) -> bool:
    """Return whether this is UTF-8 with some bytes in it that are not: no other encoding looks like it by chance."""
    text = sample.decode("utf-8", "surrogateescape")
    strange = len(re.findall("[\udc80-\udcff]", text))
    return sum(char > "\x7f" for char in text) - strange >= strange
