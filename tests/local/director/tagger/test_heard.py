"""Wishes from tagged words."""

from typing import Any

import pytest

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger.heard import wishes_of
from imgfree.local.director.tagger.network import tags
from imgfree.local.director.tagger.segments import segments
from imgfree.local.director.wish import Scene
from imgfree.local.draft import read as read_draft
from local.director.conversation import begun


def heard(sentence: str, op: str, *before: str) -> list[dict[str, Any]]:
    """Return the arguments that the tags alone give of an operation."""
    talk = begun(4, "song.mp3")
    if before:
        talk.say(*before)
    film = read_draft(talk.drafts[-1]) if talk.drafts else None
    reading = read(sentence, {}, [])
    tagged = tags(reading, begun=film is not None)
    scene = Scene(tuple(talk.assets), film)
    found = (wishes_of(one, reading, tagged, scene) for one in segments(reading, tagged, (op,)))
    return [dict(one.args) for wishes in found for one in wishes]


@pytest.mark.parametrize(
    ("sentence", "op", "expected"),
    [
        ("make a film, 14 seconds in total", "duration", {"seconds": 14.0}),
        ("turn these into a black and white film", "look", {"name": "black_and_white"}),
        ("做成黑白的片子", "look", {"name": "black_and_white"}),
        ('make a film and write "Open Late" on it', "text", {"text": "Open Late"}),
        ("a film with motion none, all still", "motion", {"kind": "none"}),
    ],
)
def test_numbers_values_and_texts_are_those_that_are_said(sentence: str, op: str, expected: dict[str, Any]) -> None:
    """A number comes from the reader, a value from the tags, a text from its quotes."""
    (found,) = heard(sentence, op)
    assert expected.items() <= found.items()


@pytest.mark.parametrize(
    ("sentence", "op", "expected"),
    [
        ("fade in over 1 second and fade out over 3 seconds", "fade", [{"in_s": 1.0, "out_s": 3.0}]),
        ("white title with a black outline", "title", [{"color": "white", "outline": "black"}]),
        ("cut the last 3 seconds", "trim", [{"end_s": 3.0}]),
        ("move photo 3 to second place", "order", [{"how": "move", "photos": [3], "place": 2}]),
        ("photo 1 for 5 seconds, the others 2 seconds", "per_photo",
         [{"seconds": 5.0, "photos": [1]}, {"seconds": 2.0, "photos": [2, 3, 4]}]),
        ('write "Open Late" in yellow on photo 2', "text", [{"text": "Open Late", "anchor": "photo:2"}]),
        ("第3张和第4张推近", "motion", [{"kind": "push_in", "photos": [3, 4]}]),
        ("delete photos 2 and 3", "remove", [{"what": "photo 2"}, {"what": "photo 3"}]),
        ("make it 4:5", "aspect", [{"ratio": "4:5"}]),
    ],
)  # fmt: skip
def test_each_value_is_of_the_argument_that_its_words_tell(
    sentence: str, op: str, expected: list[dict[str, Any]]
) -> None:
    """Of several numbers, colours and pictures each goes where it is said to; of pictures that go each is a wish."""
    found = heard(sentence, op, 'make a 12 second film with the title "Market Day"')
    assert len(expected) == len(found)
    assert all(one.items() <= other.items() for one, other in zip(expected, found, strict=True))


@pytest.mark.parametrize("sentence", ["删掉末和2", "删掉2和末", "去掉最末"])
def test_a_word_for_the_last_picture_is_no_number(sentence: str) -> None:
    """It is passed by where it stands by itself; numbers beside it count."""
    assert {"photo 2"} >= {one["what"] for one in heard(sentence, "remove", "做一个视频")}


def test_what_is_for_pictures_that_nobody_knows_is_for_none() -> None:
    """Others than none that were named are not all."""
    assert not heard("the other photos in hard cuts", "transition", "make a film")


def test_words_that_are_there_take_what_is_said_of_words() -> None:
    """Where no words are said those on the film are meant."""
    (found,) = heard("make the title yellow", "title", 'make a 9 second film with the title "Market Day"')
    assert {"old": "Market Day", "text": "Market Day"}.items() <= found.items()


def test_what_has_to_be_said_is_asked_for() -> None:
    """An operation whose words lack what it needs is no wish."""
    assert not heard("put some text on it", "text")
