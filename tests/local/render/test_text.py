"""Words: real letters, in their place, in their size."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from imgfree.local.render import RenderError
from imgfree.local.render.layers import Layer, lay
from imgfree.local.render.places import safe_box
from imgfree.local.render.planes import from_rgb
from imgfree.local.render.reel import Lettering, Reel
from imgfree.local.render.text import ROLES, words_layer
from thorough import some

CANVASES = [(1080, 1920), (1920, 1080), (1080, 1080), (1080, 1350), (1080, 1440)]
POSITIONS = ("top", "upper_third", "center", "lower_third", "bottom", "top_left", "top_right", "bottom_left")
TALL = Reel(1080, 1920, 30, 90, ())
WIDE = Reel(1920, 1080, 30, 90, ())


def _laid(text: str, film: Reel = TALL, **facts: object) -> Layer:
    words = Lettering(text, 0, 90, **{"role": "title", "position": "upper_third"} | facts)  # type: ignore[arg-type]
    made = words_layer(words, film)
    assert made is not None
    return made


def _ink(made: Layer) -> tuple[int, int, int, int]:
    """Return the box of what is strongly opaque: the letters themselves."""
    rows, columns = np.where(made.opacity > 0.9)
    return (
        made.left + int(columns.min()),
        made.top + int(rows.min()),
        made.left + int(columns.max()),
        made.top + int(rows.max()),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Summer Sale",
        "夏季特卖",
        "夏季新品上市限时八折优惠仅此一周",
        "サマーセール開催中！",
        "여름 세일",
        "A very long title that needs two lines",
    ],
)
def test_titles_stand_in_the_place_that_every_platform_leaves_free(text: str) -> None:
    """On 1080x1920, all letters lie between x 65 and 1000, y 290 and 700, and are centred on the frame."""
    left, top, right, bottom = _ink(_laid(text))
    assert left >= 65
    assert right <= 1000
    assert top >= 290
    assert bottom <= 700
    assert 8 >= abs((left + right) / 2 - 540)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("size", CANVASES)
def test_all_letters_lie_in_the_safe_box_of_every_canvas(size: tuple[int, int], role: str) -> None:
    """Whatever the position and the shape of the film, no letter leaves what the platforms leave free."""
    film = Reel(*size, 30, 90, ())
    box = safe_box(*size)
    for position in POSITIONS:
        left, top, right, bottom = _ink(_laid("Slow mornings, warm cups", film, role=role, position=position))
        assert box[0] <= left < right <= box[2]
        assert box[1] <= top < bottom <= box[3]


def test_the_platform_decides_where_words_stand() -> None:
    """A title for a story stands lower than one for TikTok, and a caption there lower than on Reels."""
    tops = [_ink(_laid("Sale", replace(TALL, platform=name)))[1] for name in ("tiktok", "reels", "story")]
    assert sorted(tops) == tops
    assert tops[0] < tops[1] < tops[2]
    ends = [
        _laid("Sale", replace(TALL, platform=name), role="caption", position="bottom").box[3]
        for name in ("reels", "tiktok", "shorts", "story")
    ]
    assert [1248, 1344, 1440, 1600] == pytest.approx(ends, abs=2)


def test_letters_are_as_large_on_every_canvas() -> None:
    """Sizes go with the short side: a short title has the same letters upright, wide, square and at 540p."""
    heights = [_ink(_laid("Sale", Reel(*size, 30, 90, ()), role="text")) for size in (*CANVASES, (540, 960))]
    tall = [bottom - top for _, top, _, bottom in heights]
    assert 1 >= max(tall[:-1]) - min(tall[:-1])
    assert 1.5 >= abs(tall[0] / 2 - tall[-1])


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    """A private-use sign ends the render with its code point, not with a box."""
    with pytest.raises(RenderError, match=r"U\+10FFF0.*in the title"):
        _laid("Sale \U0010fff0")


def test_long_words_are_made_smaller_instead_of_leaving_the_frame() -> None:
    """One word wider than the room shrinks; a text without end is refused."""
    left, _, right, _ = _ink(_laid("Supercalifragilisticexpialidocious"))
    assert 65 <= left < right <= 940
    with pytest.raises(RenderError, match="too long"):
        _laid("x" * 4000)


def test_a_long_text_takes_more_lines_instead_of_becoming_dust() -> None:
    """Two hundred characters in the place of a title stay larger than a thirtieth of the frame's width."""
    text = " ".join(["wordy"] * 34)
    made = _laid(text)
    rows = (made.opacity > 0.9).any(axis=1)
    lines = int((np.diff(rows.astype(int)) == 1).sum())
    assert lines >= 4
    assert 1080 / 30 <= rows.sum() / lines * 1.3


