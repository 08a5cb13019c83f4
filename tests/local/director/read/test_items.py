"""Words by themselves, and what each may mean."""

import pytest

from imgfree.local.director.lexicon import Sense
from imgfree.local.director.read.items import END, Item, Stretch, Which, single
from imgfree.local.director.read.numbers import quantities
from imgfree.local.director.read.tokens import Token


def test_a_word_has_the_first_value_of_each_type() -> None:
    """Of several senses of one type the first is its value; the others it can still mean."""
    senses = (Sense("verb", "fade"), Sense("noun", "fade"), Sense("verb", "cut"))
    item = single(3, Token(10, 14, "fade", "form", senses))
    assert (3, 4, 10, 14, "fade") == (item.first, item.last, item.start, item.end, item.text)
    assert ("fade", "fade", None) == (item.value("verb"), item.value("noun"), item.value("look"))
    assert (True, True, False) == (item.means("verb"), item.means("verb", "cut"), item.means("verb", "zoom"))
    assert ("verb", "") == (item.foremost, single(0, Token(0, 4, "word", "unknown")).foremost)


@pytest.mark.parametrize(
    ("token", "breaks"),
    [
        (Token(0, 1, ",", "stop"), True),
        (Token(0, 3, "and", "function", relation="and"), True),
        (Token(0, 2, "of", "function", relation="of"), False),
        (Token(0, 4, "fade", "form"), False),
    ],
)
def test_a_clause_may_end_at_a_stop_or_at_what_joins_more_to_it(token: Token, breaks: bool) -> None:
    """For a word as for the item that it is; a phrase that begins with "and" is no joint."""
    assert (breaks, breaks) == (token.breaks, single(0, token).breaks)
    phrase = Item(0, 2, {}, (token, Token(4, 8, "fade", "form")))
    assert phrase.breaks is (token.kind == "stop")


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2 seconds", {"time": 2.0, "brief": 2.0, "few": 2.0}),
        ("5 seconds", {"time": 5.0, "few": 5.0}),
        ("9 seconds", {"time": 9.0}),
        ("0:05", {"moment": 5.0}),
        ("1080x1350", {"pixels": (1080, 1350)}),
        ("3 to 8 seconds", {"stretch": Stretch(3.0, 8.0)}),
    ],
)
def test_a_quantity_means_what_it_can_measure(text: str, means: dict[str, object]) -> None:
    """A short time may be that of a fade, or even of a transition; a long one is none of these."""
    found = max(quantities(text), key=lambda one: one.end - one.start)
    assert means == dict(single(0, Token(0, len(text), text, "quantity", quantity=found)).senses)


def test_small_words_say_nothing_by_themselves() -> None:
    """A stop and a function word are small; a known word is not. The end lies behind every moment."""
    assert single(0, Token(0, 1, ",", "stop")).small
    assert not single(0, Token(0, 4, "film", "form", (Sense("noun", "film"),))).small
    assert END > 1e9


@pytest.mark.parametrize("part", ["some", "each", "rest", "unseen"])
def test_an_item_says_which_pictures_it_means(part: str) -> None:
    """By their part of all; what means no pictures says nothing."""
    token = Token(0, 4, "word", "form")
    assert (part, "") == (Item(0, 1, {"which": Which(part=part)}, (token,)).pictures, Item(0, 1, {}, (token,)).pictures)
