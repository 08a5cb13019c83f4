"""A conversation with the local backend, films and all: the recipe it leaves makes the same film."""

import time
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from PIL import Image

from commandline import Ran, run
from going import NOTHING, PIPE, going
from imgfree.provenance import look

pytestmark = pytest.mark.slow


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Return a folder with three small photos, one of them with blanks in its name."""
    for number, name in enumerate(("a.jpg", "b.jpg", "my mug.jpg")):
        picture = Image.new("RGB", (180, 240), (200, 60 + 60 * number, 90))
        picture.paste((255, 255, 255), (20 + 30 * number, 40, 60 + 30 * number, 120))
        picture.save(tmp_path / name)
    return tmp_path


def said(folder: Path, lines: str, *args: str) -> Ran:
    """Hold a conversation through a pipe, on the local backend."""
    return run("chat", "--backend", "local", *args, cwd=folder, env={"LC_ALL": "C.UTF-8"}, stdin=lines)


def test_the_recipe_makes_the_film_as_it_stood(photos: Path, imgfree: Callable[..., Ran]) -> None:
    """Undone words and those that nobody understood are left out, and the film is the same to the byte."""
    lines = "turn these into a 2 second reel, 180x240\nmake it black and white\nundo\nfrobnicate the widgets\nexport\n"
    ran = said(photos, lines, "a.jpg", "'my mug.jpg'", "--save", "kept/film.yaml")
    assert 0 == ran.returncode, ran.stderr
    kept = (photos / "kept" / "film.yaml").read_text()
    assert "black and white" not in kept
    assert "undo" not in kept
    assert "frobnicate" not in kept
    again = imgfree("run", "kept/film.yaml", "--backend", "local", "--out", "again", "--strict")
    assert 0 == again.returncode, again.stderr
    made = [look(photos / name).mark for name in ("a.mp4", again.stdout.strip())]
    assert len({one.film.sha256 for one in made if one}) == 1
    assert [{"image": 2}] * 2 == [one.own for one in made if one]
    _, _, advised = ran.stderr.partition("run it again with: imgfree ")
    assert 0 == imgfree(*advised.split(), "--backend", "local").returncode


def test_a_rough_cut_is_made_previewed_and_refined(photos: Path) -> None:
    """Start with a rough cut, look at small pictures of it, refine: in English and Chinese."""
    ran = said(
        photos, "Start with a rough cut, 2 seconds, 180x240\npreview\nmake it black and white\n", "a.jpg", "b.jpg"
    )
    assert 0 == ran.returncode, ran.stderr
    assert ": a-sheet.jpg" in ran.stderr
    with Image.open(photos / "a-sheet.jpg") as sheet:
        assert sheet.width > 180
    ran = said(photos, "先粗剪一版，2秒，180x240\n预览\n", "b.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "目前的影片：b-sheet.jpg" in ran.stderr
    assert "没有理解" not in ran.stderr


def test_export_words_decide_the_file(photos: Path) -> None:
    """A GIF, then a square one, of the same film."""
    ran = said(photos, "make a 1 second video, 180x240\nexport as a gif\n再导出一个240x240的\n", "a.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert ["a.gif", "a-2.gif"] == ran.stdout.split() or ["a.gif", "a.mp4"] == ran.stdout.split()
    last = photos / ran.stdout.split()[-1]
    with av.open(str(last)) as film:
        picture = film.streams.video[0]
        assert (240, 240) == (picture.width, picture.height)


def test_a_conversation_goes_on_after_it_was_killed(photos: Path) -> None:
    """The timeline is there again, and the recipe has what was said before and after."""
    args = ("chat", "--backend", "local", "a.jpg", "--save", "film.yaml")
    process = going(*args, cwd=photos, stdin=PIPE, stdout=NOTHING, stderr=NOTHING)
    assert process.stdin is not None
    process.stdin.write("make a 1 second video, 180x240\n")
    process.stdin.flush()
    ends_s = time.monotonic() + 240
    while not (photos / "film.yaml").exists() or "1 second" not in (photos / "film.yaml").read_text():
        assert time.monotonic() < ends_s
        time.sleep(0.05)
    process.kill()
    process.wait()
    process.stdin.close()
    ran = said(photos, "status\nmake it black and white\nexport\n", "--continue", "--save", "film.yaml")
    assert 0 == ran.returncode, ran.stderr
    assert "1. Video: a.jpg (0-1s)" in ran.stderr
    kept = (photos / "film.yaml").read_text()
    assert kept.index("1 second") < kept.index("black and white")
    assert "a.mp4\n" == ran.stdout


def test_a_brand_is_said_with_the_first_words(photos: Path) -> None:
    """Its files are sent with those that are named, and what it asks for is in the recipe once."""
    (photos / "brand.yaml").write_text("version: 1\nfont: serif\nend: {line: Order today}\n")
    lines = "a 3 second film, 180x240\nmake it black and white\n"
    ran = said(photos, lines, "a.jpg", "--brand", "brand.yaml", "--save", "film.yaml")
    assert 0 == ran.returncode, ran.stderr
    kept = (photos / "film.yaml").read_text()
    assert 1 == kept.count("Brand font: serif. End card: ")
    assert "Order today" in ran.stderr
