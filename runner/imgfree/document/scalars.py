"""Where each character of a YAML scalar stands in the file: quotes, escapes, folding and indentation undone."""

import re

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")  # an anchor or tag before the value
_BLANKS = re.compile(r"[ \t]+")
_FOLD = re.compile(r"[ \t]*\n[ \t\n]*")
_HEADER = re.compile(r"[|>][+\-0-9]*[^\n]*\n?")
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


class _Decoded:
    """Characters and, for each of them, the index it came from."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.indexes: list[int] = []

    def add(self, chars: str, index: int, *, step: int = 0) -> None:
        for number, char in enumerate(chars):
            self.chars.append(char)
            self.indexes.append(index + number * step)


def index_in_source(raw: str, style: str, value: str, offset: int) -> int | None:
    """Return where character `offset` of `value` stands in `raw`, the scalar as written; None where it cannot be told.

    `style` is YAML's own mark: a quote, `|`, `>`, or nothing for plain text. The answer is never a guess: what is
    decoded here is compared with what the YAML library read.
    """
    begin = _properties_end(raw)
    match style:
        case "|" | ">":
            decoded = _block(raw, begin, folded=style == ">")
        case "'":
            decoded = _quoted(raw, begin, single=True)
        case '"':
            decoded = _quoted(raw, begin, single=False)
        case _:
            decoded = _plain(raw, begin)
    if not "".join(decoded.chars).startswith(value):
        return None
    if offset < len(decoded.indexes):
        return decoded.indexes[offset]
    return decoded.indexes[-1] + 1 if decoded.indexes else begin


def _properties_end(raw: str) -> int:
    found = _PROPERTIES.match(raw)
    return found.end() if found else 0


def _fold(decoded: _Decoded, raw: str, at: int) -> int:
    """Add what the blanks or the line break at `at` mean; return where the text goes on, or `at` if there are none."""
    found = _FOLD.match(raw, at)
    if not found:
        blanks = _BLANKS.match(raw, at)
        if blanks:  # at once, as they were all looked at to see whether a break follows
            decoded.add(blanks.group(), at, step=1)
            return blanks.end()
        return at
    breaks = found.group().count("\n")
    decoded.add(" " if breaks == 1 else "\n" * (breaks - 1), at)
    return found.end()


def _plain(raw: str, begin: int) -> _Decoded:
    decoded, at = _Decoded(), begin
    while at < len(raw):
        after = _fold(decoded, raw, at)
        if after == at:
            decoded.add(raw[at], at)
            after = at + 1
        at = after
    return decoded


def _quoted(raw: str, begin: int, *, single: bool) -> _Decoded:
    decoded, at, end = _Decoded(), begin + 1, len(raw) - 1
    while at < end:
        after = _fold(decoded, raw, at)
        if after > at:
            at = after
        elif single:
            decoded.add(raw[at], at)
            at += 2 if raw.startswith("''", at) else 1
        elif raw[at] == "\\":
            at = _escape(decoded, raw, at)
        else:
            decoded.add(raw[at], at)
            at += 1
    return decoded


def _escape(decoded: _Decoded, raw: str, at: int) -> int:
    letter = raw[at + 1]
    if letter == "\n":  # an escaped line break joins the lines without a space
        found = re.compile(r"\n[ \t\n]*").match(raw, at + 1)
        assert found is not None
        decoded.add("\n" * (found.group().count("\n") - 1), at)
        return found.end()
    if letter in _ESCAPE_LENGTHS:
        after = at + _ESCAPE_LENGTHS[letter]
        decoded.add(chr(int(raw[at + 2 : after], 16)), at)
        return after
    decoded.add(_ESCAPES.get(letter, letter), at)
    return at + 2


def _block(raw: str, begin: int, *, folded: bool) -> _Decoded:
    header = _HEADER.match(raw, begin)
    assert header is not None
    lines, at = [], header.end()
    for line in raw[at:].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return _join(lines, _indent(header.group(), [line for _, line in lines]), folded=folded)


def _indent(header: str, lines: list[str]) -> int:
    """Return the column where the text begins: the first line of text tells it."""
    told = re.search(r"[1-9]", header.split("#")[0])
    first = next((line for line in lines if line.strip(" ")), "")
    found = len(first) - len(first.lstrip(" "))
    if told is None:
        return found
    # With an explicit digit the parent's own indentation is unknown here; take the least indented line.
    return min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), default=found)


def _join(lines: list[tuple[int, str]], indent: int, *, folded: bool) -> _Decoded:
    decoded = _Decoded()
    break_at: int | None = None  # the line break that waits for the next line of text
    blank: list[int] = []  # the blank lines since then
    before_is_indented = False
    for start, line in lines:
        text = line[indent:]
        if not text:
            if break_at is None:
                decoded.add("\n", start)
            else:
                blank.append(start)
            continue
        indented = text[0] in " \t"
        if break_at is not None:
            if not folded or before_is_indented or indented:
                decoded.add("\n", break_at)
            elif not blank:
                decoded.add(" ", break_at)
            for at in blank:
                decoded.add("\n", at)
        decoded.add(text, start + indent, step=1)
        break_at, blank, before_is_indented = start + len(line), [], indented
    if break_at is not None:
        decoded.add("\n", break_at)
        for at in blank:
            decoded.add("\n", at)
    return decoded
