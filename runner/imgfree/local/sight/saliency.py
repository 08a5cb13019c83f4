"""What stands out in a picture without faces: colours shut off from the frame's edges, rare detail, skin."""

from typing import Any

import cv2
import numpy as np

from imgfree.local.render.planes import U8

Map = np.ndarray[Any, np.dtype[np.float32]]

_SIDE = 80  # pixels of the longer side: what matters for a crop is larger than a hundredth of the picture
_SWEEPS = 2
_LEAST_CONTRAST = 9.0  # of CIELAB's steps: below, noise and shading would be subjects
_FULL_CONTRAST = 40.0


def saliency(rgb: U8) -> tuple[Map, float]:
    """Return how much each place stands out (0 to 1, the longer side 80 px), and how sure that is (0 to 1)."""
    scale = _SIDE / max(rgb.shape[:2])
    size = max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 0.8).astype(np.uint8, copy=False)
    lab = cv2.cvtColor(soft.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).astype(np.float32, copy=False)
    shut_off = _barrier(lab)
    contrast = float(np.percentile(shut_off, 99)) if shut_off.size else 0.0
    if contrast < _LEAST_CONTRAST:
        return np.zeros(shut_off.shape, np.float32), 0.0
    found = shut_off / contrast * (0.65 + 0.35 * _residual(lab[:, :, 0])) + 0.25 * _skin(soft)
    found = _soft(found, 1.2)
    return np.clip(found / max(1e-6, float(found.max())), 0, 1), min(1.0, contrast / _FULL_CONTRAST)


def _barrier(lab: Map) -> Map:
    """Return for each pixel the least that colour changes on a way to the frame's edge, over all ways.

    A minimum barrier distance: grounds of any colour, and shades of it, lead to an edge; a subject is shut off.
    Ways are found in sweeps from each side, a row at a time.
    """
    least = np.full(lab.shape[:2], np.inf, np.float32)
    for border in (np.s_[0, :], np.s_[-1, :], np.s_[:, 0], np.s_[:, -1]):
        least[border] = 0
    high, low = lab.copy(), lab.copy()
    turned = [(np.s_[:, :], False), (np.s_[::-1, :], False), (np.s_[:, :], True), (np.s_[:, ::-1], True)]
    for _ in range(_SWEEPS):
        for order, across in turned:
            views = [one[order] if one.ndim == 2 else one[(*order, slice(None))] for one in (least, high, low, lab)]
            if across:
                views = [one.swapaxes(0, 1) for one in views]
            _swept(*views)
    return np.where(np.isfinite(least), least, 0).astype(np.float32)


def _swept(least: Map, high: Map, low: Map, lab: Map) -> None:
    """Carry ways on from each row to the next where they are better than those known."""
    for row in range(1, len(lab)):
        top, bottom = np.maximum(high[row - 1], lab[row]), np.minimum(low[row - 1], lab[row])
        cost = (top - bottom).sum(axis=-1)
        better = cost < least[row]
        np.copyto(least[row], cost, where=better)
        np.copyto(high[row], top, where=better[:, None])
        np.copyto(low[row], bottom, where=better[:, None])


def _residual(light: Map) -> Map:
    """Return where there is detail that the rest of the picture does not have: the spectral residual (0 to 1)."""
    square = cv2.resize(light, (64, 64), interpolation=cv2.INTER_AREA)
    spectrum = np.fft.fft2(square)
    logs = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    rare = logs - cv2.blur(logs, (3, 3))
    back = np.abs(np.fft.ifft2(np.exp(rare + 1j * np.angle(spectrum)))) ** 2
    found = _soft(back.astype(np.float32), 3.0)
    found = found / np.float32(max(1e-9, float(np.percentile(found, 98))))
    return np.clip(np.asarray(cv2.resize(found, (light.shape[1], light.shape[0])), np.float32), 0, 1)


def _skin(rgb: U8) -> Map:
    """Return where colours are those of skin, light or dark, in common light."""
    luma, red, blue = cv2.split(cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb))
    likely = (luma > 50) & (red > 138) & (red < 173) & (blue > 80) & (blue < 125)
    return _soft(likely.astype(np.float32), 1.5)


def _soft(found: Map, pixels: float) -> Map:
    return cv2.GaussianBlur(found, (0, 0), pixels).astype(np.float32, copy=False)
