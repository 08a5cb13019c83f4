"""YAML 1.2 core as JSON-shaped data, with a position for every key, value and character."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from imgfree.document import scalars
from imgfree.document.nodes import Node, built
from imgfree.document.parsers import FAST, parser_events
from imgfree.document.source import SIZE_LIMIT_BYTES, Source
from imgfree.errors import Position, RecipeSyntaxError, RecipeUnreadable

At = tuple[str | int, ...]  # a path into the data: keys and list indexes

_MAYBE_TEXT = re.compile(r"(?:[ \t]|[ \t]+(?=#[^\s#]))(#[^\n]*)")


class Document:
    """Data and the places it came from. `file` is the name as the user typed it."""

    def __init__(self, file: str, text: str, events: Iterator[Any] | None = None) -> None:
        self.file = file
        self.text = text
        self._source = Source(file, text)
        self._root = built(self._source, events or parser_events(FAST, text))
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

    def locate(self, path: Sequence[str | int]) -> Callable[..., Position]:
        """Return what tells the place of a character of the text at `path`, or at a path below that."""
        return lambda offset, *below: self.at_offset((*path, *below), offset)

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
        """Return the position of the character at `index` of the file's text."""
        return self._source.place(index, width)

    def _of(self, node: Node) -> Position:
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
