"""Words: the longest known forms win, whatever their order, and what is known in no form is an unknown word."""

import pytest

from imgfree.local.director.read.reading import read


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("fade to black slowly", "fade to black|slowly"),
        ("慢慢拉远一点", "慢慢|拉远|一点"),
        ("a 9:16 film of 3 s", "a|9:16|film|of|3 s"),
        ('title "Sun & Sea"', 'title|"sun & sea"'),
        ("black-and-white slides", "black-and-white|slides"),
        ("marinate the clips", "marinate|the|clips"),
    ],
)
def test_words(sentence: str, words: str) -> None:
    """Hyphens count as spaces, quantities and quotations are one word each."""
    assert "|".join(token.text for token in read(sentence).tokens) == words


def test_a_space_between_chinese_words_is_a_pause() -> None:
    """As a comma is; around Latin words and numbers it is none, unless it is all there is."""
    assert [token.text for token in read("做视频 慢慢放大").tokens if token.kind == "stop"] == [","]
    assert not [token for token in read("做一个 10 秒的 vlog").tokens if token.kind == "stop"]
