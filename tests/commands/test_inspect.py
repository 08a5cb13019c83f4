"""`imgfree inspect`."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, SHIPPED, Ran, printed
from faulty import alive, during, film, gray
from thorough import some

Imgfree = Callable[..., Ran]
RECIPE = """\
version: 1
backend: local
steps:
  - upload: a.jpg
  - instruct: {words}
  - export: {{quality: draft}}
  - download: out/clip.mp4
"""


def test_a_clean_run_is_said_to_be(tmp_path: Path, photo: Callable[[str], Path], imgfree: Imgfree) -> None:
    """The newest run's film, with its layers: exit 0, and no check of layers is missing."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(words='a 2-second clip with the title "Hi"'), encoding="utf-8")
    assert 0 == imgfree("run", "clip.yaml").returncode
    ran = imgfree("inspect")
    assert (0, "out/clip.mp4  2.0 s  clean") == (ran.returncode, ran.stdout.splitlines()[0])
    assert "overlap" not in printed(imgfree("inspect", "--json"))["films"][0]["unchecked"]


def test_a_hasty_run_is_told_how_to_mend_it(tmp_path: Path, photo: Callable[[str], Path], imgfree: Imgfree) -> None:
    """Exit 1; the sentence is in the language of the run's words."""
    photo("a.jpg")
    words = "一个0.6秒的竖屏视频，写上“第一次来的顾客都可以打八折”"
    (tmp_path / "clip.yaml").write_text(RECIPE.format(words=words), encoding="utf-8")
    assert 0 == imgfree("run", "clip.yaml").returncode
    ran = imgfree("inspect", "--frames", "faults")
    assert 1 == ran.returncode
    assert "秒" in ran.stdout
    assert [*(tmp_path / "faults").glob("clip-1-*.png")]


@pytest.mark.slow
@pytest.mark.parametrize("recipe", some(SHIPPED, 1), ids=lambda path: path.stem)
def test_shipped_recipes_have_no_faults(tmp_path: Path, imgfree: Imgfree, recipe: Path) -> None:
    """Each film of each, with all of its layers looked at."""
    shutil.copytree(ROOT / "recipes" / "assets", tmp_path / "assets")
    text = re.sub(r"export: (mp4|\{.*\})", "export: {quality: draft}", recipe.read_text("utf-8"))
    (tmp_path / recipe.name).write_text(text, encoding="utf-8")
    assert 0 == imgfree("run", recipe.name, "--backend", "local").returncode
    ran = imgfree("inspect")
    assert 0 == ran.returncode, ran.stdout
    assert "known only of a film" not in ran.stdout


@pytest.mark.parametrize(("more", "code"), [((), 0), (("--strict",), 1)])
def test_what_may_be_meant_counts_when_it_is_strict(
    tmp_path: Path, imgfree: Imgfree, more: tuple[str, ...], code: int
) -> None:
    """A bare film that stands still is shown, and no failure unless that is asked for."""
    film(tmp_path / "still.mp4", lambda at_s: alive(0.0), 2.5)
    ran = imgfree("inspect", "still.mp4", *more)
    assert (code, True) == (ran.returncode, "unless it is meant so" in ran.stdout)


def test_a_fault_of_any_film_ends_with_one(tmp_path: Path, imgfree: Imgfree) -> None:
    """As text, and as JSON with the moment and the sentence."""
    film(tmp_path / "dark.mp4", during(0.5, 1.5, lambda at_s: gray(0)), 2.0)
    ran = imgfree("inspect", "dark.mp4", "--json")
    [one] = json.loads(ran.stdout)["films"][0]["findings"]
    assert (1, "black", "Cut from 0.5 to 1.5 seconds.") == (ran.returncode, one["fault"], one["mend"])


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("gone.mp4",), 3, "there is no file or run 'gone.mp4'"),
        (("notes.mp4",), 3, "notes.mp4"),
        (("--platform", "myspace"), 2, "myspace"),
    ],
)
def test_what_cannot_be_inspected_is_named(
    tmp_path: Path, imgfree: Imgfree, args: tuple[str, ...], code: int, said: str
) -> None:
    """A film or run that is not there, a file that is no film, a platform that nobody knows."""
    (tmp_path / "notes.mp4").write_text("notes")
    ran = imgfree("inspect", *args)
    assert code == ran.returncode
    assert said in ran.stderr
