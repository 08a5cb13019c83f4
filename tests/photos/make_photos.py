"""Makes the photos of recipes/assets/.

python tests/photos/make_photos.py [NAME…] [--width PX] [--samples N] [--out DIR]

Nothing here was photographed: every picture is traced from the shapes in props.py, so the photos are ours to give away.
The same arguments give the same pixels. All of them at full size take a while (minutes each on one core).
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from develop import develop, save
from landscape import landscape
from props import bean, block, cloth, coffee, leaves, mug, table, vase, wall
from tracer import Camera, Scene, Window, trace
from vessels import bottle, candle, lights

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Photo:
    """One picture: its size, how it is traced and developed."""

    light: Callable[[tuple[int, int], int, int], Array]  # size, samples, seed -> linear light
    size: tuple[int, int] = (1440, 2160)
    samples: int = 14
    tint: float = 1.0
    clean: float = 3.0
    scale: float = 0.55  # traced at this share of the size: film grain and the lens hide the rest


def _room(way: Array) -> Array:
    """Return the dim, warm rest of the room, for rays that leave the scene."""
    up = 0.5 + 0.5 * way[1]
    left = np.clip(0.5 - 0.5 * way[0], 0, 1)
    return np.stack([0.16 + 0.30 * left * up, 0.14 + 0.29 * left * up, 0.125 + 0.29 * left * up]).astype(np.float32)


WINDOW = Window(corner=(-36, 1, -8), across=(0, 0, 40), up=(0, 44, 0), light=(11.5, 10.7, 9.6))
BACK = Window(corner=(-34, 24, -42), across=(30, 0, 0), up=(0, 34, 0), light=(3.0, 3.0, 3.1))
RIGHT = Window(corner=(40, 4, 30), across=(0, 0, -34), up=(0, 34, 0), light=(2.2, 2.1, 2.0))
BOOKS = (
    ((0.15, 0.068, 0.05), (0.62, 0.55, 0.43)),
    ((0.085, 0.12, 0.14), (0.62, 0.55, 0.43)),
    ((0.42, 0.36, 0.27), (0.62, 0.55, 0.43)),
)


def mug_front() -> Scene:
    """Return the mug from the front, a window to its left."""
    beans = (
        (-5.0, 5.6, 20, True),
        (-3.6, 6.9, 110, False),
        (-6.4, 7.2, 70, True),
        (5.0, 7.6, 160, True),
        (6.3, 6.6, 40, False),
    )
    bodies = [
        mug((0, 0, 0), -24),
        coffee((0, 0, 0)),
        *(bean(*place) for place in beans),
        block((12, 0, -20), 12, (8, 1.2, 6), BOOKS[0]),
        block((11.5, 2.4, -20), 4, (7, 0.9, 5.2), BOOKS[1]),
        vase((-14, 0, -24), (0.55, 0.49, 0.42), 0.95),
        *leaves((-14, 12.5, -24), 12, 15, 4),
    ]
    camera = Camera(eye=(3, 10.5, 46), at=(1.2, 5.4, 0), focus=(0.5, 5.5, 3.6), view_deg=34, lens=0.85)
    return Scene(camera, (WINDOW,), bodies, (table("honey"), wall(-46, (0.40, 0.375, 0.345))), _room, exposure=1.3)


def mug_above() -> Scene:
    """Return the mug from above, filled with coffee, on a linen cloth."""
    beans = (
        (-7.8, 5.8, 25, True),
        (-6.4, 7.2, 115, False),
        (-8.6, 7.9, 75, True),
        (7.4, 6.9, 160, True),
        (8.9, 5.4, 30, True),
        (-9.2, 1.8, 50, False),
    )
    bodies = [
        mug((0, 0.45, 0), -52),
        coffee((0, 0.45, 0)),
        cloth((-1.5, 0, -2.5), 24, (11, 8.5), (0.46, 0.415, 0.35)),
        *(bean(x, z, turn, up, 0.0 if abs(x) > 8 or z > 6.5 else 0.45) for x, z, turn, up in beans),
        block((15, 0, -15), -18, (9, 1.1, 6.5), BOOKS[1]),
    ]
    camera = Camera(eye=(6, 37, 30), at=(0.2, 4.0, 0.2), focus=(0, 8.2, 2.5), view_deg=37, lens=0.8)
    return Scene(camera, (WINDOW, BACK), bodies, (table("walnut", shift=(7.0, 3.0)),), _room)


def mug_close() -> Scene:
    """Return the mug's handle and glaze from close by, books and leaves behind."""
    bodies = [
        mug((0, 0, 0), -8),
        coffee((0, 0, 0)),
        block((-6, 0, -19), -8, (9, 1.3, 6), BOOKS[2]),
        block((-6, 2.6, -19), 5, (8, 1.0, 5.4), BOOKS[0]),
        block((-6, 4.6, -19), -3, (7.4, 0.8, 5.0), BOOKS[1]),
        vase((13, 0, -22), (0.55, 0.49, 0.42), 0.85),
        *leaves((13, 11.0, -22), 12, 13, 8),
    ]
    camera = Camera(eye=(13, 10.5, 28), at=(3.9, 5.6, 0), focus=(4.6, 5.2, 2.2), view_deg=33, lens=0.75)
    planes = (table("honey", shift=(11.0, 23.0)), wall(-50, (0.36, 0.34, 0.31)))
    return Scene(camera, (WINDOW, RIGHT), bodies, planes, _room, exposure=1.45)


