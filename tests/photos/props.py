"""The things in the photos: mug, coffee, beans, linen, books, vase, candle, bottle, each a Body for the tracer."""

from collections.abc import Callable
from typing import Any

import numpy as np
from textures import blend, clouds, dots, linen, look_up, noise, oak, ramp
from tracer import Body, Plane, Surface, Triple, unit

Array = np.ndarray[Any, Any]


def length(*parts: Array) -> Array:
    """Return the length of vectors given by their parts."""
    return np.sqrt(sum(part * part for part in parts))


def smooth_max(a: Array, b: Array, round_cm: float) -> Array:
    """Return max(a, b) with the edge rounded."""
    h = np.maximum(round_cm - np.abs(a - b), 0)
    return np.maximum(a, b) + h * h * (0.25 / round_cm)


def smooth_min(a: Array, b: Array, round_cm: float) -> Array:
    """Return min(a, b) with the seam filled."""
    return -smooth_max(-a, -b, round_cm)


def box_2d(x: Array, y: Array, half: tuple[float, float], round_cm: float) -> Array:
    """Return the distance to a rectangle with round corners."""
    qx, qy = np.abs(x) - (half[0] - round_cm), np.abs(y) - (half[1] - round_cm)
    return length(np.maximum(qx, 0), np.maximum(qy, 0)) + np.minimum(np.maximum(qx, qy), 0) - round_cm


def placed(where: Triple, turn_deg: float) -> Callable[[Array], Array]:
    """Return the function that moves points of the room into the coordinates of a thing standing there."""
    c, s = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
    x0, y0, z0 = (np.float32(v) for v in where)
    c, s = np.float32(c), np.float32(s)

    def local(p: Array) -> Array:
        x, z = p[0] - x0, p[2] - z0
        return np.stack([c * x + s * z, p[1] - y0, c * z - s * x])

    return local


def around(where: Triple, reach: float, height: float) -> dict[str, Triple]:
    """Return the box of a thing that stands at a place and turns freely."""
    x, y, z = where
    return {"low": (x - reach, y - 0.3, z - reach), "high": (x + reach, y + height, z + reach)}


def table(tone: str = "honey", gloss: float = 0.035, shift: tuple[float, float] = (0.0, 0.0)) -> Plane:
    """Return an oak table top at height 0, its boards along x."""

    def paint(p: Array, n: Array) -> Surface:
        colour = look_up(oak(tone), p[0] + shift[0], p[2] + shift[1], 60).T
        dull = 0.30 + 0.10 * look_up(clouds(), p[0], p[2], 40)
        return Surface(colour, gloss, np.clip(dull, 0.22, 0.6))

    return Plane(1, 0.0, paint)


def wall(z: float, colour: Triple) -> Plane:
    """Return a plastered wall behind the table."""

    def paint(p: Array, n: Array) -> Surface:
        shade = 1 + 0.05 * look_up(clouds(), p[0], p[1], 90)
        return Surface(np.asarray(colour, np.float32)[:, None] * shade, 0.0, 1.0)

    return Plane(2, z, paint)


MUG_RADIUS, MUG_HEIGHT, MUG_WALL = 4.15, 9.3, 0.36


def _mug_parts(q: Array) -> tuple[Array, Array]:
    """Return the distance to the pot and to the handle of a mug, in its own coordinates."""
    x, y, z = q
    r = length(x, z) + 0.5 * np.clip(1 - y / MUG_HEIGHT, 0, 1) ** 2.2
    tall = box_2d(r, y - MUG_HEIGHT, (MUG_RADIUS - MUG_WALL / 2, MUG_HEIGHT), 1.3)
    pot = smooth_max(np.abs(tall) - MUG_WALL / 2, y - MUG_HEIGHT, 0.34)
    ear = box_2d(x - MUG_RADIUS - 0.55, y - 5.0, (2.35, 2.85), 2.0)
    handle = (length(ear / 0.40, z / 0.68) - 1) * 0.40
    handle = np.maximum(handle, MUG_RADIUS - MUG_WALL * 0.6 - length(x, z))
    return pot, handle


