"""Which part of the frame a platform leaves free of its own buttons; the figures are in safe_areas.toml."""

import functools
import tomllib
from importlib.resources import files
from typing import Any

Shares = tuple[float, float, float, float]  # left, top, right, bottom of the free part

# For upright films that name no platform: clear of the edges, of the row of buttons at the right, and of the name and
# the one line of words that players lay over the foot of a post. What all platforms leave free together, with the
# buttons of their advertisements, ends at 65 % of the height: there "at the bottom" is the middle of the picture.
_UPRIGHT: Shares = (65 / 1080, 170 / 1920, 1000 / 1080, 1575 / 1920)
_OTHER: Shares = (0.06, 0.07, 0.94, 0.93)
_UPRIGHT_FROM = 1.5  # height to width
_SAME_SHAPE = 0.03


def free(platform: str | None, width: int, height: int) -> Shares:
    """Return the free part of a frame of this size. A film in another shape than the platform's own is shown between
    bars, away from most buttons: it gets the usual margins."""
    row = _table()["platforms"].get(platform)
    if row is not None:
        own_width, own_height = row["canvas"]
        if abs(width / height * own_height / own_width - 1) <= _SAME_SHAPE:
            return (
                row["left"] / own_width,
                row["top"] / own_height,
                1 - row["right"] / own_width,
                1 - row["bottom"] / own_height,
            )
    return _UPRIGHT if height / width > _UPRIGHT_FROM else _OTHER


@functools.cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(files(__package__).joinpath("safe_areas.toml").read_text("utf-8"))
    return table