@pytest.mark.parametrize("color", ["white", "yellow", "gold", "red", "blue", "green", "black", "gray", "#808080"])
@pytest.mark.parametrize("behind", some([0, 60, 128, 200, 255], 2))
def test_letters_are_read_on_any_picture(color: str, behind: int) -> None:
    """Whatever lies behind, what is right beside the strokes contrasts with them 4.5 to 1 (WCAG)."""
    made = _laid("Summer Sale", position="center", style={"color": color})
    target = from_rgb(np.full((1920, 1080, 3), behind, np.uint8))
    lay(made, 45, target)
    luma = (target.box(*made.box).y.astype(float) - 16) / 219
    solid = _letters(made)
    away = cv2.distanceTransform(1 - solid, cv2.DIST_L2, 5)
    own, ground = np.median(luma[solid > 0]), np.median(luma[(away > 1.5) & (away <= 3.5)])
    assert 4.4 <= _contrast(own, ground)


def _letters(made: Layer) -> np.ndarray:
    """Return where the letters themselves are, without a line around them: what is left on the opposite ground."""
    tone = made.picture.y.astype(int)
    solid = made.opacity > 0.98
    values, counts = np.unique(tone[cv2.erode(solid.astype(np.uint8), np.ones((5, 5))) > 0], return_counts=True)
    bulk = values[counts.argmax()]
    return (solid & (abs(tone - bulk) < 6)).astype(np.uint8)


def _contrast(one: float, other: float) -> float:
    low, high = sorted(
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (min(1.0, max(0.0, one)), min(1.0, max(0.0, other)))
    )
    return (high + 0.05) / (low + 0.05)


def test_captions_stand_in_a_tight_line_without_paper() -> None:
    """A caption ends above the platforms' own bar; between its lines there is no box, around its letters black."""
    made = _laid("A caption that says what this picture shows", role="caption", position="bottom")
    assert made.box[3] <= 1580
    assert 0 == made.opacity[made.opacity.shape[0] // 2, 2]
    solid = made.opacity > 0.95
    assert 0.2 < (made.picture.y[solid] < 60).mean() < 0.8
    boxed = _laid("A caption", role="caption", position="bottom", style={"box": True})
    assert 0.3 < boxed.opacity[boxed.opacity.shape[0] // 2, 12] < 0.8


@pytest.mark.parametrize("film", [TALL, WIDE, Reel(1080, 1080, 30, 90, ())])
@pytest.mark.parametrize("text", ["word " * 32, "慢慢发酵一整夜，" * 10, "WWWWWWWWWWWWWWWWWWWW " * 7, "好"])
def test_a_whole_caption_has_room_in_every_shape(film: Reel, text: str) -> None:
    """What a captions file may put into one caption, large and bold too, stands inside the safe box."""
    left, top, right, bottom = safe_box(film.width, film.height)
    for style in ({}, {"size": "large", "bold": True}):
        box = _laid(text, film, role="caption", position="bottom", style=style).box
        assert left - 2 <= box[0] < box[2] <= right + 2
        assert top + (bottom - top) / 2 < box[1] < box[3] <= bottom + 2


@pytest.mark.parametrize("text", ["Today we bake bread with nothing but water", "慢慢发酵一整夜，烤出早晨的第一炉面包"])
def test_captions_take_two_lines_in_most_of_the_width(text: str) -> None:
    """A caption is two lines, the longer one 50 to 80 % of the frame, as large as a short one to a sixth."""
    left, top, right, bottom = _ink(_laid(text, role="caption"))
    assert 0.5 * 1080 <= right - left <= 0.8 * 1080
    assert bottom - top < 2.4 * 0.052 * 1080 * 1.2


def test_an_outline_runs_around_the_letters() -> None:
    """Without paper, letters of one colour stand in an edge of the other."""
    made = _laid("Sale", role="caption", style={"box": False, "outline": "black", "color": "white"})
    solid = made.opacity > 0.95
    assert 0.2 < (made.picture.y[solid] < 60).mean() < 0.8
    assert 0.2 < (made.picture.y[solid] > 200).mean() < 0.8
    assert 0 == made.opacity[2, 2]


def test_styles_change_the_letters() -> None:
    """Large is larger, a colour is seen, capitals are capitals."""
    plain, large = _ink(_laid("Sale", role="text")), _ink(_laid("Sale", role="text", style={"size": "large"}))
    assert large[2] - large[0] > 1.2 * (plain[2] - plain[0])
    gold = _laid("Sale", style={"color": "gold"})
    assert 90 > gold.picture.u[gold.opacity_half > 0.95].mean()
    with pytest.raises(RenderError, match="'greenish'"):
        _laid("Sale", style={"color": "greenish"})
