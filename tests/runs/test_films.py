"""The films of a run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree.runs.app import App
from imgfree.runs.films import films_of, made_from

STEPS = """\
version: 1
backend: local
steps:
  - upload: [a.jpg, b.jpg]
  - foreach: [1, 2]
    as: one
    id: each
    steps:
      - instruct: 新做一个0.5秒竖屏视频，只用第{{ one }}张
      - {id: film, export: {quality: draft}}
      - {download: {from: "{{ steps.film.url }}", to: "{{ one }}.mp4"}}
  - {id: last, export: {quality: draft, resolution: 1080x1080}}
  - {id: square, download: square.mp4}
  - {id: sheet, download: {from: "{{ steps.last.sheet_url }}", to: sheet.jpg}}
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMGFREE_HOME", str(tmp_path / "home"))
    return App.open()


def test_each_film_leads_to_what_it_was_made_from(
    tmp_path: Path, photo: Callable[[str], Path], imgfree: Callable[..., Ran], app: App
) -> None:
    """Whichever export a download names; pictures are no films, and the language is that of the words."""
    photo("a.jpg")
    photo("b.jpg")
    (tmp_path / "films.yaml").write_text(STEPS, encoding="utf-8")
    ran = imgfree("run", "films.yaml")
    assert 0 == ran.returncode, ran.stderr
    [folder] = [path for path in app.settings.runs_dir.iterdir() if path.is_dir()]
    run = films_of(app, folder)
    assert (["1.mp4", "2.mp4", "square.mp4"], "zh", True) == ([one.shown for one in run.films], run.voice, run.ours)
    made = [made_from(app, one) for one in run.films]
    assert ["a.jpg", "b.jpg", "b.jpg"] == [one.draft["t"][0]["sg"][0]["m"]["title"] for one in made if one]
    assert [None, None, 360] == [
        one.output.width if one and one.output.width == one.output.height else None for one in made
    ]


def test_what_is_forgotten_is_not_known(
    tmp_path: Path, photo: Callable[[str], Path], imgfree: Callable[..., Ran], app: App
) -> None:
    """A backend that has lost its data leaves the film, and nothing else."""
    photo("a.jpg")
    recipe = "version: 1\nbackend: local\nsteps:\n  - upload: a.jpg\n  - instruct: a half-second clip\n"
    (tmp_path / "clip.yaml").write_text(recipe + "  - export: {quality: draft}\n  - download: clip.mp4\n")
    assert 0 == imgfree("run", "clip.yaml").returncode
    [folder] = [path for path in app.settings.runs_dir.iterdir() if path.is_dir()]
    [one] = films_of(app, folder).films
    assert made_from(app, one) is not None
    (tmp_path / "clip.mp4").write_bytes(b"another film")
    assert made_from(app, one) is None
    (tmp_path / "home" / "local").rename(tmp_path / "elsewhere")
    assert made_from(app, one) is None
