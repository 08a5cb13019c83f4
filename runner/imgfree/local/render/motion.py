"""Where the view stands at each moment of a take.

A photo is laid out on a *world* the size of the frame; a view is the part of it that fills the frame. All views lie
inside the world, so what a motion will ever show is known before the photo is decoded.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """`x` and `y`: the view's centre as a share of the world; `zoom`: world size / view size, at least 1."""

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0


# Direction in which the view travels over the photo.
_PANS = {"pan_left": (-1, 0), "pan_right": (1, 0), "pan_up": (0, -1), "pan_down": (0, 1)}


def view(kind: str, amount: float, t: float, *, seconds: float = 4.0) -> View:
    """Return the view at `t` (0 at the first frame, 1 at the last). `seconds` tells a pulse how often to breathe."""
    amount = min(1.0, max(0.0, amount))
    zoom = 1 + amount
    if kind == "zoom_in":
        return View(zoom=zoom ** _eased(t))  # in between, each frame grows by nearly the same factor
    if kind == "zoom_out":
        return View(zoom=zoom ** _eased(1 - t))
    if kind == "push_in":
        return View(y=0.5 - 0.12 * amount * _eased(t), zoom=zoom ** _eased(t))
    if kind in _PANS:
        dx, dy = _PANS[kind]
        reach = (_eased(t) - 0.5) * (1 - 1 / zoom)
        return View(0.5 + dx * reach, 0.5 + dy * reach, zoom)
    if kind == "drift":
        at = zoom * (1 + 0.25 * amount * t)
        reach = (_eased(t) - 0.5) * (1 - 1 / zoom)
        return View(0.5 + reach, 0.5 - 0.6 * reach, at)
    if kind == "pulse":
        breaths = max(1, round(seconds / 2))
        return View(zoom=1 + amount * (1 - math.cos(2 * math.pi * breaths * t)) / 2)
    return View()


def common(kind: str, amount: float) -> tuple[float, float]:
    """Return the width and height, as shares of the world, of the centred part that every view shows."""
    views = [view(kind, amount, step / 64) for step in range(65)]
    half_width = min(0.5 / at.zoom - abs(at.x - 0.5) for at in views)
    half_height = min(0.5 / at.zoom - abs(at.y - 0.5) for at in views)
    return 2 * half_width, 2 * half_height


def zooms(kind: str, amount: float) -> tuple[float, float]:
    """Return the smallest and the largest zoom of the motion."""
    found = [view(kind, amount, step / 64).zoom for step in range(65)]
    return min(found), max(found)


def _eased(t: float) -> float:
    """Return t with a soft start and end. Half of it stays linear: a start from rest looks like a stuck frame."""
    return 0.5 * t + 0.5 * t * t * (3 - 2 * t)
