"""Misspelt words: letters swapped, one too many, one missing."""

import pytest

from imgfree.local.director.read.reading import read
from imgfree.local.director.read.spelling import meant


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("a vdieo of my pohtos", "a video of my photos"),
        ("ten secodns", "ten seconds"),
        ("Balck and wihte", "Black and white"),
        ("my files in a film", "my files in a film"),
        ('the title "Baord Gmaes"', 'the title "Baord Gmaes"'),
    ],
)
def test_swapped_letters_are_put_back(typed: str, right: str) -> None:
    """In words that nobody knows, where one known word comes of it; never in quotations."""
    assert read(typed).mended == right


def test_a_letter_more_or_less_is_forgiven_in_long_words() -> None:
    """Where one word only is meant."""
    known = {word: word for word in ("crossfade", "vertical", "slideshow", "cat")}
    assert [meant(word, known) for word in ("crosfade", "verticall", "slidesgow", "cot", "unrelated")] == [
        "crossfade",
        "vertical",
        "slideshow",
        None,
        None,
    ]
