"""Colour grades by their names: for each one curve for light and three numbers for colour."""

from collections.abc import Callable
from dataclasses import dataclass


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
