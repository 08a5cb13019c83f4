"""The tasks as they are done in this process."""

import re
from pathlib import Path

import pytest
from PIL import Image
from render_parts import draft, plain, shot

from imgfree.local.render import RenderCancelled
from imgfree.local.sandbox import parent
from imgfree.local.sandbox.inside import rendered
from imgfree.local.sandbox.studio import LOOKING


def test_a_film_comes_with_its_stills(tmp_path: Path) -> None:
    """What is asked of the file is obeyed; cover and sheet show it, and the cache has its pieces."""
    photo = plain(tmp_path / "a.png", (200, 60, 40), (32, 48))
    target, stills = tmp_path / "film.mov", (tmp_path / "cover.jpg", tmp_path / "sheet.jpg")
    seams = {"on_progress": lambda share: None, "cancelled": lambda: False, "painters": 1}
    what, output = draft(shot(photo, 100), size=(64, 112)), {"format": "mov", "height": 32}
    made = rendered(what, {"a": photo}, output, target, stills, cache=tmp_path / "cache", **seams)  # type: ignore[arg-type]
    assert (target, 32, 56, 3) == (made.path, made.width, made.height, made.painted)
    for path in stills:
        with Image.open(path) as picture:
            assert 40 > abs(200 - picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))[0])  # type: ignore[index]
    assert [*(tmp_path / "cache").rglob("*")]


def test_a_film_that_is_not_made_has_none(tmp_path: Path) -> None:
    """Where the render ends early there is neither a film nor a cover of one."""
    photo = plain(tmp_path / "a.png", size=(32, 48))
    stills = tmp_path / "cover.jpg", tmp_path / "sheet.jpg"
    seams = {"on_progress": lambda share: None, "cancelled": lambda: True, "cache": tmp_path / "cache", "painters": 1}
    with pytest.raises(RenderCancelled):
        rendered(draft(shot(photo, 100), size=(64, 112)), {"a": photo}, {}, tmp_path / "film.mp4", stills, **seams)  # type: ignore[arg-type]
    assert not any(path.suffix in (".mp4", ".jpg") for path in tmp_path.iterdir())


@pytest.mark.skipif(not parent.POSSIBLE, reason="nothing is forked here")
def test_what_is_warm_has_no_threads() -> None:
    """A process that others are forked from has one, also after it has looked at a picture."""
    sandbox = parent.shared()
    with pytest.raises(parent.TaskFailed):
        sandbox.run("probe", {"path": __file__}, LOOKING)
    status = Path(f"/proc/{sandbox.pid}/status").read_text()
    assert ["1"] == re.findall(r"Threads:\s+(\d+)", status)
