"""Encoder frames seen as planes."""

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from imgfree.local.render.planes import U8, Planes


def planes_of(frame: VideoFrame) -> Planes:
    """Return the frame's own memory as planes."""
    y, u, v = frame.planes
    return Planes(_plane(y), _plane(u), _plane(v))


def _plane(plane: object) -> U8:
    width, height, stride = plane.width, plane.height, plane.line_size  # type: ignore[attr-defined]
    memory = np.frombuffer(plane, np.uint8)  # type: ignore[call-overload]
    rows: U8 = memory[: stride * height].reshape(height, stride)[:, :width]
    return rows


def tag(picture: object) -> None:
    """Note on an encoder or a frame that its colours are BT.709, limited range."""
    for name, value in (
        ("color_primaries", ColorPrimaries.BT709),
        ("color_trc", ColorTrc.BT709),
        ("colorspace", Colorspace.ITU709),
        ("color_range", ColorRange.MPEG),
    ):
        setattr(picture, name, int(value))
