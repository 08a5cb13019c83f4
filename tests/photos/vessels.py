"""More things for the photos: a candle with its flame, lights out of focus, a bottle of amber glass with a label."""

from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from props import around, box_2d, length, placed, smooth_max
from textures import blend, clouds, dots, look_up, ramp
from tracer import Body, Surface, Triple

Array = np.ndarray[Any, Any]
FLAME_AT = 8.75  # where the flame begins, above the table


def candle(where: Triple, size: float = 1.0, tone: Triple = (0.50, 0.46, 0.40)) -> list[Body]:
    """Return a candle poured into a stoneware cup: cup, wax, wick and flame. The flame casts no shadow."""
    x, y, z = where

    def local(p: Array) -> Array:
        return np.stack([p[0] - x, p[1] - y, p[2] - z]) / np.float32(size)

    def cup(p: Array) -> Array:
        q = local(p)
        r = length(q[0], q[2])
        tall = box_2d(r, q[1] - 9.2, (4.4, 9.2), 0.9)
        return smooth_max(np.abs(tall + 0.17) - 0.17, q[1] - 9.2, 0.3) * size

    def cup_paint(p: Array, n: Array) -> Surface:
        q = local(p)
        turn = np.arctan2(q[0], q[2]) * 4.2
        cloud, speck = look_up(clouds(), turn, q[1], 15), look_up(dots(rarity=2.5), turn, q[1], 9)
        colour = np.asarray(tone, np.float32)[:, None] * (1 + 0.10 * cloud) * (1 - 0.7 * speck)
        # the wall is thin enough to let some light through
        near = np.exp(-((9.2 - q[1]) / 2.6)) * np.asarray([[0.34], [0.13], [0.035]], np.float32)
        return Surface(colour, 0.035, 0.38, near * 0.55)

    def wax(p: Array) -> Array:
        q = local(p)
        r = length(q[0], q[2])
        pool = 7.65 + 0.14 * ramp(r, 2.2, 3.9)
        return smooth_max(r - 4.08, np.abs(q[1] - pool + 0.5) - 0.5, 0.05) * size

    def wax_paint(p: Array, n: Array) -> Surface:
        q = local(p)
        r = length(q[0], q[2])
        glow = np.exp(-((r / 2.3) ** 2))[None] * np.asarray([[0.7], [0.30], [0.08]], np.float32)
        colour = np.repeat(np.asarray([[0.82], [0.72], [0.55]], np.float32), p.shape[1], axis=1)
        glow += np.asarray([[0.22], [0.09], [0.025]], np.float32)
        return Surface(colour, 0.04, 0.12 + 0.3 * ramp(r, 2.0, 3.2), glow)

    def wick(p: Array) -> Array:
        q = local(p)
        return (np.maximum(length(q[0] - 0.04 * (q[1] - 7.6) ** 2, q[2]) - 0.11, np.abs(q[1] - 8.2) - 0.75)) * size

    def black(p: Array, n: Array) -> Surface:
        return Surface(np.full(p.shape, 0.02, np.float32), 0.0, 1.0, 0.0)

    return [
        Body(cup, **around(where, 4.6 * size, 9.5 * size), paint=cup_paint),
        Body(wax, **around(where, 4.2 * size, 8.2 * size), paint=wax_paint, step=0.8),
        Body(wick, **around(where, 0.6 * size, 9.2 * size), paint=black, shadow=False),
        _flame(where, size),
    ]


def _flame(where: Triple, size: float) -> Body:
    x, y, z = where

    def parts(p: Array) -> tuple[Array, Array]:
        up = (p[1] - y) / size - FLAME_AT
        across = length((p[0] - x) / size - 0.05 * np.sin(up * 1.2), (p[2] - z) / size)
        return up, across

    def distance(p: Array) -> Array:
        up, across = parts(p)
        t = np.clip(up / 3.3, 0, 1)
        wide = 0.62 * np.sqrt(t) * (1 - t) ** 0.8 * 1.9
        return np.maximum(across - wide, np.abs(up - 1.65) - 1.65) * 0.5 * size

    def paint(p: Array, n: Array) -> Surface:
        up, _ = parts(p)
        t = np.clip(up / 3.3, 0, 1)
        hot = ramp(t, 0.02, 0.32)
        face = np.clip(n[2], 0, 1)
        colour = blend((0.5, 0.35, 0.9), (10.0, 6.4, 2.5), hot) * (0.35 + 0.65 * face)
        tip = ramp(t, 0.62, 1.0)
        return Surface(np.zeros_like(p), 0.0, 1.0, blend(colour, (5.5, 2.2, 0.45), tip).astype(np.float32))

    low, high = (x - 0.9 * size, y + FLAME_AT * size, z - 0.9 * size), (x + 0.9 * size, y + 12.2 * size, z + 0.9 * size)
    return Body(distance, low, high, paint, step=0.9, shadow=False)


