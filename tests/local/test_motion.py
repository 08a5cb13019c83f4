"""Motions are smooth: a dot on a photo is followed through the frames, at full size, before they are encoded."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from render_parts import asset

from imgfree.local.motion import View, across, common, view, zooms
from imgfree.local.render.planes import Planes, blank, warp
from imgfree.local.render.reel import MOTIONS, Move, Reel, Take
from imgfree.local.render.sources import photo
from thorough import some

WIDTH, HEIGHT = 1080, 1920
DOT = (0.28, 0.31)
F64 = npt.NDArray[np.float64]


@pytest.fixture(scope="module")
def dot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a black photo with one round white dot, 12 pixels wide on the frame."""
    width, height = 2 * WIDTH, 2 * HEIGHT
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot(x + 0.5 - DOT[0] * width, y + 0.5 - DOT[1] * height)
    path = tmp_path_factory.mktemp("dot") / "dot.png"
    Image.fromarray((255 * np.clip(12.5 - away, 0, 1)).astype(np.uint8)).save(path, compress_level=1)
    return path


def _world(dot: Path, motion: Move, frames: int) -> Planes:
    shot = Take("dot", 0, frames, motion)
    return photo(asset(dot), Reel(WIDTH, HEIGHT, 30, frames, (shot,)), shot, None).panes[0].world


def _followed(dot: Path, motion: Move, frames: int) -> tuple[F64, F64]:
    """Return where the dot is on each frame, and where it should be."""
    world, target = _world(dot, motion, frames), blank(WIDTH, HEIGHT)
    seen, expected = [], []
    for n in range(frames):
        at = view(motion.kind, motion.amount, n / (frames - 1), seconds=frames / 30)
        warp(world, at, target)
        place = _place(at)
        seen.append(_centre(target, place))
        expected.append(place)
    return np.array(seen), np.array(expected)


def _place(at: View) -> tuple[float, float]:
    return WIDTH / 2 + (DOT[0] - at.x) * WIDTH * at.zoom, HEIGHT / 2 + (DOT[1] - at.y) * HEIGHT * at.zoom


def _centre(picture: Planes, near: tuple[float, float]) -> tuple[float, float]:
    left, top = int(near[0]) - 16, int(near[1]) - 16
    part = picture.y[top : top + 32, left : left + 32].astype(np.float64) - 16
    y, x = np.mgrid[0:32, 0:32]
    return left + 0.5 + float((part * x).sum() / part.sum()), top + 0.5 + float((part * y).sum() / part.sum())


def _rms_of_second_difference(path: F64) -> float:
    return float(np.sqrt((np.diff(path, 2, axis=0) ** 2).mean(axis=0)).max())


# Every motion at the usual strength; strong ones of each family; and one whose world is too large to be packed.
SHOTS = [
    *((kind, 0.08) for kind in MOTIONS if kind != "none"),
    ("zoom_in", 0.18),
    ("push_in", 0.18),
    ("drift", 0.18),
    ("pan_up", 0.18),
    ("zoom_out", 0.4),
]


@pytest.mark.parametrize(("kind", "amount"), some(SHOTS, 3))
def test_motion_does_not_shake(dot: Path, kind: str, amount: float) -> None:
    """Off its path by at most 0.03 px/frame^2, 0.2 px at the end, and never a step back."""
    seen, expected = _followed(dot, Move(kind, amount), 60)
    assert 0.03 >= _rms_of_second_difference(seen - expected)
    assert 0.2 >= np.abs(seen - expected)[-1].max()
    wanted = np.diff(expected, axis=0)
    assert not ((np.diff(seen, axis=0) * np.sign(wanted) < 0) & (np.abs(wanted) > 0.03)).any()


