"""The grid as it is kept."""

import json

from imgfree.local.music.grid import Grid, grid_of
from local.music.synthetic import even


def test_as_json_and_back() -> None:
    """Nothing is lost."""
    grid = even(drop_s=8.0)
    assert grid == grid_of(json.loads(json.dumps(grid.plain())))


def test_one_bar_is_not_sure() -> None:
    """However confident it is."""
    assert not Grid(confidence=1.0, beats=(0.0, 0.5), bars=(0,)).sure
    assert even().sure


def test_bars_begin_on_beats() -> None:
    """Every fourth of them."""
    assert (0.0, 2.0, 4.0) == even().downbeats[:3]
