"""Colour grades, as one curve for light and three numbers for colour. Applied to planes, once for a photo."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from imgfree.local.render.failures import RenderError
from imgfree.local.render.planes import U8, Planes

F32 = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Look:
    """`curve` maps light 0..1 to 0..1; `saturation` scales colour; `shadows` and `lights` push colour (U, V) where it
    is dark and where it is bright."""

    curve: Callable[[float], float] = lambda light: light
    saturation: float = 1.0
    shadows: tuple[float, float] = (0, 0)
    lights: tuple[float, float] = (0, 0)


def _contrast(strength: float) -> Callable[[float], float]:
    """Return an S curve through black, middle and white."""
    return lambda light: light + strength * (light * light * (3 - 2 * light) - light)


def _gamma(power: float) -> Callable[[float], float]:
    return lambda light: float(light**power)


def _faded(black: float, white: float) -> Callable[[float], float]:
    """Return a line from raised blacks to lowered whites."""
    return lambda light: black + (white - black) * light


LOOKS: dict[str, Look] = {
    "warm": Look(_gamma(0.97), 1.04, (-3, 2), (-6, 5)),
    "cool": Look(_gamma(0.99), 0.97, (4, -3), (6, -4)),
    "cinematic": Look(_contrast(0.42), 0.94, (5, -5), (-5, 4)),
    "vintage": Look(_faded(0.07, 0.94), 0.72, (-4, 3), (-8, 5)),
    "nostalgic": Look(_faded(0.06, 0.96), 0.8, (-4, 4), (-6, 5)),
    "black_white": Look(_contrast(0.3), 0.0),
    "sepia": Look(_contrast(0.15), 0.0, (-9, 7), (-13, 11)),
    "vivid": Look(_contrast(0.2), 1.25),
    "brighter": Look(_gamma(0.8)),
    "darker": Look(_gamma(1.28)),
    "more_contrast": Look(_contrast(0.6)),
    "less_contrast": Look(_faded(0.08, 0.92)),
    "moody": Look(_gamma(1.2), 0.85, (4, -3), (0, 0)),
    "clean": Look(_gamma(0.9), 1.02),
    "fresh": Look(_gamma(0.88), 1.08, (2, -3), (1, -2)),
    "dreamy": Look(_faded(0.1, 1.0), 0.88, (1, 2), (-1, 2)),
    "soft": Look(_faded(0.06, 0.97), 0.92),
    "muted": Look(_faded(0.03, 0.97), 0.65),
    "luxury": Look(_contrast(0.42), 0.92, (-2, 1), (-5, 3)),
    "bold": Look(_contrast(0.35), 1.18),
    "elegant": Look(_gamma(0.95), 0.82, (-1, 1), (-2, 1)),
    "playful": Look(_gamma(0.9), 1.2),
    "natural": Look(),
}

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