def _drip_edge(q: Array) -> Array:
    """Return the height where the glaze ends: an uneven line of slow runs."""
    r = np.maximum(length(q[0], q[2]), 1e-3)
    turn = np.arctan2(q[0] / r, q[2] / r)
    runs = np.sin(2 * turn + 0.6) * 0.30 + np.sin(5 * turn + 1.9) * 0.14 + np.sin(11 * turn + 4) * 0.05
    drips = np.maximum(np.sin(4 * turn + 2.4 + np.sin(turn)), 0) ** 6 * 0.45
    return 2.65 + runs - drips + 0.05 * np.sin(23 * turn)


TEAL: tuple[Triple, Triple] = ((0.008, 0.055, 0.068), (0.055, 0.20, 0.205))


def mug(where: Triple, turn_deg: float, glaze: tuple[Triple, Triple] = TEAL) -> Body:
    """Return a stoneware mug, its lower part bare clay; the handle points along +x before it is turned."""
    local = placed(where, turn_deg)

    def distance(p: Array) -> Array:
        pot, handle = _mug_parts(local(p))
        return smooth_min(pot, handle, 0.55)

    def relief(p: Array) -> Array:
        q = local(p)
        turn = np.arctan2(q[0], q[2])
        thick = 0.045 * ramp(q[1] - _drip_edge(q), -0.05, 0.12)
        rings = np.sin(q[1] * 7.5 + 0.5 * np.sin(2 * turn)) * 0.0035
        lumps = 0.006 * look_up(noise(512, (22, 22), 3), turn * 4, q[1], 26)
        grit = 0.0035 * look_up(clouds(), turn * 4, q[1], 5) * (thick < 0.02)
        return thick + rings + lumps + grit

    def paint(p: Array, n: Array) -> Surface:
        return _stoneware(local(p), n, glaze)

    return Body(distance, **around(where, 8.0, 9.6), paint=paint, relief=relief, step=0.82)


def _stoneware(q: Array, n: Array, glaze: tuple[Triple, Triple]) -> Surface:
    turn = np.arctan2(q[0], q[2])
    u, v = turn * 4.1 + q[0] * 0.12, q[1] + length(q[0], q[2]) * 0.4
    cloud, fine = look_up(clouds(), u, v, 17), look_up(clouds(77), u, v, 6)
    speck = look_up(dots(), u, v, 9)
    edge = q[1] - _drip_edge(q)
    glazed = ramp(edge, -0.05, 0.05)
    pool = np.exp(-(((edge - 0.30) / 0.34) ** 2))  # glaze gathers and darkens above its edge
    tone = np.clip(0.44 + 0.26 * cloud + 0.10 * fine + 0.028 * (q[1] - 5) - 0.42 * pool, 0, 1)
    colour = blend(*glaze, tone)
    pot, handle = _mug_parts(q)
    lip = ramp(q[1] + 0.08 * cloud, MUG_HEIGHT - 0.42, MUG_HEIGHT - 0.10)
    ridge = 0.55 * ramp(length(q[0], q[2]) + 0.1 * cloud, MUG_RADIUS + 2.45, MUG_RADIUS + 2.95) * (handle < pot)
    colour = blend(colour, (0.27, 0.125, 0.045), np.clip(lip * 0.9 + ridge, 0, 1))
    colour = colour * (1 - 0.75 * speck)
    clay = blend((0.40, 0.27, 0.175), (0.27, 0.17, 0.105), np.clip(0.5 + 0.3 * cloud + 0.2 * fine, 0, 1))
    clay = clay * (1 - 0.6 * look_up(dots(15, rarity=2.4), u, v, 7))
    return Surface(blend(clay, colour, glazed), 0.012 + 0.058 * glazed, 0.75 - 0.68 * glazed)


