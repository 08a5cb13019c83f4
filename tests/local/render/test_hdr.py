"""Clips of high dynamic range look as they did to the person who filmed them, as far as an ordinary screen can."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from render_parts import asset, draft, make, pictures, shot

from imgfree.local.assets import Asset
from imgfree.local.render.hdr import shown

PQ, HLG, BT2020, LIMITED = 16, 18, 9, 1
WHITE_NITS = 203.0
FROM_709 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])


def pq(nits: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Return code values for light (SMPTE ST 2084)."""
    power = (nits / 10_000) ** 0.1593017578125
    return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375


def filmed(path: Path, coded: np.ndarray, curve: int) -> Asset:  # type: ignore[type-arg]
    """Return a clip of one colour, given as code values of BT.2020, in ten bits as phones record them."""
    luma = float(coded @ (0.2627, 0.6780, 0.0593))
    blue, red = (coded[2] - luma) / 1.8814, (coded[0] - luma) / 1.4746
    with av.open(str(path), "w") as file:
        video = file.add_stream("libx264", rate=25, options={"crf": "5"})
        video.width, video.height, video.pix_fmt = 64, 96, "yuv420p10le"
        context = video.codec_context
        context.color_primaries, context.color_trc, context.colorspace = BT2020, curve, BT2020
        context.color_range = LIMITED
        for index in range(5):
            frame = av.VideoFrame(64, 96, "yuv420p10le")
            for plane, value in zip(frame.planes, (64 + 876 * luma, 512 + 896 * blue, 512 + 896 * red), strict=True):
                np.frombuffer(plane, np.uint16)[:] = round(value)
            frame.pts, frame.time_base = index, Fraction(1, 25)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
    return asset(path, "video", duration_s=0.2)


def seen(tmp_path: Path, coded: np.ndarray, curve: int) -> np.ndarray:  # type: ignore[type-arg]
    """Return the colour of a film of such a clip."""
    clip = filmed(tmp_path / "clip.mp4", coded, curve)
    film = make(draft(shot(clip, 200), size=(64, 96)), [clip], tmp_path / "film.mp4")
    return pictures(film.path)[2].reshape(-1, 3).mean(axis=0)


@pytest.mark.parametrize("light", [(0.4, 0.1, 0.1), (0.1, 0.35, 0.2), (0.5, 0.5, 0.5), (0.02, 0.02, 0.05)])
def test_a_colour_below_the_highlights_is_itself(tmp_path: Path, light: tuple[float, float, float]) -> None:
    """Light that an ordinary screen can give comes out as that light, in its own colour."""
    coded = pq(FROM_709 @ light * WHITE_NITS)
    assert 5 > np.abs(np.array(light) ** (1 / 2.4) * 255 - seen(tmp_path, coded, PQ)).max()


def test_white_is_bright_and_more_than_white_is_brighter(tmp_path: Path) -> None:
    """In HLG, paper white (75 %) is near the top of the screen and a lamp is above it, neither of them tinted."""
    paper, lamp = (seen(tmp_path, np.full(3, value), HLG) for value in (0.75, 1.0))
    assert 220 < paper.min()
    assert paper.max() < 245 < lamp.min()
    assert 4 > np.ptp(paper)


def test_tones_rise_without_a_step() -> None:
    """From black to the brightest, grey only gets lighter, black stays black, and the peak is white."""
    for kind, peak in (("pq", float(pq(np.array(1000.0)))), ("hlg", 1.0)):
        greys = shown(np.repeat(np.linspace(0, peak, 400)[:, None], 3, axis=1), kind)[:, 0]
        assert (np.diff(greys) >= 0).all()
        assert 0.02 > np.diff(greys).max()
        assert (0, 1) == (pytest.approx(greys[0], abs=0.01), pytest.approx(greys[-1], abs=0.01))
