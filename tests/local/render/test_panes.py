"""Photos in their places: sharp where they move, whole where they must be, soft at a card's corners."""

import numpy as np
import pytest
from PIL import Image

from imgfree.local.assets import Focus
from imgfree.local.composition import Layout, Way, layout
from imgfree.local.motion import View
from imgfree.local.render.panes import OVERSAMPLING, Pane, Scales, backed, masks, pane, scales, uncovered
from imgfree.local.render.planes import Planes, blank, copy, fill, warp
from imgfree.local.render.reel import Move

WIDTH, HEIGHT = 720, 1280
FULL = Layout((0, 0, 1, 1), (0, 0, WIDTH, HEIGHT))


@pytest.mark.parametrize("amount", [0.08, 0.18])
def test_a_zoom_stays_sharp(amount: float) -> None:
    """Fine noise keeps 93 % of the contrast that an ideal Lanczos zoom gives it."""
    noise = np.random.default_rng(3).normal(128, 40, (2 * HEIGHT, 2 * WIDTH)).clip(0, 255).astype(np.uint8)
    picture = Image.fromarray(noise)
    world = pane(picture.convert("RGB"), FULL, (WIDTH, HEIGHT), Move("zoom_in", amount), "#000000", None).world
    target = blank(WIDTH, HEIGHT)
    for zoom in (1.0, 1 + amount / 2, 1 + amount):
        warp(world, View(zoom=zoom), target)
        left, top = WIDTH * (1 - 1 / zoom), HEIGHT * (1 - 1 / zoom)
        box = (left, top, 2 * WIDTH - left, 2 * HEIGHT - top)
        ideal = np.asarray(picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=box)).astype(np.float64)
        assert 0.93 <= target.y[50:-50, 50:-50].std() * 255 / 219 / ideal[50:-50, 50:-50].std()


def test_only_what_moves_is_larger_than_the_frame() -> None:
    """A still shot has the frame's size, a gentle zoom a packed world of twice that, a strong one an unpacked one; a
    film beyond 1080p no more than memory allows."""
    assert Scales(1.0, 1.0) == scales((WIDTH, HEIGHT), Move())
    gentle, strong = (scales((WIDTH, HEIGHT), Move("zoom_in", amount)) for amount in (0.08, 0.5))
    assert (True, False) == (gentle.packs, strong.packs)
    assert OVERSAMPLING == pytest.approx(gentle.world, rel=0.1)
    large = scales((2160, 3840), Move("zoom_in", 0.08))
    assert large.world < gentle.world


def painted(picture: Image.Image, frame: tuple[int, int], move: Move, fit: str, t: float) -> tuple[Planes, Layout]:
    """Return a frame of the picture as it is laid out, at `t`, on a ground of white where there is none of its own."""
    where = layout(picture.size, frame, Way(fit, move.kind, move.amount), None)
    target = blank(*frame)
    fill(target, (235, 128, 128))
    if where.around != "nothing":
        copy(backed(picture, where, frame, "#000000", None), target)
    pane(picture, where, frame, move, "#000000", None).paint(t, 4.0, target)
    return target, where


@pytest.mark.parametrize("t", [0.0, 0.5, 1.0])
def test_a_photo_on_its_blurred_copy_reaches_both_edges(t: float) -> None:
    """At every moment of a zoom, the photo's own light is at the frame's first and last column, not the ground's."""
    picture = Image.new("RGB", (1600, 900), (200, 200, 200))
    frame, where = painted(picture, (360, 640), Move("zoom_in", 0.08), "auto", t)
    left, top, right, bottom = where.place
    assert (0, 360) == (left, right)
    assert {188} == {int(value) for value in np.unique(frame.y[top:bottom, [0, -1]])}
    assert 160 > frame.y[: top - 8].max()


def test_a_ground_is_a_fifth_darker_at_most() -> None:
    """Far from the photo's shadow, a blurred copy keeps 80 to 85 % of the light."""
    picture = Image.new("RGB", (1600, 400), (200, 200, 200))
    frame, where = painted(picture, (360, 640), Move("none"), "blur", 0.0)
    light = (float(frame.y[4, 180]) - 16) / (188 - 16)
    assert 0.8 <= light <= 0.85
    assert where.place[1] > 200


def test_a_cards_corners_are_round() -> None:
    """A card is nine tenths of the frame; its corner shows the ground, its edge beside the corner the photo."""
    picture = Image.new("RGB", (800, 800), (255, 255, 255))
    frame, where = painted(picture, (360, 640), Move("zoom_in", 0.08), "card", 1.0)
    left, top, right, bottom = where.place
    assert 0.86 < (right - left) / 360 < 0.9
    assert 200 > frame.y[top, left]
    assert 200 > frame.y[bottom - 1, right - 1]
    assert 235 == frame.y[top, (left + right) // 2]
    luma, chroma = masks((right - left, bottom - top))
    assert luma.shape[0] == 2 * chroma.shape[0]
    assert 0 == luma[0, 0]
    assert 250 < luma[-1, -1]


def test_a_panorama_is_travelled_over_at_full_height() -> None:
    """The left end is seen first, the right one last, and no ground."""
    line = np.repeat(np.linspace(0, 255, 2400, dtype=np.uint8)[None, :, None], 400, 0).repeat(3, 2)
    picture, frame = Image.fromarray(line), (240, 240)
    where = layout(
        picture.size, frame, Way("auto", "zoom_in", 0.08, 10.0), Focus((0.4, 0.3, 0.1, 0.2), 0.9, "saliency")
    )
    shown = []
    for t in (0.0, 1.0):
        target = blank(*frame)
        pane(picture, where, frame, Move("zoom_in", 0.08), "#000000", None).paint(t, 10.0, target)
        shown.append(target.y)
    assert pytest.approx(6.0) == where.wide
    assert 20 > shown[0][:, 0].max()
    assert 230 < shown[1][:, -1].min()


def test_what_is_cut_out_stands_on_its_own_colour() -> None:
    """A dark red cut-out stands on pale red, a pale one on a deep colour; never on black."""
    for colour, pale in (((120, 10, 10, 255), True), ((250, 230, 200, 255), False)):
        picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
        picture.paste(colour, (60, 60, 140, 140))
        where = layout(picture.size, (180, 320), Way(), Focus((0.3, 0.3, 0.4, 0.4), 1.0, "alpha"))
        assert "own" == where.around
        ground = backed(picture, where, (180, 320), "#000000", None).y
        assert (150 < ground.min()) if pale else (30 < ground.min() < ground.max() < 110)
        assert {235} == {int(one) for one in np.unique(backed(picture, where, (180, 320), "#ffffff", None).y)}


def test_only_what_photos_leave_free_is_painted_below_them() -> None:
    """A card's corners are round, so what is below them is seen as well."""
    world = blank(100, 120)
    found = masks((100, 120))
    alone = Pane(world, Move(), layout((100, 120), (160, 200), Way("card"), None), (30, 40, 130, 160), found)
    seen = np.zeros((200, 160), bool)
    for left, top, right, bottom in uncovered((alone,), (160, 200)):
        assert not seen[top:bottom, left:right].any()
        seen[top:bottom, left:right] = True
    inner = seen[40:160, 30:130]
    assert seen.sum() - inner.sum() == seen.size - inner.size
    assert inner[: len(found[0]), : len(found[0])].all()
    assert not inner[len(found[0]) : -len(found[0])].any()
    assert [(0, 0, 160, 200)] == uncovered((alone, alone), (160, 200))
