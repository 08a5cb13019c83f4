"""How far a mention reaches that takes in what is said with it."""

from imgfree.local.director.attach.mentions import attach
from imgfree.local.director.attach.scope import absorbed
from imgfree.local.director.read.reading import read
from imgfree.local.director.table import FRAMES


def _left(sentence: str) -> list[str]:
    reading = read(sentence)
    return [mention.frame.op for mention in absorbed(reading, attach(reading, FRAMES))]


def test_what_is_refused_takes_its_details_along() -> None:
    """The seconds of a countdown are not the film's."""
    assert [""] == _left("a countdown over 5 s")


def test_it_ends_where_something_else_is_wished() -> None:
    """At a comma, the next wish stands by itself."""
    assert ["", "duration"] == _left("add a countdown, 12 seconds")
