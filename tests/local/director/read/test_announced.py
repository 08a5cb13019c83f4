"""Words for the picture that no quotes mark, behind what announces them."""

import pytest

from imgfree.local.director.read.reading import read


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("title Summer Sale at the top", ["Summer Sale"]),
        ("a film, title: Loft & Sons, warm look", ["Loft & Sons"]),
        ("写上 欢迎光临", ["欢迎光临"]),
        ("标题叫山里人家，放在底部", ["山里人家"]),
        ("make the title bigger", []),
    ],
)
def test_what_announces_words_is_no_part_of_them(sentence: str, words: list[str]) -> None:
    """They are one token; what is said of a title that is there announces none."""
    assert words == [token.text for token in read(sentence).tokens if token.kind == "words"]


def test_what_a_shop_is_called_is_what_the_film_is_about() -> None:
    """It is heard as that, and nothing in it asks for anything."""
    tokens = read("a film for my shop called The Vintage Loop").tokens
    assert tokens[-1].means("context", "subject")
    assert not any(token.kind == "words" or token.means("look") or token.means("verb", "repeat") for token in tokens)
