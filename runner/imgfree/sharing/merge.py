"""Three texts of a recipe into one, by keys and steps: what neither side changed stays to the letter, comments with it.

A text is cut into parts: a key or an item of a list with all its lines, and the comments above it. A part that only
one side changed is taken from there; one that both changed is looked into, and marked where that does not help.
"""

import bisect
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from imgfree import document, schema
from imgfree.authoring.yaml import in_one_line
from imgfree.document.nodes import Node, built
from imgfree.document.parsers import FAST, parser_events
from imgfree.document.source import Source
from imgfree.sharing.sequences import Conflict, merged_data, merged_sequence

_OURS = "<<<<<<<"
_FILLING = re.compile(r"\s*(#.*)?$")  # a line that is a comment, or nothing


@dataclass(frozen=True)
class Merged:
    """The text, and the number of places in it where both sides are left, between marks."""

    text: str
    conflicts: int


def merge(base: str, ours: str, theirs: str, version: str) -> Merged:
    """Return what `ours` and `theirs` make of `base` together; `version` is what marks call theirs.

    Raises:
        RecipeSyntaxError: one of them is no YAML.
    """
    if ours in (base, theirs):
        return Merged(theirs, 0)
    if theirs == base:
        return Merged(ours, 0)
    old, mine, new = (_whole(text) for text in (base, ours, theirs))
    writing = _Writing(version)
    text = "".join(writing.mapping(old, mine, new)) + mine.tail
    if not writing.conflicts and document.parse(text, "").data != merged_data(old.data, mine.data, new.data, _identity):
        return Merged("".join(_marked(ours.splitlines(True), theirs.splitlines(True), version)), 1)
    return Merged(text, writing.conflicts)


@dataclass(frozen=True)
class _Part:
    """A key with its value, or an item: `lead` are the comments above it, `lines` its own; `inner` what it is made of.

    `column` is where it begins; `data` its value; `sort` is mapping or list where it is written in lines of its own.
    """

    name: Hashable
    data: Any
    lead: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    column: int = 0
    sort: str = ""
    head: int = 1  # lines before the first inner part
    inner: "tuple[_Part, ...]" = ()
    tail: str = field(default="", compare=False)

    def __eq__(self, other: object) -> bool:
        """Return whether both say the same in the same words, wherever they stand."""
        return isinstance(other, _Part) and self.plain == other.plain

    def __hash__(self) -> int:
        return hash(self.plain)

    @property
    def plain(self) -> tuple[str, ...]:
        return (*(line.strip() for line in self.lead), *_at(self.lines, -self.column))


