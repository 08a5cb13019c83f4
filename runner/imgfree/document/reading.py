"""YAML 1.2 core as JSON-shaped data, with a position for every key, value and character."""

import bisect
import difflib
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from imgfree import blanks
from imgfree.document import scalars, words
from imgfree.errors import Position, RecipeSyntaxError, RecipeUnreadable

SIZE_LIMIT_BYTES = 1024 * 1024
NODE_LIMIT = 50_000  # counted with every alias written out
LETTER_LIMIT = 4 * SIZE_LIMIT_BYTES  # likewise
DEPTH_LIMIT = 64
_TOO_DEEP = f"nested deeper than {DEPTH_LIMIT} levels"
LINE_LIMIT = 2000  # characters of a line that are shown before the place meant
SHOWN_LIMIT = 200  # characters of a line that are shown after the place meant

At = tuple[str | int, ...]  # a path into the data: keys and list indexes

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_MAYBE_TEXT = re.compile(r"(?:[ \t]|[ \t]+(?=#[^\s#]))(#[^\n]*)")
_STR_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
_NO_TAGS = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


@dataclass(slots=True)
class _Node:
    """One value: where it stands, and what it holds."""

    start: int
    end: int
    data: Any = None
    style: str = ""
    text: str | None = None  # a scalar's decoded text
    keys: dict[str, "_Node"] = field(default_factory=dict)
    children: dict[str | int, "_Node"] = field(default_factory=dict)
    size: int = 1
    letters: int = 0  # of all texts in it, aliases written out
    height: int = 1
    flow: bool = False


class Document:
    """Data and the places it came from. `file` is the name as the user typed it."""

    def __init__(self, file: str, text: str, events: Iterator[Any] | None = None) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._root = _Builder(self, events or parser_events(FAST, text)).build()
        self.data: Any = self._root.data

    def at(self, path: Sequence[str | int], key: bool = False) -> Position:
        """Return where the value at `path` stands, or its key; the nearest place above where there is no such value."""
        node = self._root
        for number, step in enumerate(path):
            child = node.children.get(step)
            if child is None:
                return self._of(node)
            if key and number == len(path) - 1 and isinstance(step, str):
                return self._of(node.keys[step])
            node = child
        return self._of(node)

    def at_offset(self, path: Sequence[str | int], offset: int, width: int = 1) -> Position:
        """Return where character `offset` (from 0) of the text at `path` stands, however the text was written.

        A list of one that was written without its list is met half-way: its path may end in 0 all the same.
        """
        node = self._root
        for step in path:
            child = node.children.get(step)
            if child is None:
                break
            node = child
        if node.text is None:
            return self._of(node)
        index = scalars.index_in_source(self.text[node.start : node.end], node.style, node.text, offset)
        return self._of(node) if index is None else self.place(node.start + index, width)

    def comment_after(self, path: Sequence[str | int]) -> Position | None:
        """Return where a comment begins in the last line of the plain text at `path`; None if there is none.

        A comment that is set off as most people do, by two blanks before it and one after its sign, is meant as one.
        """
        node = self._root
        for step in path:
            if step not in node.children:
                return None
            node = node.children[step]
        if node.text is None or node.style:
            return None
        found = _MAYBE_TEXT.match(self.text, node.end)
        return self.place(found.start(1), found.end(1) - found.start(1)) if found else None

    def place(self, index: int, width: int = 1) -> Position:
        """Return the position of the character at `index` of the file's text; `width` is cut at the end of the line."""
        line = bisect.bisect_right(self._starts, index)
        start = self._starts[line - 1]
        if index - start > LINE_LIMIT:  # nobody reads such a line, and each of its problems would hold it once more
            return Position(self.file, line, index - start + 1)
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else min(end, max(index, start) + width + SHOWN_LIMIT)
        text = _CONTROL.sub("\ufffd", self.text[start:end])
        column = min(index - start, len(text)) + 1
        return Position(self.file, line, column, max(1, min(width, len(text) - column + 1)), text)

    def _of(self, node: _Node) -> Position:
        if node.children and not node.flow:
            first = next(iter(node.children))
            return self._of(node.keys[first]) if isinstance(first, str) else self.place(node.start)
        if node.text is None or node.style in ("|", ">"):
            return self.place(node.start)
        return self.place(node.start, node.end - node.start)


