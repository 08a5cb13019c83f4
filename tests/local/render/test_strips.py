"""Where pictures stand that share a frame."""

import pytest

from imgfree.local.render.strips import cells, narrowed, shortened

UPRIGHT, SQUARE, WIDE = (1080, 1920), (1080, 1080), (1920, 1080)


@pytest.mark.parametrize("frame", [UPRIGHT, SQUARE, WIDE, (240, 426)])
@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("grid", ["auto", "row", "column", "grid"])
def test_cells_share_a_frame_without_overlap(frame: tuple[int, int], count: int, grid: str) -> None:
    """They lie on even pixels, reach every edge of the frame, and lie beside each other with a gap."""
    places = cells(frame, count, grid)
    assert count == len(places)
    assert (0, 0, *frame) == tuple(pick(place[n] for place in places) for n, pick in enumerate((min, min, max, max)))
    assert {0} == {edge % 2 for place in places for edge in place}
    for n, one in enumerate(places):
        for other in places[n + 1 :]:
            apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
            assert apart, (one, other)


def test_a_narrow_row_has_a_margin_below() -> None:
    """A part of the width, in its middle, with the gap that it always has, so far above the lower edge."""
    row = narrowed((1920, 660), 2, 0.7, 121)
    assert 0 < row[1][0] - row[0][2] <= 12
    assert all((0, 540) == (top, bottom) for _, top, _, bottom in row)
    assert 4 >= abs(row[0][0] + row[1][2] - 1920)


def test_a_strip_is_shortened_in_its_middle() -> None:
    """Rows lose height and columns width, by the same at both sides; a grid stays as it is."""
    for grid, edge in (("row", 1), ("column", 0)):
        places = shortened(cells((1080, 1080), 2, grid), (1080, 1080), 0.5)
        assert {540} == {one[edge + 2] - one[edge] for one in places}
        assert {1080} == {one[edge] + one[edge + 2] for one in places}
    four = cells((1080, 1080), 4, "grid")
    assert four == shortened(four, (1080, 1080), 0.5)