class _Writing:
    """One merge: the lines of the result, and how often both sides had to be left."""

    def __init__(self, version: str) -> None:
        self._version = version
        self.conflicts = 0

    def mapping(self, base: _Part | None, ours: _Part, theirs: _Part) -> Iterator[str]:
        """Yield the lines of a mapping: our order, and what is new of theirs behind what stands before it there."""
        old, mine, new = ({part.name: part for part in one.inner} if one else {} for one in (base, ours, theirs))
        order = list(mine)
        for before, name in zip([None, *new], new, strict=False):
            if name not in mine:
                order.insert(order.index(before) + 1 if before in order else 0, name)
        column = ours.inner[0].column if ours.inner else 0
        for name in order:
            yield from self._part(old.get(name), mine.get(name), new.get(name), column)

    def _list(self, base: _Part | None, ours: _Part, theirs: _Part) -> Iterator[str]:
        column = ours.inner[0].column
        for one in merged_sequence(base.inner if base else (), ours.inner, theirs.inner, lambda part: part.name):
            if isinstance(one, Conflict):
                mine, new = ([line for part in side for line in (*part.lead, *part.lines)] for side in one.sides)
                yield from self._both(mine, _at(new, column - (one.sides[1] or ours.inner)[0].column))
            else:
                yield from self._part(*one, column)

    def _part(self, base: _Part | None, ours: _Part | None, theirs: _Part | None, column: int) -> Iterator[str]:
        """Yield the lines of one part that may be missing on any side."""
        if base == theirs or ours == theirs:
            yield from (*ours.lead, *ours.lines) if ours else ()
        elif base == ours:
            yield from (*theirs.lead, *_at(theirs.lines, column - theirs.column)) if theirs else ()
        elif ours is None or theirs is None:
            mine, new = ([] if one is None else [*one.lead, *one.lines] for one in (ours, theirs))
            yield from self._both(mine, new)
        else:
            yield from ours.lead if base is None or ours.lead != base.lead else theirs.lead
            yield from self._inside(base, ours, theirs)

    def _inside(self, base: _Part | None, ours: _Part, theirs: _Part) -> Iterator[str]:
        """Yield the lines of a part that both sides changed."""
        if ours.sort and ours.sort == theirs.sort:
            known = base if base is not None and base.sort == ours.sort else None
            inner = self._list if ours.sort == "list" else self.mapping
            lines = [*ours.lines[: ours.head], *inner(known, ours, theirs)]
            yield from self._as_item(lines, ours, theirs) if isinstance(ours.name, _Item) else lines
        else:
            yield from self._in_one_line(base, ours, theirs)

    def _in_one_line(self, base: _Part | None, ours: _Part, theirs: _Part) -> Iterator[str]:
        """Yield a value in braces or brackets that both sides changed, where they changed different things of it."""
        try:
            data = merged_data(base.data if base else None, ours.data, theirs.data, _identity)
        except Conflict:
            data = None
        if data is None or not isinstance(ours.data, dict | list) or ours.sort or theirs.sort:
            yield from self._both(ours.lines, _at(theirs.lines, ours.column - theirs.column))
            return
        before = re.split(r"[\[{]", ours.lines[0], maxsplit=1)[0]
        yield f"{before}{in_one_line(data)}\n"

    def _as_item(self, lines: Sequence[str], ours: _Part, theirs: _Part) -> Iterator[str]:
        """Yield the lines of a mapping as an item of a list: its dash stands before the first that says something."""
        first = next((at for at, line in enumerate(lines) if not _FILLING.match(line)), 0)
        if not lines or lines[first].startswith(_OURS):  # no place for the dash: both items stand there whole
            self.conflicts -= sum(line.startswith(_OURS) for line in lines)
            yield from self._both(ours.lines, _at(theirs.lines, ours.column - theirs.column))
            return
        column = ours.column
        yield from lines[:first]
        yield lines[first][:column] + "-" + lines[first][column + 1 :]
        yield from lines[first + 1 :]

    def _both(self, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
        self.conflicts += 1
        yield from _marked(ours, theirs, self._version)


def _marked(ours: Sequence[str], theirs: Sequence[str], version: str) -> Iterator[str]:
    yield f"{_OURS} yours\n"
    yield from ours
    yield "=======\n"
    yield from theirs
    yield f">>>>>>> {version}\n"


@dataclass(frozen=True)
class _Item:
    """What tells an item of a list from the others."""

    name: Hashable


def _identity(value: Any) -> Hashable:
    """Return what an item of a list is known by when its other parts change: a step by its id, else by its kind."""
    if not isinstance(value, dict):
        return repr(value)
    kind = next((key for key in value if key in schema.kinds()), next(iter(value), ""))
    return ("id", value["id"]) if "id" in value else kind


def _whole(text: str) -> _Part:
    """Return the recipe in parts."""
    text = text if text.endswith("\n") else text + "\n"
    cut = _Cutting(text)
    return cut.root()


class _Cutting:
    """Cuts a text along its tree; every line belongs to one part."""

    def __init__(self, text: str) -> None:
        self._root = built(Source("", text), parser_events(FAST, text))
        self._text = text
        self._lines = text.splitlines(keepends=True)
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def root(self) -> _Part:
        end = self._end(self._root)
        inner = self._keys(self._root, 0)
        return _Part("", self._root.data, inner=inner, sort="mapping", head=0, tail="".join(self._lines[end:]))

    def _keys(self, node: Node, first: int) -> tuple[_Part, ...]:
        found, begin = [], first
        for name, key in node.keys.items():
            line = self._line(key.start)
            child = node.children[name]
            end = max(line + 1, self._end(child) if child.start > key.start else 0)
            found.append(self._cut(name, child, begin, line, end, key.start - self._starts[line]))
            begin = end
        return tuple(found)

    def _items(self, node: Node, first: int) -> tuple[_Part, ...]:
        found: list[_Part] = []
        begin = first
        for child in node.children.values():
            line = self._line(child.start)
            column = len(self._lines[line]) - len(self._lines[line].lstrip())
            end = max(line + 1, self._end(child))
            found.append(self._cut(_Item(_identity(child.data)), child, begin, line, end, column))
            begin = end
        return tuple(found)

    def _cut(self, name: Hashable, node: Node, begin: int, line: int, end: int, column: int) -> _Part:
        part = _Part(name, node.data, tuple(self._lines[begin:line]), tuple(self._lines[line:end]), column)
        if not node.children or node.flow or not self._in_lines(node, line, name):
            return part
        if isinstance(name, _Item):
            with_dash = self._lines[line]
            self._lines[line] = with_dash[:column] + " " + with_dash[column + 1 :]
            part = replace(part, sort="mapping", head=0, inner=self._keys(node, line))
            self._lines[line] = with_dash
            return part
        if node.keys:
            return replace(part, sort="mapping", inner=self._keys(node, line + 1))
        return replace(part, sort="list", inner=self._items(node, line + 1))

    def _in_lines(self, node: Node, line: int, name: Hashable) -> bool:
        """Return whether each inner part has lines of its own, below its key or behind its dash."""
        starts = [one.start for one in (node.keys or node.children).values()]
        lines = [self._line(start) for start in starts]
        if lines != sorted(set(lines)):
            return False
        if node.keys:
            return lines[0] == line if isinstance(name, _Item) else lines[0] > line
        return lines[0] > line and all(self._lines[one].lstrip().startswith("- ") for one in lines)

    def _end(self, node: Node) -> int:
        """Return the number of the line behind a node's last, comments behind it left out."""
        if node.children and not node.flow:
            name, last = list(node.children.items())[-1]
            key = self._line(node.keys[name].start) + 1 if node.keys else 0  # type: ignore[index]
            return key if last.start < node.start else max(key, self._end(last))  # an alias is somewhere else
        first = self._line(node.start) + 1
        end = self._line(max(node.start, node.end - 1)) + 1
        while end > first and not self._lines[end - 1].strip():
            end -= 1
        return end

    def _line(self, index: int) -> int:
        return bisect.bisect_right(self._starts, index) - 1


def _at(lines: Sequence[str], by: int) -> list[str]:
    """Return lines moved to the right, or to the left where `by` is negative and there is room."""
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]
