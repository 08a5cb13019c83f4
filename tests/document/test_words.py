"""What a YAML parser's complaints mean; the words of each are in tests/cases/rejected."""

import pytest
import yaml

from imgfree.document.parsers import FAST, PURE, parser_events
from imgfree.document.words import explain


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("a:\n\tb: 1\n", "\t", "a tab cannot indent"),
        ("a: 'b\n", "'", "quote is never closed"),
        ("a: b: c\n", ": c", "a second ': '"),
        ("a: [1, 2\n", "[", "'[' is never closed"),
        ("a: {{ b }} c\n", "{{", "must be in quotes"),
        ("a:\u00a0b\nc: d\n", "\u00a0", "no-break space"),
    ],
)
def test_a_complaint_says_what_is_wrong_and_where(text: str, at: str, said: str) -> None:
    """The place is where a reader has to look, whichever parser stumbled, and wherever it noticed."""
    for parser in (FAST, PURE):
        with pytest.raises(yaml.MarkedYAMLError) as caught:
            list(parser_events(parser, text))
        where, message, _ = explain(caught.value, text)
        assert text.index(at) == where
        assert said in message
