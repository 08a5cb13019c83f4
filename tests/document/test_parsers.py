"""YAML's two parsers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree.document import Document, parsers
from imgfree.errors import RecipeSyntaxError, describe


def told(parser: Callable[[str], Any], text: str) -> str:
    """Return what the document module says of text when it uses that parser."""
    events = parsers.parser_events(parser, text)
    try:
        return repr(Document("r.yaml", text, events).data)
    except RecipeSyntaxError as error:
        return describe(error.problems[0])


ALIKE = [
    case
    for case in sorted((Path(__file__).parents[1] / "cases").glob("*/*.yaml"))
    if case.stem != "yaml-no-space-after-colon"  # the slow parser takes the ':' for text
    and not case.stem.startswith("yaml-bytes-")  # refused before any parser sees them
]


@pytest.mark.parametrize("case", ALIKE, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_both_parsers_say_the_same(case: Path) -> None:
    """Without libyaml the data, the words and the places are the same."""
    text = case.read_text(encoding="utf-8")
    assert told(parsers.FAST, text) == told(parsers.PURE, text)
