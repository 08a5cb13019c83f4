"""Things that lie on the picture for a while: texts and logos, as planes with an opacity for each pixel."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from imgfree.local.render.grounds import F32, Ground, Shade, ground, half
from imgfree.local.render.planes import U8, Planes, from_rgb


@dataclass(frozen=True)
class Layer:
    """A picture for frames `start` to `start + frames - 1`, at an even place; fades in and out over `fade_frames`."""

    left: int
    top: int
    picture: Planes
    opacity: F32  # for luma
    opacity_half: F32  # for chroma
    start: int
    frames: int
    fade_frames: int = 0
    ground: Ground | None = None
    change: "Callable[[Layer, int], Layer] | None" = None  # what it looks like so many frames after its start

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom on the frame."""
        width, height = self.picture.size
        return self.left, self.top, self.left + width, self.top + height

    def shown(self, frame: int) -> float:
        """Return how much of the layer is seen at this frame, 0 outside its time."""
        at = frame - self.start
        if not 0 <= at < self.frames:
            return 0.0
        if not self.fade_frames:
            return 1.0
        return min(1.0, (at + 1) / (self.fade_frames + 1), (self.frames - at) / (self.fade_frames + 1))


def layer(
    rgba: U8, left: int, top: int, *, start: int, frames: int, fade_frames: int = 0, shade: Shade | None = None
) -> Layer:
    """Return an RGBA picture as a layer, with the ground it may need; its place and size are made even."""
    padded = _even(rgba, left % 2, top % 2)
    opacity: F32 = padded[:, :, 3].astype(np.float32) / np.float32(255)
    own = ground(shade, left % 2, top % 2) if shade is not None else None
    picture = from_rgb(_spread(padded))
    return Layer(left - left % 2, top - top % 2, picture, opacity, half(opacity), start, frames, fade_frames, own)


def lay(one: Layer, frame: int, target: Planes) -> None:
    """Blend the layer into the frame, only inside its box."""
    shown = one.shown(frame)
    if shown <= 0:
        return
    if one.change is not None:
        one = one.change(one, frame - one.start)
    under = target.box(*one.box)
    if one.ground is not None:
        one.ground.lay(under, shown)
    for below, above, opacity in zip(
        under, one.picture, (one.opacity, one.opacity_half, one.opacity_half), strict=True
    ):
        weight = opacity if shown >= 1 else opacity * np.float32(shown)
        # Out of place: the blend reads a copy of what it overwrites.
        below[:] = cv2.blendLinear(above, below, weight, 1 - weight)


def _even(rgba: U8, left: int, top: int) -> U8:
    height, width = rgba.shape[:2]
    return np.pad(rgba, ((top, (height + top) % 2), (left, (width + left) % 2), (0, 0)))


def _spread(rgba: U8) -> U8:
    """Return the colours, with those of visible pixels carried into the transparent ones beside them.

    Halving the chroma would otherwise mix the black of nothing into the edges of the letters.
    """
    alpha = rgba[:, :, 3:4].astype(np.float32) / 255
    color = rgba[:, :, :3].astype(np.float32)
    size = (0, 0)
    weight = cv2.GaussianBlur(alpha, size, 2.0)[:, :, None]
    near = cv2.GaussianBlur(color * alpha, size, 2.0) / np.maximum(weight, 1e-4)
    return np.rint(np.clip(color * alpha + near * (1 - alpha), 0, 255)).astype(np.uint8)