def lights(seed: int, count: int) -> list[Body]:
    """Return small warm lights far behind the table; out of focus they become discs."""
    rng = np.random.default_rng(seed)
    row = []
    for _ in range(count):
        centre = np.array([rng.uniform(-27, 27), rng.uniform(6, 32), rng.uniform(-57, -50)])
        glow = np.array([3.4, 1.7, 0.6]) * rng.uniform(0.4, 1.2)
        row.append(_light(centre.astype(np.float32), glow.astype(np.float32)))
    return row


def _light(centre: Array, glow: Array) -> Body:
    def distance(p: Array) -> Array:
        return length(*(p - centre[:, None])) - 1.0

    def paint(p: Array, n: Array) -> Surface:
        return Surface(np.zeros_like(p), 0.0, 1.0, np.repeat(glow[:, None], p.shape[1], axis=1))

    low, high = (tuple(float(v) for v in centre + sign * 1.05) for sign in (-1, 1))
    return Body(distance, low, high, paint, shadow=False)  # type: ignore[arg-type]


@cache
def _label() -> Array:
    """Return the label's print, (900, 640), 1 is paper and 0 is ink."""
    sheet = Image.new("L", (640, 900), 255)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((26, 26, 613, 873), outline=60, width=4)
    for text, row, points in (("No. 7", 330, 92), ("FIG & CEDAR", 500, 66), ("body oil", 600, 48), ("100 ml", 790, 36)):
        pen.text((320, row), text, fill=45, font=ImageFont.load_default(points), anchor="mm")
    pen.line((200, 690, 440, 690), fill=60, width=3)
    for side in (-1, 1):  # a sprig of leaves
        for k in range(4):
            cx, cy = 320 + side * 26, 226 - k * 36
            pen.polygon([(320, cy + 22), (cx, cy - 12), (320 + side * 58, cy - 8), (cx + side * 8, cy + 16)], fill=90)
    pen.line((320, 262, 320, 84), fill=60, width=4)
    return np.asarray(sheet, np.float32) / 255


def bottle(where: Triple, turn_deg: float) -> list[Body]:
    """Return an amber bottle with a paper label and a black cap."""
    local = placed(where, turn_deg)

    def glass(p: Array) -> Array:
        q = local(p)
        r = length(q[0], q[2])
        body = box_2d(r, q[1] - 5.4, (3.55, 5.4), 0.75)
        neck = np.maximum(r - 1.35, np.abs(q[1] - 11.0) - 1.4)
        h = np.maximum(1.6 - np.abs(body - neck), 0)
        return np.minimum(body, neck) - h * h * (0.25 / 1.6)

    def cap(p: Array) -> Array:
        q = local(p)
        return smooth_max(length(q[0], q[2]) - 1.72, np.abs(q[1] - 13.6) - 1.55, 0.25)

    def ribs(p: Array) -> Array:
        q = local(p)
        return 0.035 * np.sin(np.arctan2(q[0], q[2]) * 46) * ramp(-np.abs(q[1] - 13.5), -1.25, -1.05)

    def cap_paint(p: Array, n: Array) -> Surface:
        return Surface(np.full(p.shape, 0.018, np.float32), 0.045, 0.33)

    def relief(p: Array) -> Array:
        q = local(p)
        return 0.05 * _on_label(q)

    return [
        Body(glass, **around(where, 3.7, 12.6), paint=lambda p, n: _amber(local(p), n), relief=relief, step=0.85),
        Body(cap, **around(where, 1.9, 15.4), paint=cap_paint, relief=ribs),
    ]


def _on_label(q: Array) -> Array:
    turn = np.arctan2(q[0], q[2]) * 3.55
    return (box_2d(turn, q[1] - 5.1, (2.55, 3.6), 0.15) < 0).astype(np.float32)


def _amber(q: Array, n: Array) -> Surface:
    """Return glass with oil in it: dark where light enters, glowing on the far side, which gathers it."""
    turn = np.arctan2(q[0], q[2]) * 3.55
    label = _on_label(q)
    u = np.clip((turn + 2.55) / 5.1, 0, 0.999) * 640
    v = np.clip((8.7 - q[1]) / 7.2, 0, 0.999) * 900
    ink = _label()[v.astype(np.int64), u.astype(np.int64)]
    fibre = 1 + 0.03 * look_up(clouds(), turn, q[1], 3)
    paper = np.asarray([[0.74], [0.69], [0.60]], np.float32) * (0.25 + 0.75 * ink) * fibre
    full = ramp(-q[1], -9.7, -9.5)
    gathered = ramp(n[0] * 0.92 + n[2] * 0.25, 0.25, 0.98) * (0.35 + 0.65 * full)
    base = np.exp(-(((q[1] - 0.5) / 0.5) ** 2)) * 0.5 + 0.10 + 0.35 * (1 - full)
    glow = (gathered + 0.30 * base) * np.asarray([[0.62], [0.19], [0.022]], np.float32)
    dark = np.repeat(np.asarray([[0.030], [0.010], [0.003]], np.float32), q.shape[1], axis=1)
    return Surface(dark + (paper - dark) * label, 0.055 - 0.045 * label, 0.04 + 0.8 * label, glow * (1 - label))
