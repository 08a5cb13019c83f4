"""Where the subjects of a film are on its frame."""

from pathlib import Path

import pytest

from imgfree.local.assets import Asset, Focus
from imgfree.local.composition import keeps, layout
from imgfree.local.render.arrangement import settled
from imgfree.local.render.free import overlap
from imgfree.local.render.reel import Cell, Lettering, Move, Reel, Take
from imgfree.local.render.subjects import kept_free, steadied, way_of


def _asset(size: tuple[int, int]) -> Asset:
    return Asset("a", "a.jpg", "image", Path("a.jpg"), *size, 0.0, 1, "0" * 64, "")


def _reel(focus: Focus | None, *words: Lettering, fit: str = "auto", platform: str | None = None) -> Reel:
    return Reel(1080, 1920, 30, 90, (Take("a", 0, 90, fit=fit, focus=focus),), words, platform=platform)


FACE = Focus((0.25, 0.2, 0.5, 0.2), 0.9, "face")


def test_a_face_is_where_its_photo_puts_it() -> None:
    """On a photo of the frame's own shape, the box of the face is that of the photo, and a little more."""
    [found] = kept_free(_reel(FACE), {"a": _asset((1080, 1920))})
    assert (0.23, 0.18, 0.77, 0.42) == pytest.approx(found.box, abs=0.01)
    assert not found.whole


def test_what_is_only_guessed_keeps_nothing_free() -> None:
    """The middle of a photo is no subject, nor is what hardly stands out."""
    for focus in (None, Focus((0.2, 0.2, 0.6, 0.6), 0.1, "centre"), Focus((0.2, 0.2, 0.2, 0.2), 0.2, "saliency")):
        assert () == kept_free(_reel(focus), {"a": _asset((1080, 1920))})


def test_titles_stand_off_faces() -> None:
    """A title in the upper third leaves the face that is there; alone it would stand on it."""
    title = Lettering("Summer Sale", 0, 90, "title", "upper_third")
    face = (270, 384, 810, 768)
    for focus, covered in ((FACE, False), (None, True)):
        spot = settled(_reel(focus, title), {"a": _asset((1080, 1920))}).words[0].spot
        assert spot is not None
        assert covered == bool(overlap(spot.box, face))


def test_captions_stand_below_a_photo_that_does_not_fill_the_frame() -> None:
    """In a story there is room below a wide photo, and captions that were wished in the middle go there."""
    caption = Lettering("Slow mornings", 0, 90, "caption", "center")
    [reel] = [settled(_reel(None, caption, fit="blur", platform="story"), {"a": _asset((1600, 900))})]
    spot = reel.words[0].spot
    assert spot is not None
    assert spot.box[1] >= 960 + 1080 * 900 / 1600 / 2 - 2


def test_photos_that_share_a_frame_keep_their_subjects_and_labels_free() -> None:
    """Each in its own place; of an unsure box its middle counts once more."""
    cells = (Cell("a", FACE, "Before"), Cell("a", Focus((0.2, 0.2, 0.6, 0.6), 0.45, "saliency")))
    reel = Reel(1080, 1920, 30, 90, (Take("a", 0, 90, cells=cells, grid="column"),))
    face, label, core, thing = kept_free(reel, {"a": _asset((1080, 960))})
    assert face.box[3] < 0.5 < core.box[1]
    assert label.box[3] < 0.1
    assert (thing.box[0] < core.box[0], thing.box[3] > core.box[3]) == (True, True)
    assert 2 * core.weight == thing.weight


def test_a_cut_out_keeps_words_off() -> None:
    """It stands on a plain ground, and there is room beside it."""
    [whole, found] = kept_free(_reel(Focus((0.1, 0.1, 0.8, 0.8), 1.0, "alpha")), {"a": _asset((800, 800))})
    assert whole.whole
    assert 1 == found.weight


@pytest.mark.parametrize("fit", ["auto", "card", "blur"])
def test_a_photo_moves_less_before_its_face_is_cut(fit: str) -> None:
    """A face that fills its photo is zoomed into by as much as shows it whole; one with air around it as was said."""
    for box, calm in (((0.05, 0.03, 0.88, 0.95), True), ((0.35, 0.3, 0.3, 0.3), False)):
        focus = Focus(box, 0.95, "face")
        take = Take("a", 0, 90, Move("zoom_in", 0.14), fit=fit, focus=focus)
        assets = {"a": _asset((1500, 1450))}
        [found] = steadied(Reel(1080, 1080, 30, 90, (take,)), assets).takes
        assert calm == (found.move.amount < 0.14)
        way = way_of(found, Reel(1080, 1080, 30, 90, (found,)), assets["a"])
        assert keeps(layout((1500, 1450), (1080, 1080), way, focus), focus, way) >= 0.98
