"""Where words without quotes end."""

import pytest

from imgfree.local.director.read.extent import Extent
from imgfree.local.director.read.fold import fold
from imgfree.local.director.read.tokens import tokens


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Harbour Lights and fade to black", "Harbour Lights"),
        ("Harbour Lights in white at the top", "Harbour Lights"),
        ("Fresh figs, every Friday. 12 seconds", "Fresh figs, every Friday"),
        ("Open Late please", "Open Late"),
        ("山里的店", "山里的店"),
    ],
)
def test_words_end_where_another_wish_begins(raw: str, words: str) -> None:
    """At "and" before a wish, at what says how they look, at a stop; a courtesy is none of them."""
    sentence = Extent(tokens(fold(raw), {}, {}, ()), raw)
    assert words == sentence.token(0, sentence.end(0)).text


def test_a_list_ends_its_words_at_a_comma() -> None:
    """Where several texts are told, each is one part of the list."""
    sentence = Extent(tokens(fold("Bread, Cakes"), {}, {}, ()), "Bread, Cakes")
    assert (3, 1) == (sentence.end(0), sentence.end(0, several=True))
