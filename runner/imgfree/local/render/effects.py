"""Light effects over the whole picture. All are computed from the frame's number: the same film, the same bytes."""

import math
from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from imgfree.local.motion import View
from imgfree.local.render.failures import RenderError
from imgfree.local.render.planes import BLACK, U8, WHITE, Planes, blank, copy, fill, warp
from imgfree.local.render.reel import Reel

F32 = npt.NDArray[np.float32]
_WARMTH = 0.11  # how much colour comes with a spot of light

Effect = Callable[[Planes, int], None]  # changes the picture in place; the number is the film's frame


def named(name: str, reel: Reel) -> Effect:
    """Return the effect of that name for this film; raises RenderError for an unknown one."""
    if name not in EFFECTS:
        raise RenderError(f"'{name}' is not an effect that the local backend has", hint=f"use {', '.join(EFFECTS)}")
    return EFFECTS[name](reel)


def _radius(width: int, height: int) -> F32:
    """Return each pixel's distance from the centre: 0 there, 1 in the corners."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away: F32 = (np.hypot((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5) / math.sqrt(0.5)).astype(np.float32)
    return away


def _vignette(reel: Reel) -> Effect:
    fall: F32 = np.clip((_radius(reel.width, reel.height) - 0.45) / 0.55, 0, 1).astype(np.float32)
    light: F32 = (1 - 0.5 * fall * fall).astype(np.float32)
    half: F32 = cv2.resize(light, (reel.width // 2, reel.height // 2), interpolation=cv2.INTER_AREA).astype(np.float32)
    black = blank(reel.width, reel.height)
    fill(black, BLACK)

    def apply(picture: Planes, frame: int) -> None:
        # Colour falls with the light: dark corners that keep theirs would glow.
        for plane, other, keep in zip(picture, black, (light, half, half), strict=True):
            _blend(plane, other, keep)

    return apply


def _blend(plane: U8, other: U8, keep: F32) -> None:
    """Mix another plane into this one where `keep` is less than 1."""
    plane[:] = cv2.blendLinear(plane, other, keep, 1 - keep)


def _grain(reel: Reel) -> Effect:
    """Return film grain from one sheet of noise, laid elsewhere on each frame; strongest in the middle tones."""
    margin = 64
    coarse = max(0.7, min(reel.width, reel.height) / 1350)  # as large on a phone whatever the film's size
    sheet = np.random.default_rng(20).normal(0, 1, (reel.height + margin, reel.width + margin)).astype(np.float32)
    soft = cv2.GaussianBlur(sheet, (0, 0), coarse)
    noise = np.clip(128 + soft * (4.5 / float(soft.std())), 0, 255).astype(np.uint8)
    tones = np.clip((np.arange(256) - 16) / 219, 0, 1)
    weight = (0.35 + 0.65 * np.sqrt(4 * tones * (1 - tones))).astype(np.float32)
    still = np.full((reel.height, reel.width), 128, np.uint8)

    def apply(picture: Planes, frame: int) -> None:
        x, y = frame * 37 % margin, frame * 23 % margin
        part = noise[y : y + reel.height, x : x + reel.width]
        keep = cv2.LUT(picture.y, weight)
        cv2.addWeighted(picture.y, 1, cv2.blendLinear(part, still, keep, 1 - keep), 1, -128, dst=picture.y)

    return apply


def _lit(plane: U8, light: cv2.typing.MatLike) -> None:
    """Add light to a luma plane as a second exposure does: the less, the brighter it is there already."""
    size = plane.shape[1], plane.shape[0]
    full = light if light.shape == plane.shape else cv2.resize(light, size, interpolation=cv2.INTER_LINEAR)
    room = cv2.subtract(np.full_like(plane, WHITE[0]), plane)
    cv2.add(plane, cv2.multiply(full, room, scale=1 / 219), dst=plane)


def _glow(reel: Reel) -> Effect:
    """Return a bloom: bright parts spread softly."""

    def apply(picture: Planes, frame: int) -> None:
        small = cv2.resize(picture.y, (max(2, reel.width // 8), max(2, reel.height // 8)), interpolation=cv2.INTER_AREA)
        bright = cv2.subtract(small, np.full_like(small, 120))
        _lit(picture.y, cv2.GaussianBlur(cv2.convertScaleAbs(bright, alpha=0.9), (0, 0), small.shape[0] / 30))

    return apply


def _edges_soft(reel: Reel, start: float) -> Effect:
    """Return a blur that grows from the middle towards the edges."""
    luma: F32 = (1 - np.clip((_radius(reel.width, reel.height) - start) / 0.3, 0, 1)).astype(np.float32)
    chroma: F32 = cv2.resize(luma, (reel.width // 2, reel.height // 2), interpolation=cv2.INTER_AREA).astype(np.float32)

    def apply(picture: Planes, frame: int) -> None:
        for plane, keep in zip(picture, (luma, chroma, chroma), strict=True):
            size = plane.shape[1], plane.shape[0]
            small = cv2.resize(plane, (max(2, size[0] // 6), max(2, size[1] // 6)), interpolation=cv2.INTER_AREA)
            soft = cv2.GaussianBlur(small, (0, 0), max(1.0, reel.height / 480))
            _blend(plane, cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False), keep)

    return apply


def _shake(reel: Reel) -> Effect:
    """Return a hand-held sway: three slow waves that never meet, slightly enlarged so that no edge is seen."""
    spare = blank(reel.width, reel.height)

    def apply(picture: Planes, frame: int) -> None:
        t = frame / reel.fps
        x = 0.006 * (math.sin(7.3 * t) + 0.6 * math.sin(11.9 * t + 1.3))
        y = 0.004 * (math.sin(8.9 * t + 0.7) + 0.6 * math.sin(13.7 * t + 2.1))
        copy(picture, spare)
        warp(spare, View(0.5 + x, 0.5 + y, 1.03), picture)

    return apply


def _shimmer(reel: Reel) -> Effect:
    """Return a soft band of light that crosses the picture every four seconds."""
    y, x = np.mgrid[0 : reel.height, 0 : reel.width].astype(np.float32)
    across: F32 = ((x / reel.width + 0.5 * y / reel.height) / 1.5).astype(np.float32)

    def apply(picture: Planes, frame: int) -> None:
        middle = (frame / reel.fps / 4 % 1) * 1.6 - 0.3
        band = np.exp(-(((across - middle) / 0.09) ** 2))
        _lit(picture.y, (46 * band).astype(np.uint8))

    return apply


def _lights(reel: Reel, count: int, size: float, speed: float, light: int) -> Effect:
    """Return round spots of warm light that float upwards, drawn from a fixed seed."""
    spots = np.random.default_rng(count).random((count, 4))
    short = min(reel.width, reel.height)

    def apply(picture: Planes, frame: int) -> None:
        layer = np.zeros((reel.height // 2, reel.width // 2), np.uint8)
        for x, y, own, phase in spots:
            t = frame / reel.fps
            radius = max(1, round(size * short * (0.4 + own) / 2 * 16))
            centre_x = (x + 0.03 * math.sin(t * 0.9 + 6.28 * phase)) * reel.width / 2
            centre_y = ((y - t * speed * (0.5 + own)) % 1.2 - 0.1) * reel.height / 2
            pulse = 0.6 + 0.4 * math.sin(t * 1.7 + 6.28 * phase)
            cv2.circle(layer, (round(centre_x * 16), round(centre_y * 16)), radius, light * pulse, -1, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(layer, (0, 0), max(1.0, size * short / 10))
        _lit(picture.y, soft)
        cv2.addWeighted(picture.u, 1, soft, -_WARMTH, 0, dst=picture.u)
        cv2.addWeighted(picture.v, 1, soft, _WARMTH * 0.6, 0, dst=picture.v)

    return apply


EFFECTS: dict[str, Callable[[Reel], Effect]] = {
    "vignette": _vignette,
    "grain": _grain,
    "glow": _glow,
    "blur_background": lambda reel: _edges_soft(reel, 0.42),
    "bokeh": lambda reel: _lights(reel, 14, 0.09, 0.03, 70),
    "particles": lambda reel: _lights(reel, 60, 0.006, 0.06, 230),
    "shimmer": _shimmer,
    "shake": _shake,
}
