"""Takes the sampling noise out of a traced picture without touching its edges."""

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, Any]


def settle(layers: Array) -> Array:
    """Return the light (3, height, width) with sampling noise averaged out among neighbours of one surface.

    Scattered light is smoothed without the surface's own colour; mirrored light less, so that highlights stay crisp.
    """
    albedo = layers[6:9]
    guide = np.concatenate([albedo * 3.0, layers[9:12] * 2.2, np.log(layers[12:13] + 1) * 9])
    scattered = _smooth(layers[:3] / albedo, guide, levels=4, keep=1.6)
    mirrored = _smooth(layers[3:6], guide * 0.7, levels=3, keep=3.0)
    return np.asarray(scattered * albedo + mirrored)


def _smooth(light: Array, guide: Array, *, levels: int, keep: float) -> Array:
    """Return light smoothed by edge-avoiding wavelets (Dammertz and others, 2010): growing steps, no edges.

    An edge is a step in the guide or, weighted by `keep`, in the brightness itself.
    """
    kernel = (0.0625, 0.25, 0.375, 0.25, 0.0625)
    for level in range(levels):
        step = 2**level
        tone = np.log(light.mean(axis=0) + 0.02)
        total, weights = np.zeros_like(light), np.zeros_like(tone)
        for dy in range(-2, 3):
            for dx in range(-2, 3):
                move = (dy * step, dx * step)
                apart = ((guide - np.roll(guide, move, (1, 2))) ** 2).sum(axis=0) * 6
                apart += (tone - np.roll(tone, move, (0, 1))) ** 2 * (keep * 2**level)
                weight = np.exp(-apart) * (kernel[dy + 2] * kernel[dx + 2])
                total += np.roll(light, move, (1, 2)) * weight
                weights += weight
        light = total / weights
    return light


def soften(light: Array, unsharp_px: Array) -> Array:
    """Return light (height, width, 3) smoothed a little where it is out of focus.

    Nothing there can be finer than its own blur, so what is finer is noise.
    """
    small = max(light.shape[0] / 500, 0.3)
    share = np.clip((unsharp_px - 2.5 * small) / (4 * small), 0, 1)[..., None].astype(np.float32)
    share = cv2.GaussianBlur(share, (0, 0), small)[..., None]
    return np.asarray(light + (cv2.GaussianBlur(light, (0, 0), small) - light) * share)
