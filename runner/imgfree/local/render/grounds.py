"""The soft dark or light ground that letters stand on: as strong, frame by frame, as the picture behind asks for."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from imgfree.local.render.planes import U8, Planes

F32 = npt.NDArray[np.float32]

_BRIGHTEST = 0.96  # of what lies behind letters, so much has to be dark enough: single sparks do not count
_LEAST = 0.3  # how strong a ground always is, so that letters stand out a little everywhere
_MOST = 0.94
_BESIDE = 0.55  # what is shaded less than that is not beside a letter
_DARK, _LIGHT = 16, 235


@dataclass(frozen=True)
class Shade:
    """A ground as it was painted; `limit` is the gray, 0 to 1, that is dark, or light, enough."""

    mask: U8
    light: bool
    limit: float


@dataclass(frozen=True)
class Ground:
    """A ground as it is laid: opacities for luma and chroma, where it is measured, and the luma that is enough."""

    opacity: F32
    opacity_half: F32
    beside: U8
    light: bool
    limit: float

    def lay(self, under: Planes, shown: float) -> None:
        """Shade what lies behind as much as it takes to read the letters."""
        weight = np.float32(shown * self._strength(under.y))
        tones = (_LIGHT if self.light else _DARK, 128, 128)
        opacities = (self.opacity, self.opacity_half, self.opacity_half)
        for below, opacity, tone in zip(under, opacities, tones, strict=True):
            part = opacity * weight
            below[:] = cv2.blendLinear(np.full_like(below, tone), np.ascontiguousarray(below), part, 1 - part)

    def _strength(self, luma: U8) -> float:
        counts = cv2.calcHist([np.ascontiguousarray(luma)], [0], self.beside, [256], [0, 256]).ravel().cumsum()
        if not counts[-1]:
            return _LEAST
        share = 1 - _BRIGHTEST if self.light else _BRIGHTEST
        level = float(np.searchsorted(counts, share * counts[-1]))
        away, wanted = (_LIGHT - level, _LIGHT - self.limit) if self.light else (level - _DARK, self.limit - _DARK)
        return min(_MOST, max(_LEAST, 1 - wanted / max(1.0, away)))


def ground(shade: Shade, left: int, top: int) -> Ground:
    """Return a ground that begins so many pixels further right and down, in an even size."""
    height, width = shade.mask.shape
    mask = np.pad(shade.mask, ((top, (height + top) % 2), (left, (width + left) % 2)))
    opacity: F32 = mask.astype(np.float32) / np.float32(255)
    beside = (opacity > _BESIDE).astype(np.uint8)
    return Ground(opacity, half(opacity), beside, shade.light, _DARK + (_LIGHT - _DARK) * shade.limit)


def half(opacity: F32) -> F32:
    """Return an opacity for planes of half the size."""
    size = (opacity.shape[1] // 2, opacity.shape[0] // 2)
    return cv2.resize(opacity, size, interpolation=cv2.INTER_AREA).astype(np.float32, copy=False)
