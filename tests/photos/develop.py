"""From linear light to a JPEG: clean up, glow, film curve, vignette, grain, and a size limit."""

import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

Array = np.ndarray[Any, Any]
LIMIT_BYTES = 300_000


def _film(light: Array) -> Array:
    """Return linear light through a film-like curve: soft shoulder, deep blacks, 0 to 1."""
    x = np.maximum(light, 0) * 0.72
    return np.clip((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14), 0, 1)


def _to_srgb(linear: Array) -> Array:
    return np.where(linear < 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 1e-6) ** (1 / 2.4) - 0.055)


def _clean(picture: Array, strength: float) -> Array:
    """Return the 8-bit picture with what is left of the sampling noise taken out."""
    return np.asarray(cv2.fastNlMeansDenoisingColored(picture, None, strength, strength, 5, 15))


def develop(
    light: Array, size: tuple[int, int], *, seed: int, clean: float = 4.0, grain: float = 0.007, tint: float = 1.0
) -> Array:
    """Return the finished 8-bit picture at `size`. `tint` above 1 warms the light, below 1 cools it."""
    width, height = size
    light = np.minimum(light, 8.0) * np.asarray([tint, 1.0, 1 / tint], np.float32)
    spread = max(light.shape[:2]) / 60
    light = light * 0.95 + 0.05 * cv2.GaussianBlur(np.maximum(light, 0), (0, 0), spread)
    print_ = (_to_srgb(_film(light)) * 255 + 0.5).astype(np.uint8)
    if clean:
        print_ = _clean(print_, clean)
    big = cv2.resize(print_.astype(np.float32) / 255, size, interpolation=cv2.INTER_CUBIC)
    big += 0.35 * (big - cv2.GaussianBlur(big, (0, 0), max(width / 1100, 0.3)))
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    big *= (1 - 0.20 * np.clip(x * x * 0.8 + y * y * 0.8, 0, 2) ** 1.5)[..., None]
    rng = np.random.default_rng(seed)
    coarse = cv2.GaussianBlur(rng.standard_normal((height, width)).astype(np.float32), (0, 0), 0.9)
    tone = big.mean(axis=2)
    big += (coarse * 1.8 * grain * (0.4 + 1.6 * np.sqrt(np.clip(tone * (1 - tone), 0, 1))))[..., None]
    return np.asarray((np.clip(big, 0, 1) * 255 + 0.5).astype(np.uint8))


def save(picture: Array, target: Path) -> int:
    """Write a JPEG of at most 300 kB, the best quality that fits, without metadata; return its bytes."""
    image = Image.fromarray(picture)
    for quality in (92, 90, 88, 86, 84, 82, 80, 77, 74, 70, 65, 60):
        memory = io.BytesIO()
        image.save(memory, "JPEG", quality=quality, optimize=True, progressive=True)
        if memory.tell() <= LIMIT_BYTES:
            break
    target.write_bytes(memory.getvalue())
    return memory.tell()
