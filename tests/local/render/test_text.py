"""Words: real letters, in their place, in their size."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from imgfree.local.render import RenderError
from imgfree.local.render.layers import Layer
from imgfree.local.render.places import safe_box
from imgfree.local.render.reel import Lettering, Reel
from imgfree.local.render.text import ROLES, words_layer

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
    """On 1080x1920, all letters lie between x 65 and 940, y 290 and 700, and are centred on the frame."""
    left, top, right, bottom = _ink(_laid(text))
    assert left >= 65
    assert right <= 940
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
    assert 1 >= abs(tall[0] / 2 - tall[-1])


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


def test_white_letters_are_read_on_white() -> None:
    """Beside the strokes of a white title a white photo is darkened until they contrast at least 3 to 1."""
    made = _laid("Summer Sale", position="center")
    letters = made.opacity > 0.98
    ring = cv2.dilate(letters.astype(np.uint8), np.ones((5, 5))).astype(bool) & (made.opacity < 0.9)
    shadow = (made.picture.y < 90) & ring
    behind = 1 - np.median(made.opacity[shadow])
    assert 3 <= 1.05 / (behind**2.2 + 0.05)


def test_captions_stand_in_the_safe_box_on_their_paper() -> None:
    """A caption at the bottom ends above the platforms' own bar, on a dark box."""
    made = _laid("A caption that says what this picture shows", role="caption", position="bottom")
    assert made.box[3] <= 1250
    assert 0.3 < made.opacity[made.opacity.shape[0] // 2, 12] < 0.8


@pytest.mark.parametrize("film", [TALL, WIDE, Reel(1080, 1080, 30, 90, ())])
@pytest.mark.parametrize("text", ["word " * 32, "慢慢发酵一整夜，" * 10, "WWWWWWWWWWWWWWWWWWWW " * 7, "好"])
def test_a_whole_caption_has_room_in_every_shape(film: Reel, text: str) -> None:
    """What a captions file may put into one caption, large and bold too, stands inside the safe box."""
    left, top, right, bottom = safe_box(film.width, film.height)
    for style in ({}, {"size": "large", "bold": True}):
        box = _laid(text, film, role="caption", position="bottom", style=style).box
        assert left - 2 <= box[0] < box[2] <= right + 2
        assert top + (bottom - top) / 2 < box[1] < box[3] <= bottom + 2


def test_two_full_lines_of_captions_stay_large() -> None:
    """84 letters, as subtitles have at most, take three lines on an upright film, at the size of a short one."""
    long = _laid(
        "Today we bake bread with nothing but flour, water, salt and a whole night of patience", role="caption"
    )
    short = _laid("Today we bake bread", role="caption")
    assert 2.2 < (long.box[3] - long.box[1]) / (short.box[3] - short.box[1]) < 3


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
    with pytest.raises(RenderError, match="'greenish' is not a colour"):
        _laid("Sale", style={"color": "greenish"})
