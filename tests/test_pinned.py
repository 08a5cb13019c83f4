"""What people read is pinned whole, in files below tests/cases/, and not by the sentence in a test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from commandline import ROOT

LONGEST = 25  # characters of a sentence; as many name a thing or a place
WORDS = 4
COMPARED = {"startswith", "endswith", "search", "match", "fullmatch", "count"}  # what is given to others is an input


def asserted(node: ast.AST) -> Iterator[str]:
    """Yield the texts of an assertion that are compared, not given to something."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    given = isinstance(node, ast.Call) and not (isinstance(node.func, ast.Attribute) and node.func.attr in COMPARED)
    for child in ast.iter_child_nodes(node.func if isinstance(node, ast.Call) and given else node):
        yield from asserted(child)


def pinned(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts that a test file compares with, and their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assert):
            yield from ((node.lineno, text) for text in asserted(node.test))
        elif isinstance(node, ast.keyword) and node.arg == "match":
            yield from ((node.value.lineno, text) for text in asserted(node.value))


def test_sentences_stand_in_files() -> None:
    """No test compares with four words of the program's own, 25 characters long, that `golden` could keep."""
    said = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "runner" / "imgfree").rglob("*.py"))
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[start : start + LONGEST]}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for line, text in pinned(path)
        for start in (word.start() for word in re.finditer(r"(?<!\w)\w", text[: 1 - LONGEST]))
        if text[start : start + LONGEST].count(" ") >= WORDS - 1 and text[start : start + LONGEST] in said
    ]
    assert [] == found
