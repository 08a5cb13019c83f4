"""Where the view stands at each moment of a take.

A photo is laid out on a *world* the size of the frame, or wider; a view is the part of it that fills the frame. All
views lie inside the world, so what a motion will ever show is known before the photo is decoded.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Edges = tuple[float, float, float, float]  # left, top, right, bottom
MIDDLE: Point = (0.5, 0.5)


@dataclass(frozen=True)
class View:
    """`x` and `y`: the view's centre as a share of the world; `zoom`: world size / view size, at least 1.

    `wide` is how many times as wide as the frame the world is.
    """

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0
    wide: float = 1.0

    @property
    def edges(self) -> Edges:
        """Return what it shows of the world: left, top, right, bottom, as shares."""
        across, down = 0.5 / self.zoom / self.wide, 0.5 / self.zoom
        return self.x - across, self.y - down, self.x + across, self.y + down


# Direction in which the view travels over the photo.
_PANS = {"pan_left": (-1, 0), "pan_right": (1, 0), "pan_up": (0, -1), "pan_down": (0, 1)}
_BACKWARDS = ("pan_left", "zoom_out")
_STEPS = 64
_RISE_S, _FALL_S = 0.1, 0.16  # of a pulse


def view(
    kind: str,
    amount: float,
    t: float,
    *,
    seconds: float = 4.0,
    aim: Point = MIDDLE,
    beats: Sequence[float] = (),
) -> View:
    """Return the view at `t` (0 at the first frame, 1 at the last). `seconds` tells a pulse how often to breathe.

    A pulse that has `beats`, moments as `t` is one, is widest at each of them. What a zoom grows about, and a pan keeps
    in sight, is `aim`, a point of the world.
    """
    amount = min(1.0, max(0.0, amount))
    zoom = 1 + amount
    if kind == "zoom_in":
        return _about(aim, zoom ** _eased(t))  # in between, each frame grows by nearly the same factor
    if kind == "zoom_out":
        return _about(aim, zoom ** _eased(1 - t))
    if kind == "push_in":
        at = _about(aim, zoom ** _eased(t))
        return View(at.x, max(0.5 / at.zoom, at.y - 0.12 * amount * _eased(t)), at.zoom)
    if kind in _PANS:
        dx, dy = _PANS[kind]
        reach = (_eased(t) - 0.5) * (1 - 1 / zoom)
        at = _about(aim, zoom)
        return View(0.5 + dx * reach if dx else at.x, 0.5 + dy * reach if dy else at.y, zoom)
    if kind == "drift":
        at = _about(aim, zoom * (1 + 0.25 * amount * t))
        reach = (_eased(t) - 0.5) * (1 - 1 / zoom)
        return _inside(at.x + reach, at.y - 0.6 * reach, at.zoom)
    if kind == "pulse" and beats:
        return _about(aim, 1 + amount * max(_struck((t - beat) * seconds) for beat in beats))
    if kind == "pulse":
        breaths = max(1, round(seconds / 2))
        return _about(aim, 1 + amount * (1 - math.cos(2 * math.pi * breaths * t)) / 2)
    return View()


def across(kind: str, t: float, wide: float) -> View:
    """Return the view that travels over a world so many times as wide as the frame, at its full height."""
    at = 1 - _eased(t) if kind in _BACKWARDS else _eased(t)
    half = 0.5 / wide
    return View(half + at * (1 - 2 * half), 0.5, 1.0, wide)


def common(kind: str, amount: float, aim: Point = MIDDLE) -> Edges:
    """Return the part of the world that every view shows: left, top, right, bottom, as shares."""
    views = [view(kind, amount, step / _STEPS, aim=aim).edges for step in range(_STEPS + 1)]
    lefts, tops, rights, bottoms = zip(*views, strict=True)
    return max(lefts), max(tops), min(rights), min(bottoms)


def zooms(kind: str, amount: float) -> tuple[float, float]:
    """Return the smallest and the largest zoom of the motion."""
    found = [view(kind, amount, step / _STEPS).zoom for step in range(_STEPS + 1)]
    return min(found), max(found)


def _struck(since_s: float) -> float:
    """Return how far a pulse has gone, 0 to 1, so long after its beat, or before it: there fast, back slowly."""
    return math.exp(-since_s / _FALL_S) if since_s >= 0 else max(0.0, 1 + since_s / _RISE_S)


def _about(aim: Point, zoom: float) -> View:
    """Return the view at this zoom in which the point stands where it stands in the whole."""
    x, y = (one + (0.5 - one) / zoom for one in aim)
    return View(x, y, zoom)


def _inside(x: float, y: float, zoom: float) -> View:
    half = 0.5 / zoom
    return View(min(1 - half, max(half, x)), min(1 - half, max(half, y)), zoom)


def _eased(t: float) -> float:
    """Return t with a soft start and end. Half of it stays linear: a start from rest looks like a stuck frame."""
    return 0.5 * t + 0.5 * t * t * (3 - 2 * t)
