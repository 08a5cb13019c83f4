"""Which words that no wish holds ask for nothing."""

import pytest

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger import chatter
from imgfree.local.director.tagger.certainty import certainty
from imgfree.local.director.tagger.weighed import heard
from imgfree.local.director.wish import Scene, Wish


def idle(sentence: str, words: str) -> float:
    """Return how likely these words ask for nothing, where all others are heard."""
    reading = read(sentence, {}, [])
    start = sentence.index(words)
    end = start + len(words)
    known = [Wish("duration", {"seconds": 9.0}, ((0, start), (end, len(sentence))))]
    (own,) = chatter.unheard(reading, known)
    hearing = heard(reading, known, Scene((), None))
    return certainty(chatter.facts(own, hearing, known), hearing.tags.judges["aside"])


def test_the_words_that_no_wish_holds_are_stretches() -> None:
    """Words that stand apart are stretches of their own."""
    reading = read("make a film, ferret out the corners, 9 seconds, jabberwock", {}, [])
    film = Wish("build", {}, ((0, 11),))
    length = Wish("duration", {"seconds": 9.0}, ((37, 46),))
    found = [[reading.tokens[place].text for place in own] for own in chatter.unheard(reading, [film, length])]
    assert [["ferret", "out", "the", "corners"], ["jabberwock"]] == found


@pytest.mark.parametrize(
    ("sentence", "story", "order"),
    [
        ("make a 9 second film, granny bakes bread at dawn, ferret out the corners", "granny bakes bread at dawn",
         "ferret out the corners"),
        ("做个9秒的片，快递站的阿姨，把边缘腌一下", "快递站的阿姨", "把边缘腌一下"),
    ],
)  # fmt: skip
def test_a_story_asks_for_less_than_an_order(sentence: str, story: str, order: str) -> None:
    """Who tells of a nephew asks for nothing, who tells somebody to do something to something does."""
    assert idle(sentence, order) < 0.5 < idle(sentence, story)
