"""Clips of high dynamic range (HLG, as phones record, and PQ), seen on an ordinary screen.

Their code values mean other light and other primaries: shown as they are, they look grey and washed out.
"""

import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import ColorTrc

F64 = npt.NDArray[np.float64]

_KINDS = {int(ColorTrc.SMPTE2084): "pq", int(ColorTrc.ARIB_STD_B67): "hlg"}
_WHITE_NITS = 203.0  # what paper white has in both (ITU-R BT.2408)
_PEAK_NITS = 1000.0
_KNEE = 0.6  # of white: darker light is kept, brighter is bent so that the peak just fits
_GAMMA = 2.4  # of an ordinary screen (BT.1886)
_STEPS = 33
_TO_709 = np.array(  # from the primaries of BT.2020 (BT.2087)
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)


def is_hdr(frame: VideoFrame) -> bool:
    """Return whether the frame's code values stand for high dynamic range."""
    return int(frame.color_trc) in _KINDS


class Toned:
    """Scales frames of one kind to one size and brings them to BT.709."""

    def __init__(self, frame: VideoFrame, size: tuple[int, int]) -> None:
        self._made_for = _form(frame, size)
        self._graph = Graph()
        with tempfile.TemporaryDirectory(prefix="imgfree-") as folder:
            table = Path(folder) / "tones.cube"  # read while the graph is configured
            table.write_text(_cube(_KINDS[int(frame.color_trc)]), encoding="ascii")
            self._graph.link_nodes(
                self._graph.add_buffer(
                    width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base
                ),
                self._graph.add("scale", f"{size[0]}:{size[1]}:flags=bicubic:in_color_matrix=bt2020"),
                self._graph.add("format", "gbrp10le"),
                self._graph.add("lut3d", file=str(table)),
                self._graph.add("scale", "out_color_matrix=bt709:out_range=tv"),
                self._graph.add("format", "yuv420p"),
                self._graph.add("buffersink"),
            ).configure()

    def fits(self, frame: VideoFrame, size: tuple[int, int]) -> bool:
        """Return whether this frame can be given to `of`, for this size."""
        return self._made_for == _form(frame, size)

    def of(self, frame: VideoFrame) -> VideoFrame:
        """Return the frame in BT.709, limited range."""
        self._graph.vpush(frame)
        return self._graph.vpull()


def _form(frame: VideoFrame, size: tuple[int, int]) -> tuple[object, ...]:
    return frame.width, frame.height, frame.format.name, int(frame.color_trc), size


def _cube(kind: str) -> str:
    """Return the way from code values to those of BT.709 as a table in the form that ffmpeg reads; red runs fastest."""
    steps = np.linspace(0, 1, _STEPS)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    rows = shown(np.stack([red, green, blue], axis=-1).reshape(-1, 3), kind)
    return f"LUT_3D_SIZE {_STEPS}\n" + "\n".join(f"{r:.5f} {g:.5f} {b:.5f}" for r, g, b in rows)


def shown(coded: F64, kind: str) -> F64:
    """Return code values (rows of red, green, blue from 0 to 1) as an ordinary screen's."""
    light = (_pq(coded) if kind == "pq" else _hlg(coded)) / _WHITE_NITS
    light = np.maximum(light @ _TO_709.T, 0)
    brightest = np.maximum(light.max(axis=1, keepdims=True), 1e-6)
    # All three by the same share: a bright orange stays orange.
    bent: F64 = np.clip(light * (_bent(brightest) / brightest), 0, 1) ** (1 / _GAMMA)
    return bent


def _bent(light: F64) -> F64:
    over = np.maximum(light - _KNEE, 0) / (1 - _KNEE)
    most = (_PEAK_NITS / _WHITE_NITS - _KNEE) / (1 - _KNEE)
    bent: F64 = np.where(light <= _KNEE, light, _KNEE + (1 - _KNEE) * over * (1 + over / most**2) / (1 + over))
    return np.minimum(bent, 1)


def _pq(coded: F64) -> F64:
    """Return nits (SMPTE ST 2084)."""
    root = coded ** (1 / 78.84375)
    nits: F64 = 10_000 * (np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125)
    return nits


def _hlg(coded: F64) -> F64:
    """Return nits on a screen of 1000 (ARIB STD-B67, with the gamma of 1.2 that it asks for there)."""
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - 0.55991073) / 0.17883277) + 0.28466892) / 12)
    luminance = np.maximum(scene @ np.array([[0.2627], [0.6780], [0.0593]]), 1e-9)
    nits: F64 = _PEAK_NITS * luminance**0.2 * scene
    return nits
