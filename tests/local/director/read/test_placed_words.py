"""Words for the picture that only their place announces."""

import pytest

from imgfree.local.director.read.reading import read


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("put OPEN LATE on photo 2", ["OPEN LATE"]),
        ("put OPEN LATE on photo 2 in yellow", ["OPEN LATE"]),
        ("最后一张打上欢迎光临", ["欢迎光临"]),
        ("put the logo on photo 2", []),
        ("put music on it", []),
        ("Shed before on the first, Shed after on the second", ["Shed before", "Shed after"]),
        ("zoom in on the first, pan left on the second", []),
        ("photo 1 Figs, photo 2 Plums £2, photo 3 Pick", ["Figs", "Plums £2", "Pick"]),
    ],
)
def test_words_stand_before_their_place(sentence: str, words: list[str]) -> None:
    """Up to the picture or the end that they stand on; a thing of the film is no text."""
    assert words == [token.text for token in read(sentence).tokens if token.kind == "words"]