@pytest.mark.parametrize("kind", some(["zoom_in", "zoom_out", "push_in"], 1))
def test_a_gentle_zoom_is_smooth_too(dot: Path, kind: str) -> None:
    """5 % in 8 s, where whole-pixel methods stand still and jump."""
    seen, expected = _followed(dot, Move(kind, 0.05), 240)
    assert 0.03 >= _rms_of_second_difference(seen)
    assert 0.2 >= np.abs(seen - expected)[-1].max()
    steps = np.diff(seen, axis=0) * np.sign(np.diff(expected, axis=0))
    assert 0 < steps.min()


@pytest.mark.parametrize("kind", MOTIONS)
def test_views_stay_inside_the_world(kind: str) -> None:
    """No motion ever shows what lies beyond the photo's edge, and all views have a middle in common."""
    for step in range(101):
        at = view(kind, 0.18, step / 100)
        for centre in (at.x, at.y):
            assert 0.5 / at.zoom - 1e-9 <= centre <= 1 - 0.5 / at.zoom + 1e-9
    left, top, right, bottom = common(kind, 0.18)
    assert right - left > 0.5
    assert bottom - top > 0.5


@pytest.mark.parametrize("kind", [kind for kind in MOTIONS if kind != "none"])
@pytest.mark.parametrize("aim", [(0.0, 0.0), (0.2, 0.7), (1.0, 0.4)])
def test_aimed_views_stay_inside_and_keep_their_aim(kind: str, aim: tuple[float, float]) -> None:
    """Aimed at any point, no motion shows what lies beyond the edge, and a zoom has the point where it was."""
    for step in range(101):
        at = view(kind, 0.18, step / 100, aim=aim)
        for centre, point in zip((at.x, at.y), aim, strict=True):
            assert 0.5 / at.zoom - 1e-9 <= centre <= 1 - 0.5 / at.zoom + 1e-9
            if kind in ("zoom_in", "zoom_out", "pulse"):
                assert pytest.approx(point) == 0.5 + (point - centre) * at.zoom


def test_a_travelling_view_goes_from_edge_to_edge() -> None:
    """Over a world three times as wide as the frame, it begins at one side and ends at the other."""
    ends = [across("zoom_in", t, 3.0) for t in (0.0, 1.0)]
    assert [1 / 6, 5 / 6] == pytest.approx([at.x for at in ends])
    assert [5 / 6, 1 / 6] == pytest.approx([across("pan_left", t, 3.0).x for t in (0.0, 1.0)])
    assert {(0.5, 1.0, 3.0)} == {(at.y, at.zoom, at.wide) for at in ends}


def test_the_edges_of_a_view_are_what_it_shows() -> None:
    """All of the world at first; half of it in each direction at twice the zoom; a slice of a wide one."""
    assert (0.0, 0.0, 1.0, 1.0) == View().edges
    assert (0.25, 0.0, 0.75, 0.5) == View(0.5, 0.25, 2.0).edges
    assert (0.0, 0.0, 0.5, 1.0) == View(0.25, 0.5, 1.0, 2.0).edges


def test_zooms_are_the_ends_of_what_is_seen() -> None:
    """A zoom begins at all of the photo, a pan keeps its distance, a pulse returns."""
    assert (1.0, 1.08) == pytest.approx(zooms("zoom_out", 0.08))
    assert (1.08, 1.08) == pytest.approx(zooms("pan_left", 0.08))
    assert (1.0, 1.08) == pytest.approx(zooms("pulse", 0.08))


def test_a_pulse_beats() -> None:
    """It is widest at each beat and nowhere else, and back before the next one comes."""
    beats = (0.25, 0.5, 0.75)
    found = [view("pulse", 0.08, step / 80, seconds=4.0, beats=beats).zoom for step in range(81)]
    tops = [n for n in range(1, 80) if found[n - 1] < found[n] > found[n + 1]]
    assert [20, 40, 60] == tops
    assert [1.08] * 3 == pytest.approx([found[n] for n in tops])
    assert 1.003 > max(found[n - 3] for n in tops)
