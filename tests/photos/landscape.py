"""The landscape photo: wooded hills in morning haze against the sun, over a field of heights. Lengths in metres."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from textures import clouds, look_up, noise, ramp

Array = np.ndarray[Any, Any]
SPAN = 22_000.0  # the land repeats after this
SUN = np.array([-0.24, 0.118, 0.964])
VIEW_DEG = 44.0


@cache
def _land(seed: int, size: int = 2048) -> Array:
    """Return heights: long ridges with smaller ones on them, valleys flat enough for fog."""
    rng = np.random.default_rng(seed)
    down, across = np.fft.fftfreq(size)[:, None] * size, np.fft.rfftfreq(size)[None, :] * size
    far = np.sqrt((down * 1.5) ** 2 + across**2) + 1e-9
    field = np.fft.rfft2(rng.standard_normal((size, size)))
    base = np.fft.irfft2(field * far**-2.0 * (far > 2.5) * np.exp(-((far / 260) ** 2)), s=(size, size))
    finer = np.roll(field, 7, axis=1) * far**-1.9 * (far > 9) * np.exp(-((far / 420) ** 2))
    other = np.fft.irfft2(finer, s=(size, size))
    base, other = base / base.std(), other / other.std()
    ridged = 1 - np.abs(other) * 0.9
    height = 330 + 270 * base + 85 * ridged * (0.6 + 0.4 * np.clip(base, -1, 2))
    return np.asarray(np.maximum(height, 0), np.float32)


@cache
def _trees(seed: int, size: int = 1024) -> Array:
    """Return tree crowns between 0 and 1; one repeat is meant to be 1,400 m."""
    crowns = noise(size, (2.2, 2.2), seed) + 0.5 * noise(size, (1.1, 1.1), seed + 1)
    return np.asarray(np.clip(crowns / 2 + 0.4, 0, 1.6), np.float32)


def _height(x: Array, z: Array, seed: int) -> Array:
    bare = look_up(_land(seed), x, z, SPAN)
    wood = ramp(look_up(clouds(61), x, z, 6_000), -1.4, -0.2)
    return bare + 17 * wood * look_up(_trees(seed), x, z, 1_400)


@cache
def _sunlit(seed: int) -> Array:
    """Return where the sun reaches the land, 0 to 1, softly at the edge of shadows."""
    land = _land(seed)
    size = land.shape[0]
    cell = SPAN / size
    fall = float(SUN[1] / SUN[2]) * cell
    drift = float(SUN[0] / SUN[2])
    edge = land[-1].copy()
    lit = np.ones_like(land)
    carried = 0.0
    for row in range(size - 1, -1, -1):
        carried += drift
        if abs(carried) >= 1:  # the shadow's path slants by the sun's direction
            edge = np.roll(edge, -int(np.sign(carried)))
            carried -= np.sign(carried)
        edge = np.maximum(edge - fall, land[row])
        lit[row] = np.clip(1 - (edge - land[row]) / 25, 0, 1)
    return lit


def _lookout(seed: int) -> Array:
    """Return a place above the highest hill, to look from."""
    land = _land(seed)
    row, across = np.unravel_index(int(land.argmax()), land.shape)
    cell = SPAN / land.shape[0]
    return np.array([across * cell, float(land.max()) + 300.0, row * cell])


@dataclass(frozen=True)
class _View:
    """For every pixel: its direction, and how far the land is (0: sky)."""

    way: Array
    reach: Array


def _look(size: tuple[int, int], seed: int, eye: Array) -> _View:
    """Return what each pixel sees, found column by column from near to far."""
    width, height = size
    focal = width / 2 / np.tan(np.radians(VIEW_DEG) / 2)
    x = (np.arange(width) + 0.5 - width / 2) / focal
    horizon = height * 0.46
    rows = np.arange(height)[:, None]
    way = np.stack(np.broadcast_arrays(x[None, :], (horizon - rows - 0.5) / focal, np.ones((height, width))))
    reach = np.zeros((height, width), np.float32)
    top = np.full(width, height, np.int64)
    depth, before = 900.0, None
    while depth < 21_000:
        z = np.full(width, eye[2] + depth)
        level = _height(eye[0] + x * depth, z, seed) - eye[1]
        line = horizon - level / depth * focal
        first = np.clip(np.ceil(line), 0, height).astype(np.int64)
        shown = first < top
        if shown.any():
            fill = (rows >= first) & (rows < top) & shown
            reach[fill] = depth if before is None else np.broadcast_to((depth + before) / 2, fill.shape)[fill]
            top = np.where(shown, first, top)
        before = depth
        depth *= 1 + 1.2 / height
    return _View(way.astype(np.float32), reach)


def _air(way: Array) -> Array:
    """Return the colour of haze and of the sky low down: golden towards the sun, blue-grey away from it."""
    towards = np.clip(np.tensordot(SUN / np.linalg.norm(SUN), way, 1), 0, 1)
    warm = (towards**10)[None]
    glow = (towards**90)[None]
    cool = np.array([0.40, 0.47, 0.60]).reshape(3, 1, 1)
    gold = np.array([1.10, 0.66, 0.33]).reshape(3, 1, 1)
    return np.asarray(cool + (gold - cool) * warm + glow * np.array([0.75, 0.52, 0.26]).reshape(3, 1, 1))


def _sky(way: Array) -> Array:
    up = np.clip(way[1], 0, 1)[None]
    high = np.array([0.20, 0.33, 0.56]).reshape(3, 1, 1)
    colour = _air(way) * np.exp(-up * 4.2) + high * (1 - np.exp(-up * 4.2))
    towards = np.tensordot(SUN / np.linalg.norm(SUN), way, 1)
    lift = 1 / (way[1] + 0.10)
    veil = look_up(clouds(90), way[0] * lift, lift * 1.2, 5.0) + 0.5 * look_up(clouds(91), way[0] * lift, lift, 1.7)
    share = 0.55 * ramp(veil, 0.1, 2.1) * ramp(way[1], 0.02, 0.16)
    edge = 0.75 + 0.7 * np.clip(towards, 0, 1) ** 14
    colour = colour * (1 - share) + np.array([1.0, 0.86, 0.72]).reshape(3, 1, 1) * share * edge
    disc = 1 / (1 + np.exp(np.clip((0.99988 - towards) * 60_000, -50, 50)))
    halo = 0.12 * np.clip(towards, 0, 1) ** 1400
    return np.asarray(colour + 9 * np.array([1.0, 0.85, 0.6]).reshape(3, 1, 1) * (disc + halo))


def landscape(size: tuple[int, int], samples: int, seed: int) -> Array:
    """Return the picture as linear light, (height, width, 3); `samples` is not needed, the land has no noise."""
    del samples
    eye = _lookout(seed)
    view = _look(size, seed, eye)
    way = view.way / np.sqrt((view.way**2).sum(axis=0))
    x, z = eye[0] + view.way[0] * view.reach, eye[2] + view.reach
    y = eye[1] + view.way[1] * view.reach
    flat = (x.ravel(), z.ravel())
    step = np.maximum(view.reach.ravel() / 900, 3)
    rise_x = (_height(flat[0] + step, flat[1], seed) - _height(flat[0] - step, flat[1], seed)) / (2 * step)
    rise_z = (_height(flat[0], flat[1] + step, seed) - _height(flat[0], flat[1] - step, seed)) / (2 * step)
    n = np.stack([-rise_x, np.ones_like(rise_x), -rise_z]) / np.sqrt(1 + rise_x**2 + rise_z**2)
    facing = np.clip(np.tensordot(SUN / np.linalg.norm(SUN), n, 1), 0, 1) * look_up(_sunlit(seed), *flat, SPAN)
    wood = ramp(look_up(clouds(61), *flat, 6_000), -1.4, -0.2)
    patch = 0.5 + 0.25 * look_up(clouds(62), *flat, 1_100)
    ground = np.array([0.30, 0.27, 0.11])[:, None] + np.array([-0.10, 0.0, -0.03])[:, None] * patch
    leaf = np.array([0.045, 0.075, 0.028])[:, None] + np.array([0.07, 0.05, 0.005])[:, None] * patch
    albedo = ground + (leaf - ground) * wood
    crown = 0.55 + 0.5 * look_up(_trees(seed), *flat, 1_400)
    from_sky = np.array([0.26, 0.32, 0.42])[:, None] * (0.5 + 0.5 * n[1])
    light = np.array([4.2, 2.9, 1.6])[:, None] * facing * 1.4 + from_sky
    land = (albedo * light * (crown * wood + 1 - wood)).reshape(3, *view.reach.shape)
    thick = 1 - np.exp(-view.reach / 19_000)
    fog = 1 - np.exp(-view.reach / 4_800 * np.exp(-np.clip(y - 20, 0, None) / 80))
    share = (1 - (1 - thick) * (1 - 0.85 * fog))[None]
    picture = np.where(view.reach > 0, land * (1 - share) + _air(way) * 0.86 * share, _sky(way))
    return np.asarray(picture.transpose(1, 2, 0), np.float32)
