"""A sentence as it is read: its clauses, what leads to what, and what was misspelt."""

import pytest

from imgfree.local.director.read.reading import Item, Reading, read


def item(reading: Reading, text: str) -> Item:
    """Return the item that begins with this word."""
    return next(one for one in reading.items if one.text == text)


def test_clauses_end_at_strong_stops() -> None:
    """A comma parts pieces of one clause; a semicolon ends it."""
    reading = read("warm, no music; a logo on photo 2")
    assert [["warm", ",", "no", "music"], ["a", "logo", "on", "photo"]] == [
        [one.text for one in clause] for clause in reading.clauses
    ]
    assert reading.clause(item(reading, "logo")) is reading.clauses[1]
    assert reading.parted(item(reading, "warm"), item(reading, "music"))
    assert not reading.parted(item(reading, "logo"), item(reading, "photo"))


def test_what_is_nearer_costs_less() -> None:
    """An article parts nothing, a word a little, a comma more, a full stop most."""
    gaps = []
    for text in ("zoom the warm", "zoom big warm", "zoom, warm", "zoom. warm"):
        reading = read(text)
        gaps.append(reading.distance(item(reading, "zoom"), item(reading, "warm")))
    assert sorted(gaps) == gaps
    assert len(set(gaps)) == len(gaps)


def test_a_preposition_relates_what_stands_behind_it() -> None:
    """Whatever article stands between."""
    reading = read("put the logo on the second photo")
    assert ("on", "") == (reading.relation(item(reading, "second")), reading.relation(item(reading, "logo")))
    assert item(reading, "put") is reading.verb_before(item(reading, "logo"))


def test_a_misspelt_word_is_read_and_told() -> None:
    """What it was taken for is known; a word that is spelt right has no slip."""
    reading = read("a vertcial film")
    assert ["", "vertical", ""] == [reading.slip(token) for token in reading.tokens]
    assert ("a vertcial film", "a vertical film") == (reading.raw, reading.mended)


@pytest.mark.parametrize(("text", "chinese"), [("a film", False), ("一个视频", True), ("", False)])
def test_is_chinese_where_any_of_it_is(text: str, chinese: bool) -> None:
    """One character is enough; nothing is nothing."""
    assert chinese is read(text).chinese


def test_uploads_and_quotations_are_one_word_each() -> None:
    """By the names of the files, and letter by letter what stands in quotes."""
    reading = read('use my trip.jpg with "Sun, Sea"', {"my trip.jpg": "image"})
    assert ["my trip.jpg"] == [token.text for token in reading.tokens if token.kind == "name"]
    assert "Sun, Sea" == reading.literal(next(one for one in reading.items if one.means("literal")))
