"""Surfaces for the photos: smooth noise, oak boards, linen, plaster, each a picture that repeats without a seam."""

from functools import cache
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@cache
def noise(size: int, blur: tuple[float, float], seed: int) -> Array:
    """Return noise smoothed by `blur` pixels down and across, mean 0, deviation 1, without a seam."""
    rng = np.random.default_rng(seed)
    down, across = np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None, :]
    soft = np.exp(-2 * np.pi**2 * ((down * blur[0]) ** 2 + (across * blur[1]) ** 2))
    field = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((size, size))) * soft, s=(size, size))
    return ((field - field.mean()) / field.std()).astype(np.float32)


@cache
def clouds(seed: int = 5, size: int = 512) -> Array:
    """Return noise of many sizes at once, mean 0, deviation 1."""
    total = sum(noise(size, (b, b), seed + k) * b**0.8 for k, b in enumerate((2.0, 5.0, 12.0, 30.0)))
    return np.asarray(total / np.std(total), np.float32)


@cache
def dots(seed: int = 9, size: int = 512, rarity: float = 2.9) -> Array:
    """Return specks between 0 and 1, as iron spots in stoneware."""
    grain = noise(size, (1.6, 1.6), seed)
    return np.asarray(np.clip((grain - rarity) * 3, 0, 1), np.float32)


def look_up(picture: Array, x: Array, y: Array, span: float) -> Array:
    """Return the picture's values at x, y, where it repeats every `span` centimetres; blended between pixels."""
    size = picture.shape[0]
    fx, fy = x * (size / span), y * (size / span)
    ix, iy = np.floor(fx).astype(np.int64), np.floor(fy).astype(np.int64)
    wx, wy = (fx - ix).astype(np.float32), (fy - iy).astype(np.float32)
    ix, iy = ix % size, iy % size
    jx, jy = (ix + 1) % size, (iy + 1) % size
    if picture.ndim == 3:
        wx, wy = wx[:, None], wy[:, None]
    top = picture[iy, ix] * (1 - wx) + picture[iy, jx] * wx
    low = picture[jy, ix] * (1 - wx) + picture[jy, jx] * wx
    return top * (1 - wy) + low * wy


def blend(first: Array | tuple[float, ...], second: Array | tuple[float, ...], share: Array) -> Array:
    """Return colours (3, n) between two others, by share."""
    a, b = (np.asarray(c, np.float32).reshape(3, -1) for c in (first, second))
    return a + (b - a) * share


def ramp(value: Array, low: float, high: float) -> Array:
    """Return 0 below low, 1 above high and a soft passage between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


@cache
def oak(tone: str = "honey", seed: int = 21, size: int = 2048) -> Array:
    """Return an oak table top, (size, size, 3), boards along x; one repeat is meant to be 60 cm."""
    boards = 6
    row = np.arange(size)
    board = row * boards // size
    rng = np.random.default_rng(seed)
    fine, warp = noise(size, (0.7, 26), seed).copy(), noise(size, (14, 220), seed + 1).copy()
    veins, pores = noise(size, (3.0, 320), seed + 2).copy(), noise(size, (0.9, 14), seed + 3).copy()
    for number in range(boards):  # each board is another piece of the tree
        of = board == number
        move = int(rng.integers(size))
        for layer in (fine, warp, veins, pores):
            layer[of] = np.roll(layer[of], move, axis=1)
    across = (row[:, None] % (size // boards)) / (size / boards)
    bend = (across - rng.random(boards)[board][:, None]) ** 2 * 16 + warp * 0.9
    rings = 0.5 + 0.5 * np.sin(2 * np.pi * bend * (0.9 + 0.7 * rng.random(boards)[board][:, None]))
    dark = np.clip(0.36 * rings**2 + 0.11 * veins + 0.06 * fine + 0.28, 0, 1)
    dark = np.clip(dark + 0.45 * np.clip(pores - 1.5, 0, 1) + 0.16 * (rng.random(boards)[board][:, None] - 0.5), 0, 1)
    light, deep = {
        "honey": ((0.43, 0.245, 0.115), (0.115, 0.052, 0.022)),
        "walnut": ((0.25, 0.135, 0.075), (0.055, 0.027, 0.015)),
        "ash": ((0.50, 0.385, 0.27), (0.22, 0.145, 0.085)),
    }[tone]
    colour = np.asarray(light) + (np.asarray(deep) - np.asarray(light)) * dark[..., None]
    edge = np.minimum(across, 1 - across) * (60 / boards)
    return (colour * (0.12 + 0.88 * np.clip(edge / 0.07, 0, 1)[..., None] ** 0.7)).astype(np.float32)


@cache
def linen(seed: int = 31, size: int = 1024) -> Array:
    """Return the brightness of woven linen around 1; one repeat is meant to be 10 cm."""
    y, x = np.mgrid[0:size, 0:size] / size * 120 * np.pi
    slub_x, slub_y = noise(size, (2.2, 60), seed), noise(size, (60, 2.2), seed + 1)
    over = np.sin(x + 0.3 * slub_y) * np.sin(y + 0.3 * slub_x)
    weave = 0.5 + 0.5 * np.where(over > 0, np.abs(np.sin(y)), np.abs(np.sin(x)))
    return np.asarray(0.62 + 0.40 * weave + 0.05 * slub_x + 0.05 * slub_y, np.float32)
