"""Colour grades, as one curve for light and three numbers for colour. Applied to planes, once for a photo."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from imgfree.local.render.failures import RenderError
from imgfree.local.render.planes import U8, Planes


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
    "warm": Look(_gamma(0.97), 1.06, (-5, 4), (-9, 7)),
    "cool": Look(_gamma(0.99), 0.98, (6, -4), (8, -6)),
    "cinematic": Look(_contrast(0.55), 0.92, (6, -5), (-7, 6)),
    "vintage": Look(_faded(0.07, 0.94), 0.72, (-4, 4), (-9, 5)),
    "nostalgic": Look(_faded(0.06, 0.96), 0.78, (-5, 5), (-7, 5)),
    "black_white": Look(_contrast(0.3), 0.0),
    "sepia": Look(_contrast(0.15), 0.0, (-10, 7), (-14, 9)),
    "vivid": Look(_contrast(0.25), 1.35),
    "brighter": Look(_gamma(0.8)),
    "darker": Look(_gamma(1.28)),
    "more_contrast": Look(_contrast(0.7)),
    "less_contrast": Look(_faded(0.08, 0.92)),
    "moody": Look(_gamma(1.22), 0.8, (5, -3), (0, 0)),
    "clean": Look(_gamma(0.9), 1.04),
    "fresh": Look(_gamma(0.88), 1.1, (2, -3), (1, -2)),
    "dreamy": Look(_faded(0.1, 1.0), 0.88, (2, 3), (-2, 3)),
    "soft": Look(_faded(0.06, 0.97), 0.92),
    "muted": Look(_faded(0.03, 0.97), 0.65),
    "luxury": Look(_contrast(0.5), 0.9, (-2, 1), (-7, 4)),
    "natural": Look(),
}


_ALIASES = {"black_and_white": "black_white"}


def named(name: str) -> Look:
    """Return the look of that name; raises RenderError for an unknown one."""
    name = _ALIASES.get(name, name)
    if name not in LOOKS:
        raise RenderError(f"'{name}' is not a look that the local backend has", hint=f"use {', '.join(LOOKS)}")
    return LOOKS[name]


def apply(look: Look, picture: Planes) -> None:
    """Grade the picture in place."""
    pushed = look.shadows != (0, 0) or look.lights != (0, 0)
    light = cv2.resize(picture.y, (picture.u.shape[1], picture.u.shape[0]), interpolation=cv2.INTER_AREA)
    cv2.LUT(picture.y, _curve(look.curve), dst=picture.y)
    for index, plane in enumerate((picture.u, picture.v)):
        if look.saturation != 1:
            offset = 128 * (1 - look.saturation)
            cv2.addWeighted(plane, look.saturation, plane, 0, offset, dst=plane)
        if pushed:
            push = cv2.LUT(light, _push(look.shadows[index], look.lights[index]))
            cv2.addWeighted(plane, 1, push, 1, -128, dst=plane)


def _curve(curve: Callable[[float], float]) -> U8:
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    return np.array([round(16 + 219 * min(1.0, max(0.0, curve(float(one))))) for one in light], np.uint8)


def _push(dark: float, bright: float) -> U8:
    """Return what is added to a colour plane (128 is nothing) for each light value."""
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    # No colour is pushed into pure black and pure white: they stay neutral.
    weight = np.minimum(1.0, np.minimum(light, 1 - light) * 6)
    pushed: U8 = np.rint(128 + (dark * (1 - light) + bright * light) * weight).astype(np.uint8)
    return pushed
