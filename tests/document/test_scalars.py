"""Where a character of a text stands in the file."""

from typing import Any

import pytest

from imgfree import document
from imgfree.document import Document


def parsed(text: str) -> Document:
    """Return the document, named as a user might type it."""
    return document.parse(text, "./r.yaml")


TEXTS = {
    "plain": "t: one two THREE\n",
    "plain over lines": "t: one\n  two\n\n  THREE four\n",
    "single quotes": "t: 'it''s one  THREE'\n",
    "single quotes over lines": "t: 'one\n\n  two\n  THREE'\n",
    "double quotes": 't: "a\\tb \\u00e9 \\x41 \\U0001F600 \\"THREE\\""\n',
    "double quotes over lines": 't: "one\\\n   two\n\n   \\  THREE"\n',
    "literal": "t: |\n  one\n\n    two\n  THREE\n",
    "literal with digit": "t: |2-\n    one\n  THREE\n",
    "literal after blank lines": "t: |+\n\n\n  one THREE\n\n",
    "folded": "t: >\n  one\n  two\n\n  three\n  THREE four\n",
    "folded with indented lines": "t: >-\n  one\n    two\n    more\n\n  three\n  x THREE\n",
    "folded with comment": "t: > # why\n   one\n   THREE\n",
    "anchored": "t: &a 'one THREE'\n",
    "tagged": "t: !!str one THREE\n",
    "in a flow": "[a, {t: 'THREE'}]\n",
    "wide characters": "t: 三张照片 THREE\n",
    "windows line ends": "t: |\r\n  one\r\n  THREE\r\n",
    "literal in a list": "- x\n- |\n  one\n  THREE\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_knows_where_a_character_of_a_text_stands(text: str) -> None:
    """However a text is written, a character of it is found in the file, escapes and folding undone."""
    doc = parsed(text)
    path = next(path for path, value in leaves(doc.data) if "THREE" in value)
    value = next(value for at, value in leaves(doc.data) if at == path)
    at = doc.at_offset(path, value.index("THREE"), 5)
    lines = text.replace("\r\n", "\n").split("\n")
    line = next(number for number, line in enumerate(lines, 1) if "THREE" in line)
    assert (line, lines[line - 1].index("THREE") + 1, 5) == (at.line, at.column, at.width)


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """Return every text with its path."""
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for number, value in enumerate(data) for leaf in leaves(value, (*path, number))]
    return [(path, str(data))]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_character_has_a_place(text: str) -> None:
    """No offset of a text leads out of the file, and offsets never run backwards."""
    doc = parsed(text)
    for path, value in leaves(doc.data):
        places = [doc.at_offset(path, offset) for offset in range(len(value) + 1)]
        assert places == sorted(places, key=lambda at: (at.line, at.column))
