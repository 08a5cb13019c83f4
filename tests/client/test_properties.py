"""What a draft says of itself, and how a change of that is told."""

from typing import Any

import pytest

from imgfree import wire
from imgfree.client.properties import property_changes


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"look": "black_and_white"}, ["look: black and white now"]),
        ({"look": "warm"}, {}, ["look: none now"]),
        ({"look": "warm"}, {"looks": ["warm", "grain"], "look": "warm"}, ["look: warm, grain now"]),
        ({}, {"fade": {"in_ms": 500, "out_ms": 1500}}, ["fade: in 0.5 s, out 1.5 s now"]),
        ({"loop": False}, {"loop": True}, ["loop: yes now"]),
        ({}, {"pace": "auto"}, []),
        ({}, {"revision": 7, "width": 3, "ear": "rules"}, []),
    ],
)
def test_what_differs_is_told_in_words(before: dict[str, Any], after: dict[str, Any], told: list[str]) -> None:
    """Lengths in seconds, names without underscores; bookkeeping, and what is told elsewhere, is left out."""
    assert told == list(property_changes({"m": before}, {"m": after}))


def test_the_style_of_a_text_is_told_by_its_words() -> None:
    """Only of a text that was there before, as a new one is told with its track."""

    def draft(*texts: tuple[str, str]) -> dict[str, Any]:
        segments = [{"m": {"text": text, "style": {"font": font}}} for text, font in texts]
        return {"t": [{"tt": wire.TRACK_TEXT, "sg": segments}]}

    before, after = draft(("Summer  Sale", "a")), draft(("Summer Sale", "b"), ("New", "c"))
    assert ['"Summer Sale": font b now'] == list(property_changes(before, after))
