"""Texts of the film that are named again without quotes, and addresses."""

import pytest

from imgfree.local.director.read.known_texts import addresses, recalled
from imgfree.local.director.read.reading import read
from local.director.conversation import begun
from local.director.score import operations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("visit www.figs.example now", ["www.figs.example"]),
        ("write to ann@figs.example.", ["ann@figs.example"]),
        ("figs.com, please", ["figs.com"]),
        ("a 9.5 second film. then more", []),
    ],
)
def test_addresses_are_whole(text: str, found: list[str]) -> None:
    """Of the web and of mail, without the stop behind them; a number is none."""
    assert found == [text[start:end] for start, end in addresses(text)]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("make Call us red", ["Call us"]),
        ("make call us red", []),
        ("Recall us", []),
        ("say Call us Today", []),
        ("把再见改成红色", ["再见"]),
    ],
)
def test_a_text_is_named_as_it_is_written(raw: str, found: list[str]) -> None:
    """With its capitals, as whole words, and not as the part of a longer name."""
    assert found == sorted({raw[start:end] for start, end in recalled(raw, ["Call us", "再见"])})


def test_what_is_exchanged_is_one_word_on_either_side() -> None:
    """The text that is there, and what is to stand for it; without such a text nothing is."""
    words = [
        token.text for token in read("change Call us to Write us", texts=["Call us"]).tokens if token.kind == "words"
    ]
    assert ["Call us", "Write us"] == words
    assert not [token for token in read("change Call us to Write us").tokens if token.kind == "words"]


@pytest.mark.parametrize("sentence", ['take "B" off and put it on photo 3', "把“B”去掉，放到第三张"])
def test_words_that_are_put_elsewhere_move(sentence: str) -> None:
    """What is taken off one picture and put on another is the same text."""
    talk = begun(4)
    talk.say('"A" on photo 1, "B" on photo 2')
    moved = [(one["op"], one["text"], one.get("anchor")) for one in operations(talk.say(sentence))]
    assert [("text", "B", "photo:3")] == moved
