"""Words for moods and kinds of music."""

import pytest

from imgfree.local.director.moodwords import chinese, named


@pytest.mark.parametrize(
    ("words", "moods"),
    [
        ("upbeat", ("upbeat",)),
        ("轻快", ("upbeat",)),
        ("舒缓", ("calm",)),
        ("国风", ("chinese traditional",)),
        ("lofi hip hop", ("lo-fi",)),
        ("lo-fi", ("lo-fi",)),
        ("soft piano", ("soft", "piano")),
        ("Solo Piano", ("piano",)),
        ("happy happy", ("happy",)),
        ("blorb", ()),
        ("", ()),
    ],
)
def test_the_longest_words_first(words: str, moods: tuple[str, ...]) -> None:
    """In either language and case, each mood once; what is no mood says nothing."""
    assert moods == named(words)


def test_in_chinese() -> None:
    """A word that Chinese readers know; its own name where the vocabulary has none."""
    assert chinese("calm") != "calm"
    assert "blorb" == chinese("blorb")
