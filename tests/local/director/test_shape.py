"""The shape of the director: data and a small reader, no pile of patterns, no sentence learnt by heart."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from local.director import score

DIRECTOR = Path(__file__).parents[3] / "runner" / "imgfree" / "local" / "director"
SOURCES = sorted(DIRECTOR.rglob("*.py"))
BOOKS = sorted(DIRECTOR.rglob("*.toml"))
MOST_PATTERNS, LONGEST_PATTERN = 60, 120
MOST_LINES = 19_477
_MATCHERS = ("compile", "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")
_IN_A_ROW = 4  # words
_LEARNT = 8  # characters of a case; a shorter one is a word like "undo"


def patterns(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every regular expression that is written in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _MATCHERS):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args:
            parts = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
            yield node.lineno, "".join(part for part in parts if isinstance(part, str))


def cases() -> list[str]:
    """Return the folded text of every case there is."""
    rows = [row for name in (*score.OURS, "prompts", "unknown") for row in score.rows(name)]
    said = [text for row in rows for text in (row["text"], *row.get("after", ()))]
    return sorted({" ".join(text.lower().split()) for text in said})


def remarks(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every comment and docstring of a module, and of every comment of a data file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from ((n, line) for n, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith("#"))
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and token.string.startswith('"""')):
            yield token.start[0], token.string


def rows_of_words(text: str) -> set[tuple[str, ...]]:
    """Return every row of so many words, or of twice as many Chinese characters, in a text."""
    latin, chinese = re.findall(r"[a-z0-9'-]+", text.lower()), re.findall(r"[\u3400-\u9fff]{8,}", text)
    found = {tuple(latin[n : n + _IN_A_ROW]) for n in range(len(latin) - _IN_A_ROW + 1)}
    return found | {(run[n : n + 2 * _IN_A_ROW],) for run in chinese for n in range(len(run) - 2 * _IN_A_ROW + 1)}


def test_few_patterns_and_short_ones() -> None:
    """There are fewer than sixty regular expressions, and none is longer than a line."""
    found = [(path.name, line, text) for path in SOURCES for line, text in patterns(path)]
    assert len(found) < MOST_PATTERNS
    assert [] == [(name, line) for name, line, text in found if len(text) > LONGEST_PATTERN]


def test_no_case_is_learnt_by_heart() -> None:
    """No line of code or vocabulary holds the whole text of a case."""
    known = [text for text in cases() if len(text.encode()) > _LEARNT and (" " in text or not text.isascii())]
    learnt = [text for text in known if len(re.findall(r"[a-z0-9']+|[\u3400-\u9fff]", text)) >= 2 * _IN_A_ROW]
    lines = [(path.name, n, " ".join(line.lower().split())) for path in (*SOURCES, *BOOKS)
             for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]  # fmt: skip
    assert [] == [(name, number) for name, number, line in lines if any(text in line for text in learnt)]


def test_no_comment_quotes_a_case() -> None:
    """What a comment or docstring puts in quotation marks has no four words in a row of a case."""
    said = {row for text in cases() for row in rows_of_words(text)}
    quoting = [(path.name, line, sorted(" ".join(row) for row in rows_of_words(quote) & said))
               for path in (*SOURCES, *BOOKS) for line, text in remarks(path)
               for quote in re.findall(r'(?<!")"([^"\n]+)"(?!")', text) if rows_of_words(quote) & said]  # fmt: skip
    assert [] == quoting


def test_it_does_not_grow() -> None:
    """Code and vocabulary together have so many lines at most."""
    lines = [(path.suffix, len(path.read_text(encoding="utf-8").splitlines())) for path in (*SOURCES, *BOOKS)]
    every, code = sum(number for _, number in lines), sum(number for kind, number in lines if kind == ".py")
    assert every <= MOST_LINES, f"{every} lines, {code} of them code"