def coffee(where: Triple, fill: float = 7.7) -> Body:
    """Return the coffee in a mug: dark, with a rim of crema and a few bubbles."""
    x, y, z = where
    radius = MUG_RADIUS - MUG_WALL + 0.06

    def distance(p: Array) -> Array:
        return np.maximum(length(p[0] - x, p[2] - z) - radius, np.abs(p[1] - y - fill + 0.2) - 0.2)

    def paint(p: Array, n: Array) -> Surface:
        r = length(p[0] - x, p[2] - z)
        cloud = look_up(clouds(), p[0], p[2], 7)
        swirl = look_up(clouds(51), p[0] * 0.8 + 0.4 * cloud, p[2] * 0.8, 9)
        ring = ramp(r + 0.10 * cloud, radius - 0.55, radius - 0.02)
        foam = np.clip(ring + 0.22 * ramp(swirl, 0.6, 2.4), 0, 1)
        bubble = look_up(dots(33, rarity=1.9), p[0], p[2], 5) * foam
        colour = blend((0.016, 0.006, 0.0025), (0.25, 0.115, 0.038), foam)
        return Surface(blend(colour, (0.42, 0.25, 0.12), 0.5 * bubble), 0.026, 0.05 + 0.25 * foam)

    reach = radius + 0.1
    return Body(distance, (x - reach, y + fill - 0.5, z - reach), (x + reach, y + fill + 0.1, z + reach), paint)


def bean(x: float, z: float, turn_deg: float, face_up: bool, y: float = 0.0) -> Body:
    """Return a roasted coffee bean on the table."""
    local = placed((x, y + (0.33 if face_up else 0.09), z), turn_deg)  # the flat side is 0.1 below the middle
    side = 1.0 if face_up else -1.0

    def distance(p: Array) -> Array:
        q = local(p)
        k = length(q[0] / 0.58, q[1] / 0.36, q[2] / 0.42)
        whole = smooth_max((k - 1) * 0.36, side * q[1] - 0.10, 0.16)
        groove = length(q[2] + 0.05 * np.sin(q[0] * 5), side * q[1] - 0.12) - 0.075
        return smooth_max(whole, -groove, 0.05)

    def paint(p: Array, n: Array) -> Surface:
        q = local(p)
        mottle = np.clip(0.5 + 0.3 * look_up(clouds(), q[0] + 3 * turn_deg, q[2], 4), 0, 1)
        groove = np.exp(-((q[2] / 0.07) ** 2)) * (side * q[1] > 0)
        colour = blend((0.035, 0.014, 0.007), (0.085, 0.036, 0.017), mottle)
        return Surface(blend(colour, (0.15, 0.08, 0.045), 0.5 * groove), 0.045, 0.36)

    return Body(distance, (x - 0.65, y, z - 0.65), (x + 0.65, y + 0.8, z + 0.65), paint, step=0.75)


def cloth(where: Triple, turn_deg: float, half: tuple[float, float], colour: Triple, waves: float = 0.30) -> Body:
    """Return a linen cloth lying in soft folds."""
    local = placed(where, turn_deg)

    def height(q: Array) -> Array:
        swell = np.sin(q[0] * 0.33 + 0.4 * np.sin(q[2] * 0.3)) * np.sin(q[2] * 0.21 + 0.9)
        fold = np.exp(-(((q[0] * 0.8 + q[2] * 0.45 - 3.1) / 0.9) ** 2))
        fold -= 0.8 * np.exp(-(((q[2] - 0.2 * q[0] + 4) / 0.8) ** 2))
        return 0.30 + waves * (swell + 0.9 * fold)

    def distance(p: Array) -> Array:
        q = local(p)
        flat = box_2d(q[0] + 0.15 * np.sin(q[2] * 0.7), q[2] + 0.15 * np.sin(q[0] * 0.6), half, 0.3)
        return smooth_max(flat, np.abs(q[1] - height(q)) - 0.06, 0.08)

    def paint(p: Array, n: Array) -> Surface:
        q = local(p)
        seam = np.exp(-(((box_2d(q[0], q[2], half, 0.3) + 0.9) / 0.05) ** 2))
        shade = look_up(linen(), q[0], q[2], 10) * (1 - 0.22 * seam)
        return Surface(np.asarray(colour, np.float32)[:, None] * shade, 0.0, 1.0)

    def relief(p: Array) -> Array:
        q = local(p)
        return 0.03 * look_up(linen(), q[0], q[2], 10)

    reach = float(np.hypot(*half)) + 0.4
    return Body(distance, **around(where, reach, 1.3), paint=paint, relief=relief, step=0.75)


