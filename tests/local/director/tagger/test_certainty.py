"""How likely a wish is meant as it was heard."""

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger.certainty import certainty, facts, places
from imgfree.local.director.tagger.weighed import heard
from imgfree.local.director.wish import Scene, Wish


def chance(sentence: str, op: str, words: str, **args: object) -> float:
    """Return how likely a wish is, that these words are heard to ask for."""
    reading = read(sentence, {}, [])
    start = sentence.index(words)
    wish = Wish(op, args, ((start, start + len(words)),))
    hearing = heard(reading, [wish], Scene((), None))
    return certainty(facts(wish, places(reading, wish), hearing), hearing.tags.judges["known"])


def test_the_places_of_a_wish_are_its_words() -> None:
    """Every token that a span touches is one, but for stops."""
    reading = read("warm colours, please", {}, [])
    assert [0, 1] == places(reading, Wish("look", {}, ((0, 13),)))


def test_a_word_that_tells_of_something_else_is_doubted() -> None:
    """The same word is believed more where it is asked for than where it only tells of a day."""
    asked = chance("make a film with warm colours", "look", "warm colours", name="warm")
    told = chance("it was a warm day when we met at the lake, make a film", "look", "warm", name="warm")
    assert told < asked


def test_a_value_that_is_not_said_is_doubted() -> None:
    """A wish whose value is another than that of its words is less likely."""
    right = chance("make it a square film", "aspect", "square", ratio="1:1")
    assert chance("make it a square film", "aspect", "square", ratio="16:9") < right