def read(path: Path | str) -> Document:
    """Return the document in that file.

    Raises:
        RecipeUnreadable: no such file, no permission, not UTF-8 text.
        RecipeSyntaxError: not YAML, a duplicate key, or too big.
    """
    file = str(path)
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(SIZE_LIMIT_BYTES + 1)
    except FileNotFoundError:
        raise RecipeUnreadable(f"'{file}' does not exist", hint=_neighbour(Path(path))) from None
    except IsADirectoryError:
        raise RecipeUnreadable(f"'{file}' is a folder", hint="name the recipe file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RecipeUnreadable(f"'{file}' cannot be read: {reason.lower()}") from None
    if len(content) > SIZE_LIMIT_BYTES:
        raise RecipeSyntaxError(f"'{file}' is bigger than 1 MiB", hint="split it into several recipes")
    return parse(_decoded(content, file), file)


def parse(text: str, file: str) -> Document:
    """Return the document that `text` holds; `file` is the name used in positions.

    Merge keys (`<<`) are refused: YAML 1.2 dropped them, and what overrides what is easily misread. An alias to a
    whole value (`retry: *twice`) works.

    Raises:
        RecipeSyntaxError: not YAML, a duplicate key, or too big.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT_BYTES:
        raise RecipeSyntaxError(f"'{file}' is bigger than 1 MiB", hint="split it into several recipes")
    return Document(file, text)


def _neighbour(path: Path) -> str | None:
    if not path.parent.is_dir():
        return f"there is no folder '{path.parent}'"
    names = [other.name for other in path.parent.iterdir() if other.suffix in (".yaml", ".yml")]
    close = difflib.get_close_matches(path.name, names, n=1)
    return f"did you mean '{path.parent / close[0]}'?" if close else None


def _decoded(content: bytes, file: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RecipeUnreadable(f"'{file}' is UTF-16 text", hint="save it as UTF-8")
    if b"\0" in content:
        raise RecipeUnreadable(f"'{file}' is not a text file", hint="name a recipe, a YAML file")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").replace("\r\n", "\n")
        line = content.split(b"\n")[before.count("\n")].decode("utf-8", "replace").rstrip("\r")
        at = Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"), 1, line)
        raise RecipeUnreadable(
            f"byte 0x{content[error.start]:02x} is not UTF-8", at=at, hint="save the file as UTF-8"
        ) from None


class _Pure(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The slow parser, for machines whose PyYAML was built without libyaml."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


PURE: Any = _Pure
FAST: Any = getattr(getattr(yaml, "cyaml", None), "CParser", _Pure)


def parser_events(parser: Callable[[str], Any], text: str) -> Iterator[Any]:
    """Yield what a parser finds in `text`, one event after the other."""
    running = parser(text)
    while True:
        yield running.get_event()


class _Builder:
    """Turns parser events into nodes; stops at the first thing that is refused, however big the rest is."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self._document = document
        self._anchors: dict[str, _Node | None] = {}  # None while the anchored value is still being read
        self._count = self._letters = 0
        self._events = self._guarded(events)

    def build(self) -> _Node:
        text = self._document.text
        control = _CONTROL.search(text)
        if control:
            self._refuse(f"the control character U+{ord(control.group()):04X} cannot be part of YAML", control.start())
        half = _HALF_CHARACTER.search(text)
        if half:
            self._refuse("half a character ('\\ud800' to '\\udfff') stands for nothing", half.start())
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._refuse("the recipe is empty", 0, hint="begin with 'version: 1' and 'steps:'")
        root = self._node(next(self._events), 1)
        if root.data is None:
            self._refuse("the recipe is empty", 0, hint="begin with 'version: 1' and 'steps:'")
        next(self._events)  # the document ends
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse("a second document begins here", event.start_mark.index, width=3, hint="one file, one recipe")
        return root

    def _guarded(self, events: Iterator[Any]) -> Iterator[Any]:
        try:
            yield from events
        except yaml.MarkedYAMLError as error:
            where, message, hint = words.explain(error, self._document.text)
            if "maximum nesting depth" in (error.problem or ""):  # newer libyaml looks ahead and stops by itself
                message = _TOO_DEEP
            self._refuse(message, where, hint=hint)
        except yaml.reader.ReaderError as error:
            self._refuse("this character cannot be part of YAML", min(error.position, len(self._document.text)))

    def _refuse(self, message: str, index: int, *, width: int = 1, hint: str | None = None) -> NoReturn:
        raise RecipeSyntaxError(message, at=self._document.place(index, width), hint=hint)

    def _node(self, event: Any, depth: int) -> _Node:
        start = event.start_mark.index
        self._count += 1
        if depth > DEPTH_LIMIT:
            self._refuse(_TOO_DEEP, start)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        if self._count > NODE_LIMIT:
            self._refuse(f"more than {NODE_LIMIT:,} values, aliases written out", start)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, depth)
        else:
            node = self._mapping(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: Any, depth: int) -> _Node:
        start, width = event.start_mark.index, event.end_mark.index - event.start_mark.index
        if event.anchor not in self._anchors:
            close = difflib.get_close_matches(event.anchor, self._anchors, n=1)
            hint = (
                f"did you mean '*{close[0]}'?" if close else f"write '&{event.anchor}' before the value it stands for"
            )
            self._refuse(f"no '&{event.anchor}' stands above this alias", start, width=width, hint=hint)
        node = self._anchors[event.anchor]
        if node is None:
            self._refuse(f"'*{event.anchor}' stands inside the value it repeats", start, width=width)
        self._count += node.size - 1
        self._letters += node.letters
        if self._letters > LETTER_LIMIT:
            self._refuse(f"more than {LETTER_LIMIT:,} characters, aliases written out", start, width=width)
        if self._count > NODE_LIMIT:
            self._refuse(f"more than {NODE_LIMIT:,} values, aliases written out", start, width=width)
        if depth + node.height - 1 > DEPTH_LIMIT:
            self._refuse(f"nested deeper than {DEPTH_LIMIT} levels, aliases written out", start, width=width)
        return node

    def _sequence(self, event: Any, depth: int) -> _Node:
        self._check_tag(event, _NO_TAGS)
        node = _Node(event.start_mark.index, event.end_mark.index, [], flow=bool(event.flow_style))
        for item in self._events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            child = self._node(item, depth + 1)
            node.children[len(node.data)] = child
            node.data.append(child.data)
            self._grow(node, child)
        return node

    def _mapping(self, event: Any, depth: int) -> _Node:
        self._check_tag(event, _NO_TAGS)
        node = _Node(event.start_mark.index, event.end_mark.index, {}, flow=bool(event.flow_style))
        for item in self._events:
            if isinstance(item, yaml.MappingEndEvent):
                break
            key = self._key(item, depth)
            name = key.data
            if name in node.keys:
                first = self._document.place(node.keys[name].start)
                width = key.end - key.start
                self._refuse(
                    f"'{name}' is here twice", key.start, width=width, hint=f"the first is in line {first.line}"
                )
            child = self._node(next(self._events), depth + 1)
            node.keys[name], node.children[name], node.data[name] = key, child, child.data
            self._grow(node, child)
        return node

    def _key(self, event: Any, depth: int) -> _Node:
        start = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            if self._document.text.startswith("{", start) and self._document.text[:start].endswith("{"):
                self._refuse("'{{' without quotes is read as a mapping", start - 1, width=2, hint='write "{{ … }}"')
            self._refuse("a key must be plain text", start, hint="lists, mappings and aliases cannot be keys")
        key = self._node(event, depth + 1)
        width = key.end - key.start
        if event.value == "<<" and not event.style:
            hint = "repeat the keys, or use an alias for the whole value"
            self._refuse("merge keys ('<<') are not part of YAML 1.2", start, width=width, hint=hint)
        blank = blanks.named(event.value) if not event.style else None
        if blank:
            at = start + max(0, blanks.find(self._document.text[start : key.end]))
            self._refuse(f"{blank} stands here, which YAML takes for a letter", at, hint="write a plain space")
        if not isinstance(key.data, str):
            shown = event.value or "an empty key"
            self._refuse(f"{shown} is not text, so it cannot be a key", start, width=width, hint="put it in quotes")
        return key

    def _grow(self, node: _Node, child: _Node) -> None:
        node.letters += child.letters
        node.size += child.size + (1 if isinstance(node.data, dict) else 0)
        node.height = max(node.height, child.height + 1)

    def _scalar(self, event: Any) -> _Node:
        style = event.style or ""
        if style == '"' and _HALF_CHARACTER.search(event.value):
            self._refuse("half a character ('\\ud800' to '\\udfff') stands for nothing", event.start_mark.index)
        node = _Node(event.start_mark.index, event.end_mark.index, event.value, style=style, text=event.value)
        node.letters = len(event.value)
        if event.tag is not None or style:
            self._check_tag(event, _STR_TAGS | {None})
        elif event.value in _NULL:
            node.data, node.text = None, None
        elif event.value in _TRUE or event.value in _FALSE:
            node.data = event.value in _TRUE
        elif event.value[0] not in "+-.0123456789":
            pass  # text, as nearly every value is
        elif _INT.fullmatch(event.value):
            node.data = self._int(event)
        elif _FLOAT.fullmatch(event.value) or _NOT_FINITE.fullmatch(event.value):
            node.data = float(event.value.replace(".", "", 1) if event.value[-1] in "fFnN" else event.value)
            if not math.isfinite(node.data):
                self._refuse(f"{event.value} is not a number that can be used", node.start, width=node.end - node.start)
        return node

    def _int(self, event: Any) -> int:
        if len(event.value) > 1000:  # Python itself refuses to read very long ones
            self._refuse("this number is too long", event.start_mark.index)
        return int(event.value, 0) if event.value[:2] in ("0o", "0x") else int(event.value)

    def _check_tag(self, event: Any, known: frozenset[str | None]) -> None:
        if event.tag not in known:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            start = event.start_mark.index
            self._refuse(
                f"the tag '{shown}' is not known",
                start,
                width=len(shown),
                hint="put text that begins with '!' in quotes",
            )
