"""Several photos in one frame, painted."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from render_parts import asset, clip, plain

from imgfree.local.assets import Focus
from imgfree.local.render import RenderError
from imgfree.local.render.collage import collage
from imgfree.local.render.planes import blank
from imgfree.local.render.reel import Cell, Move, Reel, Take
from imgfree.local.render.sources import Still

RED, GREEN, BLUE, GREY = (90, 20, 20), (40, 170, 40), (20, 70, 200), (235, 235, 235)


def painted(folder: Path, frame: tuple[int, int], grid: str, count: int, labels: bool = False) -> np.ndarray:  # type: ignore[type-arg]
    """Return the luma of a frame with so many photos of different colours."""
    photos = [plain(folder / f"{n}.png", colour) for n, colour in enumerate((RED, GREEN, BLUE, GREY)[:count])]
    cells = tuple(Cell(one.id, None, "Now" if labels else "") for one in photos)
    take = Take(photos[0].id, 0, 30, Move("zoom_in", 0.08), cells=cells, grid=grid)
    target = blank(*frame)
    Still(take, 30, *collage({one.id: one for one in photos}, Reel(*frame, 30, 30, (take,)), take, None)).paint(
        15, target
    )
    return target.y


@pytest.mark.parametrize(
    ("frame", "grid", "count", "points"),
    [
        ((320, 180), "row", 2, [(80, 90), (240, 90)]),
        ((180, 320), "auto", 2, [(90, 80), (90, 240)]),
        ((180, 320), "row", 3, [(30, 160), (90, 160), (150, 160)]),
        ((180, 320), "grid", 3, [(90, 80), (40, 240), (140, 240)]),
        ((320, 180), "grid", 3, [(80, 90), (240, 40), (240, 140)]),
        ((200, 200), "auto", 4, [(50, 50), (150, 50), (50, 150), (150, 150)]),
    ],
)
def test_each_photo_has_its_place(
    tmp_path: Path, frame: tuple[int, int], grid: str, count: int, points: list[tuple[int, int]]
) -> None:
    """In the order given; none looks like another, and the gap between them is white."""
    luma = painted(tmp_path, frame, grid, count)
    seen = [int(luma[y, x]) for x, y in points]
    assert count == len({value // 6 for value in seen})
    assert 235 == luma.max()


def test_a_label_is_read_on_its_photo(tmp_path: Path) -> None:
    """White letters on a dark plate in the upper left corner, nowhere else."""
    plainly, labelled = (painted(tmp_path, (320, 180), "row", 2, labels) for labels in (False, True))
    changed = np.argwhere(plainly != labelled)
    assert len(changed) > 100
    assert changed[:, 0].max() < 50
    assert 200 < labelled[:50, :60].max()


def test_a_face_that_would_be_cut_stands_whole(tmp_path: Path) -> None:
    """Beside it lies its own blurred copy, which is darker."""
    Image.new("RGB", (800, 300), (200, 200, 200)).save(tmp_path / "wide.png")
    wide, other = asset(tmp_path / "wide.png"), plain(tmp_path / "b.png")
    cells = (Cell("wide", Focus((0.02, 0.2, 0.96, 0.5), 0.9, "face")), Cell("b"))
    take = Take("wide", 0, 30, Move("zoom_in", 0.08), cells=cells, grid="row")
    target = blank(180, 320)
    reel = Reel(180, 320, 30, 30, (take,))
    Still(take, 30, *collage({"wide": wide, "b": other}, reel, take, None)).paint(29, target)
    assert 188 == target.y[160, 44]
    assert 170 > target.y[20, 44]


def test_a_clip_is_refused_by_name(tmp_path: Path) -> None:
    """Clips play by themselves."""
    film = clip(tmp_path / "clip.mp4", times_ms=(0, 40), size=(32, 48), sound=False)
    other = plain(tmp_path / "b.png")
    take = Take("b", 0, 30, cells=(Cell("b"), Cell("clip")), grid="row")
    with pytest.raises(RenderError, match=r"'clip\.mp4' is no photo"):
        collage({"clip": film, "b": other}, Reel(180, 320, 30, 30, (take,)), take, None)