def block(where: Triple, turn_deg: float, half: Triple, colours: tuple[Triple, Triple], mirror: float = 0.03) -> Body:
    """Return a book lying flat: covers in the first colour, pages in the second."""
    local = placed((where[0], where[1] + half[1], where[2]), turn_deg)

    def distance(p: Array) -> Array:
        q = local(p)
        flat = box_2d(q[0], q[2], (half[0], half[2]), 0.12)
        return smooth_max(flat, np.abs(q[1]) - half[1], 0.10)

    def paint(p: Array, n: Array) -> Surface:
        q = local(p)
        pages = (np.abs(q[1]) < half[1] - 0.16) & (q[2] < half[2] - 0.2)
        leaves = np.asarray(colours[1], np.float32)[:, None] * (0.9 + 0.1 * np.sin(q[1] * 60))
        cover = np.asarray(colours[0], np.float32)[:, None] * (1 + 0.08 * look_up(clouds(), q[0] + q[1], q[2], 9))
        return Surface(np.where(pages, leaves, cover), mirror, 0.45)

    return Body(distance, **around(where, float(np.hypot(half[0], half[2])), half[1] * 2 + 0.3), paint=paint)


def vase(where: Triple, colour: Triple, size: float = 1.0) -> Body:
    """Return a round-bellied vase of matt stoneware."""
    x0, y0, z0 = where

    def distance(p: Array) -> Array:
        r, y = length(p[0] - x0, p[2] - z0) / size, (p[1] - y0) / size
        belly = length(r / 5.4, (y - 5.6) / 5.6) - 1
        neck = np.maximum(np.abs(r - 1.35 - 0.06 * (y - 12) ** 2 * (y > 12)) - 0.22, np.abs(y - 11.6) - 2.4)
        return smooth_min(belly * 5.2, neck, 1.3) * size

    def paint(p: Array, n: Array) -> Surface:
        shade = 1 + 0.10 * look_up(clouds(), p[0], p[1], 12)
        return Surface(np.asarray(colour, np.float32)[:, None] * shade, 0.02, 0.6)

    return Body(distance, **around(where, 5.6 * size, 14.6 * size), paint=paint, step=0.8)


def leaves(root: Triple, count: int, height: float, seed: int, colour: Triple = (0.10, 0.17, 0.085)) -> list[Body]:
    """Return a spray of round leaves around a stem, each a thin bent disc."""
    rng = np.random.default_rng(seed)
    spray = []
    for number in range(count):
        up = (number + 1) / count
        swing = np.array([np.sin(up * 3) * 1.6, up * height, 0.6 * np.cos(up * 4)])
        side = rng.uniform(0, 2 * np.pi)
        out = np.array([np.cos(side), 0.25 + 0.3 * rng.random(), np.sin(side)])
        size = (1.9 - 0.8 * up) * (0.8 + 0.4 * rng.random())
        centre = np.asarray(root) + swing + out * (size + 0.4)
        spray.append(_leaf(centre.astype(np.float32), out, size, np.asarray(colour) * rng.uniform(0.7, 1.4)))
    return spray


def _leaf(centre: Array, out: Array, size: float, colour: Array) -> Body:
    along = unit(out.reshape(3, 1)).astype(np.float32)[:, 0]
    flat = np.cross(along, (0.3, 0.1, 1.0)).astype(np.float32)
    flat /= np.float32(np.sqrt(flat.dot(flat)))

    def distance(p: Array) -> Array:
        q = p - centre[:, None]
        a, f = along @ q, flat @ q
        rest = np.sqrt(np.maximum((q * q).sum(axis=0) - a * a - f * f, 0))
        f = f + 0.12 * a * a / size
        return (length(a / size, rest / (0.75 * size), f / (0.09 * size + 0.05)) - 1) * (0.08 * size + 0.04)

    def paint(p: Array, n: Array) -> Surface:
        return Surface(np.repeat(colour.astype(np.float32)[:, None], p.shape[1], axis=1), 0.02, 0.5)

    reach = size * 1.2
    low, high = (tuple(float(v) for v in centre + sign * reach) for sign in (-1, 1))
    return Body(distance, low, high, paint, step=0.9)  # type: ignore[arg-type]
