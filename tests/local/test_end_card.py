"""End cards: how long they are, and that the film keeps its length."""

import pytest

from imgfree.local.end_card import card_ms
from imgfree.local.film import Film, Shot, Timing, Words, slots, total_frames

ENDS = (("corner", "center"), ("length_ms", 3000), ("source", "l"))
SHOTS = tuple(Shot(name, name, "", "image") for name in "abc")


@pytest.mark.parametrize(
    ("film", "length_ms"),
    [
        (Film(SHOTS, logo=ENDS), 3000),
        (Film(SHOTS, Timing("total", 12000), logo=ENDS), 3000),
        (Film(SHOTS, Timing("total", 6000), logo=ENDS), 2000),
        (Film(SHOTS, words=(Words("Order", anchor="card", length_ms=4000),)), 4000),
        (Film(SHOTS, words=(Words("Order", anchor="card"),), logo=ENDS), 3000),
        (Film(SHOTS, words=(Words("Order", anchor="end"),)), 0),
        (Film(SHOTS, words=(Words("Order", anchor="end", length_ms=5000),), logo=ENDS), 5000),
        (Film(SHOTS, words=(Words("Order", anchor="end", length_ms=35000),), logo=ENDS), 8000),
        (Film(SHOTS), 0),
        (Film(SHOTS, logo=(("corner", "top_right"), ("length_ms", 3000), ("source", "l"))), 0),
        (Film(SHOTS, logo=ENDS, loop="loop"), 0),
    ],
)
def test_it_is_as_long_as_what_stands_on_it(film: Film, length_ms: int) -> None:
    """A third of a short film at most; none for a logo in a corner, nor for a film that goes round."""
    assert length_ms == card_ms(film)


def test_photos_make_room_for_it() -> None:
    """A film of twelve seconds has nine seconds of photos; one without a length gets three seconds more."""
    said = Film(SHOTS, Timing("total", 12000), logo=ENDS)
    assert 360 == total_frames(said)
    assert 270 == slots(said)[-1].end
    assert 90 == total_frames(Film(SHOTS, logo=ENDS)) - total_frames(Film(SHOTS))
