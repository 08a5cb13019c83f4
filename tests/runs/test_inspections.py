"""Films inspected by path, and by run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from faulty import alive, film
from imgfree.errors import ImgfreeError
from imgfree.runs.app import App
from imgfree.runs.inspections import inspections

RECIPE = """\
version: 1
backend: local
steps:
  - upload: a.jpg
  - instruct: a half-second clip
  - export: {quality: draft}
  - {id: one, download: one.mp4}
  - {id: two, download: two.mp4}
"""


def test_a_path_is_a_film_and_anything_else_a_run(
    tmp_path: Path, photo: Callable[[str], Path], imgfree: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the beginning of its id, or none for the newest; a film that is gone is passed over."""
    photo("a.jpg")
    (tmp_path / "films.yaml").write_text(RECIPE)
    assert 0 == imgfree("run", "films.yaml").returncode
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMGFREE_HOME", str(tmp_path / "home"))
    app = App.open()
    [run] = [path.name for path in app.settings.runs_dir.iterdir() if path.is_dir()]
    (tmp_path / "two.mp4").unlink()
    for wanted in (None, run, run[:8]):
        assert ["one.mp4"] == [one.inspection.name for one in inspections(app, wanted)]
    film(tmp_path / "bare.mp4", alive, 0.5)
    [bare] = inspections(app, "bare.mp4")
    assert "overlap" in bare.inspection.unchecked
    with pytest.raises(ImgfreeError, match="no file or run 'gone'"):
        inspections(app, "gone")
