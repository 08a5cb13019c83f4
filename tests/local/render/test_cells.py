"""Where photos that share a frame stand, so that their subjects are seen."""

from pathlib import Path

import pytest

from imgfree.local.assets import Asset, Focus
from imgfree.local.render.cells import places
from imgfree.local.render.reel import Cell, Reel, Take
from imgfree.local.render.strips import cells

WIDE = Focus((0.1, 0.2, 0.8, 0.6), 0.45, "saliency")


def _places(focus: Focus | None, grid: str, frame: tuple[int, int], count: int = 2) -> list[tuple[int, int, int, int]]:
    assets = {str(n): Asset(str(n), "a.jpg", "image", Path("a.jpg"), 1500, 1000, 0, 1, "", "") for n in range(count)}
    take = Take("0", 0, 90, cells=tuple(Cell(name, focus) for name in assets), grid=grid)
    return places(take, Reel(*frame, 30, 90, (take,)), assets)


@pytest.mark.parametrize(("grid", "frame"), [("row", (1080, 1920)), ("column", (1920, 1080))])
def test_strips_are_shortened_until_their_subjects_fit(grid: str, frame: tuple[int, int]) -> None:
    """Side by side in an upright film two wide things stand whole, in the middle; what nobody knows fills its strip."""
    found, filled = _places(WIDE, grid, frame), cells(frame, 2, grid)
    long = 1 if grid == "row" else 0
    for place in found:
        assert 0.25 * frame[long] <= place[long + 2] - place[long] <= 0.75 * frame[long]
        assert 4 >= abs(place[long] + place[long + 2] - frame[long])
    assert all(edge % 2 == 0 for place in found for edge in place)
    assert filled == _places(None, grid, frame) == _places(Focus(WIDE.box, 0.2, "saliency"), grid, frame)


def test_a_grid_stays_a_grid() -> None:
    """Four in a square fill the frame."""
    assert cells((1080, 1920), 4, "grid") == _places(WIDE, "grid", (1080, 1920), 4)
