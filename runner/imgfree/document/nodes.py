"""A text's values as a tree: where each stands and what it holds, or the first thing that YAML 1.2 core refuses."""

import difflib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from imgfree import blanks
from imgfree.document import words
from imgfree.document.source import CONTROL, SIZE_LIMIT_BYTES, Source
from imgfree.errors import RecipeSyntaxError

NODE_LIMIT = 50_000  # counted with every alias written out
LETTER_LIMIT = 4 * SIZE_LIMIT_BYTES  # likewise
DEPTH_LIMIT = 64
_TOO_DEEP = f"nested deeper than {DEPTH_LIMIT} levels"

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CONFLICT = re.compile("^<{7} ", re.MULTILINE)  # as git marks it, and `imgfree update`
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_STR_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
_NO_TAGS = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


@dataclass(slots=True)
class Node:
    """One value: where it stands, and what it holds."""

    start: int
    end: int
    data: Any = None
    style: str = ""
    text: str | None = None  # a scalar's decoded text
    keys: dict[str, "Node"] = field(default_factory=dict)
    children: dict[str | int, "Node"] = field(default_factory=dict)
    size: int = 1
    letters: int = 0  # of all texts in it, aliases written out
    height: int = 1
    flow: bool = False


def built(source: Source, events: Iterator[Any]) -> Node:
    """Return the root of the tree that these events make of the text.

    Raises:
        RecipeSyntaxError: not YAML, a duplicate key, or too big.
    """
    return _Builder(source, events).build()


class _Builder:
    """Turns parser events into nodes; stops at the first thing that is refused, however big the rest is."""

    def __init__(self, source: Source, events: Iterator[Any]) -> None:
        self._source = source
        self._anchors: dict[str, Node | None] = {}  # None while the anchored value is still being read
        self._count = self._letters = 0
        self._events = self._guarded(events)

    def build(self) -> Node:
        text = self._source.text
        control = CONTROL.search(text)
        if control:
            self._refuse(f"the control character U+{ord(control.group()):04X} cannot be part of YAML", control.start())
        merge = _CONFLICT.search(text)
        if merge:
            hint = "keep what you want of both, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
            self._refuse("two versions of this part stand here since a merge", merge.start(), width=7, hint=hint)
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
            where, message, hint = words.explain(error, self._source.text)
            if "maximum nesting depth" in (error.problem or ""):  # newer libyaml looks ahead and stops by itself
                message = _TOO_DEEP
            self._refuse(message, where, hint=hint)
        except yaml.reader.ReaderError as error:
            self._refuse("this character cannot be part of YAML", min(error.position, len(self._source.text)))

    def _refuse(self, message: str, index: int, *, width: int = 1, hint: str | None = None) -> NoReturn:
        raise RecipeSyntaxError(message, at=self._source.place(index, width), hint=hint)

    def _node(self, event: Any, depth: int) -> Node:
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

    def _alias(self, event: Any, depth: int) -> Node:
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

    def _sequence(self, event: Any, depth: int) -> Node:
        self._check_tag(event, _NO_TAGS)
        node = Node(event.start_mark.index, event.end_mark.index, [], flow=bool(event.flow_style))
        for item in self._events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            child = self._node(item, depth + 1)
            node.children[len(node.data)] = child
            node.data.append(child.data)
            self._grow(node, child)
        return node

    def _mapping(self, event: Any, depth: int) -> Node:
        self._check_tag(event, _NO_TAGS)
        node = Node(event.start_mark.index, event.end_mark.index, {}, flow=bool(event.flow_style))
        for item in self._events:
            if isinstance(item, yaml.MappingEndEvent):
                break
            key = self._key(item, depth)
            name = key.data
            if name in node.keys:
                first = self._source.place(node.keys[name].start)
                width = key.end - key.start
                self._refuse(
                    f"'{name}' is here twice", key.start, width=width, hint=f"the first is in line {first.line}"
                )
            child = self._node(next(self._events), depth + 1)
            node.keys[name], node.children[name], node.data[name] = key, child, child.data
            self._grow(node, child)
        return node

    def _key(self, event: Any, depth: int) -> Node:
        start = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            if self._source.text.startswith("{", start) and self._source.text[:start].endswith("{"):
                self._refuse("'{{' without quotes is read as a mapping", start - 1, width=2, hint='write "{{ … }}"')
            self._refuse("a key must be plain text", start, hint="lists, mappings and aliases cannot be keys")
        key = self._node(event, depth + 1)
        width = key.end - key.start
        if event.value == "<<" and not event.style:
            hint = "repeat the keys, or use an alias for the whole value"
            self._refuse("merge keys ('<<') are not part of YAML 1.2", start, width=width, hint=hint)
        blank = blanks.named(event.value) if not event.style else None
        if blank:
            at = start + max(0, blanks.find(self._source.text[start : key.end]))
            self._refuse(f"{blank} stands here, which YAML takes for a letter", at, hint="write a plain space")
        if not isinstance(key.data, str):
            shown = event.value or "an empty key"
            self._refuse(f"{shown} is not text, so it cannot be a key", start, width=width, hint="put it in quotes")
        return key

    def _grow(self, node: Node, child: Node) -> None:
        node.letters += child.letters
        node.size += child.size + (1 if isinstance(node.data, dict) else 0)
        node.height = max(node.height, child.height + 1)

    def _scalar(self, event: Any) -> Node:
        style = event.style or ""
        if style == '"' and _HALF_CHARACTER.search(event.value):
            self._refuse("half a character ('\\ud800' to '\\udfff') stands for nothing", event.start_mark.index)
        node = Node(event.start_mark.index, event.end_mark.index, event.value, style=style, text=event.value)
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
