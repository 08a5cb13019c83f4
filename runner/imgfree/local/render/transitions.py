"""How one picture becomes the next. `t` runs from just above 0 to just below 1 over the frames of the transition."""

import cv2
import numpy as np

from imgfree.local.motion import View
from imgfree.local.render.planes import BLACK, WHITE, Planes, blank, copy, mix, toward, warp

_FEATHER = 0.06  # of the frame: a wipe's edge is soft, so that it does not crawl along the pixels
_ZOOM = 0.6


def join(kind: str, old: Planes, new: Planes, t: float, target: Planes) -> None:
    """Write the moment `t` of the transition into the target."""
    name, _, side = kind.partition("_")
    if name == "fade":
        _through(old, new, t, target, BLACK if side == "black" else WHITE)
    elif name == "wipe":
        _wipe(old, new, t, side, target)
    elif name in ("slide", "push"):
        _move(old, new, _eased(t), side, target, pushes=name == "push")
    elif name == "zoom":
        _zoom(old, new, t, target)
    else:
        mix(old, new, t, target)


def share(frame: int, frames: int) -> float:
    """Return `t` at a frame of a transition: the first and the last frame show both pictures."""
    return (frame + 1) / (frames + 1)


def _eased(t: float) -> float:
    return t * t * (3 - 2 * t)


def _through(old: Planes, new: Planes, t: float, target: Planes, yuv: tuple[int, int, int]) -> None:
    copy(old if t < 0.5 else new, target)
    toward(target, yuv, 1 - abs(2 * t - 1))


def _zoom(old: Planes, new: Planes, t: float, target: Planes) -> None:
    """Move into the old picture while the new one settles from slightly too close."""
    width, height = target.size
    near, far = blank(width, height), blank(width, height)
    warp(old, View(zoom=1 + _ZOOM * t * t), near)
    warp(new, View(zoom=1 + _ZOOM / 3 * (1 - t) ** 2), far)
    mix(near, far, _eased(t), target)


def _wipe(old: Planes, new: Planes, t: float, side: str, target: Planes) -> None:
    """Uncover the new picture; the edge travels to `side`."""
    across = side in ("left", "right")
    for before, after, out in zip(old, new, target, strict=True):
        length = out.shape[1] if across else out.shape[0]
        feather = max(2.0, length * _FEATHER)
        at = np.arange(length, dtype=np.float32) + 0.5
        travelled = length - at if side in ("left", "up") else at
        shown = np.clip((t * (length + feather) - travelled) / feather, 0, 1).astype(np.float32)
        weight = np.ascontiguousarray(np.broadcast_to(shown if across else shown[:, None], out.shape))
        cv2.blendLinear(before, after, 1 - weight, weight, dst=out)


def _move(old: Planes, new: Planes, t: float, side: str, target: Planes, *, pushes: bool) -> None:
    """Bring the new picture in towards `side`, over the old one or pushing it out."""
    width, height = target.size
    across = side in ("left", "right")
    length = width if across else height
    covered = min(length, max(0, round(t * length / 2) * 2))
    towards_origin = side in ("left", "up")

    def part(picture: Planes, start: int, end: int) -> Planes:
        return picture.box(start, 0, end, height) if across else picture.box(0, start, width, end)

    rest = length - covered
    new_at, old_at = (rest, 0) if towards_origin else (0, covered)
    new_from = 0 if towards_origin else rest
    old_from = old_at if not pushes else (covered if towards_origin else 0)
    if covered:
        copy(part(new, new_from, new_from + covered), part(target, new_at, new_at + covered))
    if rest:
        copy(part(old, old_from, old_from + rest), part(target, old_at, old_at + rest))
