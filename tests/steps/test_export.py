"""export: one render for one video, on demand also across runs."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from commandline import Ran
from imgfree.provenance import look
from imgfree.wire import RENDER
from nemo import Nemo
from thorough import some

Imgfree = Callable[..., Ran]
Photo = Callable[[str], Path]


def recipe(folder: Path, to: str, more: str) -> Path:
    """Write a recipe of one short, small video and return its path."""
    steps = f"""\
  - upload: a.jpg
  - instruct: a 1-second clip
  - export: {{format: mp4, quality: low, resolution: 144x256{more}}}
  - download: {{to: {to}}}
"""
    path = folder / "clip.yaml"
    path.write_text(f"version: 1\nname: clip\nbackend: local\nsteps:\n{steps}", encoding="utf-8")
    return path


def renders(folder: Path) -> list[int]:
    """Return which file on the disk each finished render has; the same number is the same file."""
    home = folder / "home" / "local"
    database = sqlite3.connect(home / "backend.sqlite3")
    keys = database.execute("SELECT key FROM renders WHERE status = 'completed' ORDER BY rowid").fetchall()
    database.close()
    return [(home / "renders" / f"{key}.mp4").stat().st_ino for (key,) in keys]


@pytest.mark.slow
def test_a_finished_render_serves_again(tmp_path: Path, photo: Photo, imgfree: Imgfree) -> None:
    """With `cache: true` another download target renders nothing; another photo, or no `cache`, renders."""
    photo("a.jpg")
    for to, more in (("one.mp4", ""), ("two.mp4", ", cache: true")):
        assert 0 == imgfree("run", recipe(tmp_path, to, more)).returncode
    first, second = renders(tmp_path)
    assert first == second
    marks = [look(tmp_path / name).mark for name in ("one.mp4", "two.mp4")]
    assert 1 == len({mark.film.sha256 if mark else "" for mark in marks})
    assert 0 == imgfree("run", recipe(tmp_path, "three.mp4", "")).returncode
    (tmp_path / "a.jpg").write_bytes(photo("other.jpg").read_bytes())
    assert 0 == imgfree("run", recipe(tmp_path, "four.mp4", ", cache: true")).returncode
    assert 3 == len(set(renders(tmp_path)))


def spoken(folder: Path, words: str, export: str) -> Path:
    """Write a recipe whose words speak of the file and return its path."""
    steps = f"""\
  - upload: a.jpg
  - instruct: a half-second 180x240 clip, {words}
  - export: {export}
  - {{id: film, download: {{to: "film.{{{{ steps.export.format }}}}"}}}}
"""
    path = folder / "spoken.yaml"
    path.write_text(f"version: 1\nname: spoken\nbackend: local\nsteps:\n{steps}", encoding="utf-8")
    return path


def test_the_words_decide_the_file(tmp_path: Path, photo: Photo, imgfree: Imgfree) -> None:
    """Format, size, frame rate and suffix are those that were said, where the recipe says nothing of them."""
    photo("a.jpg")
    done = imgfree("run", spoken(tmp_path, "export as a GIF at 10 fps", "{quality: low}"))
    assert (0, "film.gif\n") == (done.returncode, done.stdout)
    with av.open(tmp_path / "film.gif") as film:
        stream = film.streams.video[0]
        assert ("gif", 180, 240, 10) == (film.format.name, stream.width, stream.height, stream.average_rate)


def test_the_words_name_the_file(tmp_path: Path, photo: Photo, imgfree: Imgfree) -> None:
    """Where nobody else names it; what would be a path is one name, in the folder where films go."""
    photo("a.jpg")
    done = imgfree("make", "a half-second 180x240 clip, 文件名存成 ../周五/猫", "a.jpg")
    assert (0, "周五-猫.mp4\n") == (done.returncode, done.stdout)
    assert (tmp_path / "周五-猫.mp4").is_file()


def test_the_recipe_holds_against_the_words(tmp_path: Path, photo: Photo, imgfree: Imgfree) -> None:
    """Its format is delivered, and the difference is told."""
    photo("a.jpg")
    done = imgfree("run", spoken(tmp_path, "导出webm，60帧", "{format: mp4, fps: 5}"))
    assert (0, "film.mp4\n") == (done.returncode, done.stdout)
    for asked, given in (("webm", "mp4"), ("60 fps", "5 fps")):
        assert f"the words ask for {asked}, but {given} is given: {given} it is" in done.stderr
    with av.open(tmp_path / "film.mp4") as film:
        assert 5 == film.streams.video[0].average_rate


def test_no_film_stands_in_for_a_project(tmp_path: Path, photo: Photo, imgfree: Imgfree) -> None:
    """Asked for an editor's project, the export fails by its name unless the recipe wants a film by itself."""
    photo("a.jpg")
    done = imgfree("run", spoken(tmp_path, "export to CapCut", "{quality: low}"))
    assert 1 == done.returncode
    assert "a CapCut project" in done.stderr
    assert [] == list(tmp_path.glob("film.*"))


@pytest.mark.parametrize(
    ("canvas", "more", "size"),
    some(
        [
            ("a half-second 540x960 clip", "", (360, 640)),
            ("a half-second 540x960 clip", ", resolution: 1080p", (360, 640)),
            ("a half-second 540x960 clip", ", resolution: 1920x1080", (640, 360)),
            ("一个0.5秒视频，导出1080x1080", "", (360, 360)),
            ("a half-second 180x240 clip", "", (180, 240)),
        ],
        2,
    ),
)
def test_a_draft_is_small(
    tmp_path: Path, photo: Photo, imgfree: Imgfree, canvas: str, more: str, size: tuple[int, int]
) -> None:
    """Its shorter side has 360 pixels at most, in the shape that was asked for."""
    photo("a.jpg")
    path = spoken(tmp_path, "", f"{{quality: draft{more}}}")
    path.write_text(path.read_text("utf-8").replace("a half-second 180x240 clip, ", canvas), "utf-8")
    assert 0 == imgfree("run", path).returncode
    with av.open(tmp_path / "film.mp4") as film:
        assert size == (film.streams.video[0].width, film.streams.video[0].height)


def test_the_cloud_hears_of_a_draft_in_its_own_words(
    tmp_path: Path, photo: Photo, cloud: Callable[..., Ran], nemo: Nemo
) -> None:
    """What is sent is what a low quality of its smallest size would send."""
    photo("a.jpg")
    path = spoken(tmp_path, "", "{quality: draft}")
    path.write_text(path.read_text("utf-8").replace("backend: local\n", ""), "utf-8")
    assert 0 == cloud("run", path).returncode
    [sent] = [body["output"] for asked, body in nemo.bodies if asked == RENDER]
    assert {"format": "mp4", "quality": "low", "resolution": "720p"} == sent
