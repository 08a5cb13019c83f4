"""Which places on a frame are free, and how good they are."""

import pytest

from imgfree.local.render.free import Free, Taken, overlap
from imgfree.local.render.reel import KeptFree, Reel
from imgfree.local.render.text import Setting

OWN = (200, 400, 880, 560)
PRICE = Setting(60, ("only $9",), 300, 100)


def _free(*seen: Taken, kept_free: tuple[KeptFree, ...] = ()) -> Free:
    return Free(Reel(1080, 1920, 30, 300, (), kept_free=kept_free), seen, (0, 90))


def test_boxes_share_what_lies_in_both() -> None:
    """Boxes that only touch share nothing."""
    assert 50 == overlap((0, 0, 10, 10), (5, 0, 20, 10))
    assert 0 == overlap((0, 0, 10, 10), (10, 0, 20, 10))


def test_the_nearest_place_is_taken() -> None:
    """Its own where nothing is there, else right beside what is, with a gap."""
    assert 400 == _free().top(OWN)
    top = _free(Taken((0, 500, 1080, 700), 0, 90)).top(OWN)
    assert top is not None
    assert 320 <= top < 340


def test_what_is_not_seen_then_is_in_nobodys_way() -> None:
    """A face of a later shot covers nothing now."""
    face = KeptFree(90, 90, (0.0, 0.0, 1.0, 0.5))
    assert 0 == _free(kept_free=(face,)).spoilt(OWN)
    assert 2.5 == pytest.approx(Free(Reel(1080, 1920, 30, 300, (), kept_free=(face,)), (), (80, 100)).spoilt(OWN))


def test_a_title_leaves_room_for_what_belongs_below_it() -> None:
    """Between a face and captions, it stands no lower than its price needs; alone, where it is best."""
    face = KeptFree(0, 90, (0.0, 0.0, 1.0, 0.5), 1.0)
    captions = Taken((100, 1400, 980, 1500), 0, 90)
    alone, both = (_free(captions, kept_free=(face,)) for _ in range(2))
    alone.let_down(())
    both.let_down((PRICE,))
    lower, upper = alone.top(OWN), both.top(OWN)
    assert lower is not None
    assert upper is not None
    assert 960 <= upper <= 1400 - 17 - 117 - 160
    assert upper <= lower
