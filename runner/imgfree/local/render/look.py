"""Colour grades applied to planes, once for a photo."""

import functools
from collections.abc import Callable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from imgfree.local.grades import LOOKS, Look
from imgfree.local.render.failures import RenderError
from imgfree.local.render.planes import U8, Planes

F32 = npt.NDArray[np.float32]


# How far colour follows light when a curve moves it. A curve on light alone leaves dark skin glowing and bright skin
# pale; following all the way, as curves on red, green and blue do, is too much for what people call a natural look.
_FOLLOW = 0.7
_FOLLOW_LIMITS = (0.55, 1.25)  # near black the quotient has no meaning


_ALIASES = {"black_and_white": "black_white"}


def named(name: str) -> Look:
    """Return the look of that name; raises RenderError for an unknown one."""
    name = _ALIASES.get(name, name)
    if name not in LOOKS:
        raise RenderError(f"'{name}' is not a look that the local backend has", hint=f"use {', '.join(LOOKS)}")
    return LOOKS[name]


def composed(names: Sequence[str]) -> Look | None:
    """Return these looks as one, the first of them first; None for none. Raises RenderError for an unknown one."""
    looks = [named(name) for name in names]
    return functools.reduce(_after, looks) if looks else None


def _after(first: Look, then: Look) -> Look:
    """Return both as one, so that colour is rounded once."""
    shadows, lights = (
        (old[0] * then.saturation + new[0], old[1] * then.saturation + new[1])
        for old, new in ((first.shadows, then.shadows), (first.lights, then.lights))
    )
    return Look(lambda light: then.curve(first.curve(light)), first.saturation * then.saturation, shadows, lights)


def apply(look: Look, picture: Planes) -> None:
    """Grade the picture in place."""
    curve = _curve(look.curve)
    light = cv2.resize(picture.y, (picture.u.shape[1], picture.u.shape[0]), interpolation=cv2.INTER_AREA)
    cv2.LUT(picture.y, curve, dst=picture.y)
    gain = cv2.LUT(light, (_following(curve) * look.saturation).astype(np.float32))
    for index, plane in enumerate((picture.u, picture.v)):
        push = cv2.LUT(light, _push(look.shadows[index], look.lights[index]))
        # 128 + gain x (colour - 128) + push, in one rounding: two would show as bands in a clear sky.
        graded = cv2.multiply(plane.astype(np.float32) - 128, gain)
        cv2.add(graded, push, dst=plane, dtype=cv2.CV_8U)


def _curve(curve: Callable[[float], float]) -> U8:
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    return np.array([round(16 + 219 * min(1.0, max(0.0, curve(float(one))))) for one in light], np.uint8)


def _following(curve: U8) -> F32:
    """Return by how much colour is scaled at each light value, so that it goes with the light."""
    before = np.maximum(np.arange(256, dtype=np.float32) - 16, 1)
    after = np.maximum(curve.astype(np.float32) - 16, 1)
    scaled: F32 = np.clip((after / before) ** _FOLLOW, *_FOLLOW_LIMITS).astype(np.float32)
    return scaled


def _push(dark: float, bright: float) -> F32:
    """Return what is added to a colour plane, with its middle of 128, for each light value."""
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    # No colour is pushed into pure black and pure white: they stay neutral.
    weight = np.minimum(1.0, np.minimum(light, 1 - light) * 6)
    pushed: F32 = (128 + (dark * (1 - light) + bright * light) * weight).astype(np.float32)
    return pushed