def _evening(way: Array) -> Array:
    return _room(way) * np.array([[0.16], [0.18], [0.26]], np.float32)


def candle_light() -> Scene:
    """Return a candle in a stoneware cup at dusk, small lights far behind it."""
    dusk = Window(corner=(-58, 10, -30), across=(0, 0, 60), up=(0, 55, 0), light=(1.5, 2.0, 2.9))
    bodies = [
        *candle((0, 0, 0)),
        *candle((-9.5, 0, -13), size=0.8, tone=(0.055, 0.06, 0.065)),
        *lights(seed=3, count=22),
        *leaves((13, 0.8, -9), 9, 5, 6, (0.09, 0.13, 0.07)),
    ]
    camera = Camera(eye=(4, 13, 46), at=(-0.8, 6.9, 0), focus=(0, 6.0, 4.0), view_deg=31, lens=1.0)
    flames = (((0.0, 10.4, 0.0), (430.0, 205.0, 72.0), 0.45), ((-9.5, 8.4, -13.0), (260.0, 124.0, 44.0), 0.4))
    planes = (table("walnut", 0.045), wall(-60, (0.20, 0.18, 0.17)))
    return Scene(camera, (dusk,), bodies, planes, _evening, ambient=(0.02, 0.017, 0.016), exposure=1.15, lamps=flames)


def bottle_still() -> Scene:
    """Return a bottle of amber glass on linen, a plant beside it."""
    bodies = [
        *bottle((0, 0.42, 0), 6),
        cloth((3.5, 0, 1.5), -18, (10.5, 7.5), (0.46, 0.42, 0.36)),
        vase((-11, 0, -15), (0.60, 0.54, 0.46), 0.75),
        *leaves((-11, 10.0, -15), 13, 13, 12),
        block((13, 0, -18), -14, (8, 1.2, 6), BOOKS[2]),
    ]
    camera = Camera(eye=(2, 13, 47), at=(0, 8.0, 0), focus=(0, 7, 3.2), view_deg=31, lens=0.85)
    return Scene(
        camera, (WINDOW,), bodies, (table("ash", shift=(3.0, 12.0)), wall(-46, (0.47, 0.45, 0.41))), _room, exposure=1.1
    )


def _traced(scene: Callable[[], Scene]) -> Callable[[tuple[int, int], int, int], Array]:
    return lambda size, samples, seed: trace(scene(), size, samples, seed)


PHOTOS = {
    "mug-1": Photo(_traced(mug_front)),
    "mug-2": Photo(_traced(mug_above)),
    "mug-3": Photo(_traced(mug_close)),
    "candle": Photo(_traced(candle_light), samples=26),
    "bottle": Photo(_traced(bottle_still)),
    "landscape": Photo(landscape, (1920, 1080), clean=0.0, scale=1.0),
}


def make(name: str, *, width: int, samples: int | None, folder: Path) -> int:
    """Trace, develop and write one photo of that width; return its bytes."""
    photo = PHOTOS[name]
    size = (width, round(width * photo.size[1] / photo.size[0]))
    traced = (max(round(size[0] * photo.scale), 8), max(round(size[1] * photo.scale), 8))
    seed = sum(name.encode())
    light = photo.light(traced, samples or photo.samples, seed)
    return save(develop(light, size, seed=seed, tint=photo.tint, clean=photo.clean), folder / f"{name}.jpg")


def main() -> None:
    """Make the photos the command line names; all without names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PHOTOS))
    parser.add_argument("--width", type=int, help="pixels; default: full size")
    parser.add_argument("--samples", type=int, help="rays per pixel; default: the photo's own")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[2] / "recipes" / "assets")
    wanted = parser.parse_args()
    for name in wanted.names or PHOTOS:
        started = time.monotonic()
        size = make(name, width=wanted.width or PHOTOS[name].size[0], samples=wanted.samples, folder=wanted.out)
        sys.stderr.write(f"{name}: {size} bytes in {time.monotonic() - started:.0f} s\n")


if __name__ == "__main__":
    main()
