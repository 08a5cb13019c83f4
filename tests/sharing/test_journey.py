"""A recipe's way from its author to somebody else and back out of a film, each command as it is typed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran, lines_of, printed
from repositories import Repository

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")]
Imgfree = Callable[..., Ran]
RECIPE = """\
version: 1
name: summer
description: A photo and a title become a short reel.
inputs:
  photo: {type: string, format: image, default: assets/a.jpg}
  title: {type: string, maxLength: 60, default: Sale}
steps:
  - upload: "{{ inputs.photo }}"
  - instruct: 'a 1-second 9:16 reel with the title "{{ inputs.title }}"'
  - export: {format: mp4, quality: draft, resolution: 144x256}
  - download: out/summer.mp4
"""


@pytest.fixture
def author(tmp_path: Path, imgfree: Imgfree) -> Repository:
    """Return a newcomer's repository: a folder with a recipe, recorded, built into a gallery, checked and tagged."""
    theirs = Repository(tmp_path / "author")
    reels = theirs.folder / "reels"
    (reels / "assets").mkdir(parents=True)
    shutil.copy(ROOT / "recipes" / "assets" / "mug-1.jpg", reels / "assets" / "a.jpg")
    shutil.copy(ROOT / "LICENSE", theirs.folder)
    published(theirs, RECIPE, "v1", imgfree)
    return theirs


def published(theirs: Repository, recipe: str, tag: str, imgfree: Imgfree) -> None:
    """Record a version of the recipe, show it in the gallery, and tag it."""
    here = {"cwd": theirs.folder, "env": {"IMGFREE_HOME": str(theirs.folder.parent / "home-of-the-author")}}
    (theirs.folder / "reels" / "summer.yaml").write_text(recipe)
    record = ("--record", "reels/cassettes/summer.yaml", "--record-media", "digest")
    for command in (
        (
            "run",
            "reels/summer.yaml",
            "--backend",
            "local",
            "--new",
            "--out",
            str(theirs.folder.parent / "films"),
            *record,
        ),
        ("gallery", "build", "reels", "--address", f"{theirs.address}@{tag}#reels"),
        ("gallery", "check", "reels"),
    ):
        ran = imgfree(*command, **here)  # type: ignore[arg-type]
        assert 0 == ran.returncode, ran.stdout + ran.stderr
    theirs.commit({".gitignore": ".imgfree/\n"}, tag)


def test_a_recipe_travels_and_comes_back_out_of_a_film(tmp_path: Path, author: Repository, imgfree: Imgfree) -> None:
    """Listed, taken, edited, brought to a new version with both sheets in view; the film gives it back and verifies."""
    mine, recipe = tmp_path / "mine", tmp_path / "mine" / "recipes" / "summer.yaml"
    mine.mkdir()

    def typed(*command: str | Path, on: str = "one-machine") -> Ran:
        ran = imgfree(*command, cwd=mine, env={"IMGFREE_HOME": str(tmp_path / on)})
        assert 0 == ran.returncode, ran.stdout + ran.stderr
        return ran

    assert "summer: Summer" in lines_of(typed("recipes", "--from", f"{author.address}@v1#reels", "title"))[0]
    typed("new", "recipes/summer", "--from", f"{author.address}@v1#reels/summer.yaml")
    recipe.write_text(recipe.read_text().replace("default: Sale", "default: Mine"))
    published(author, RECIPE.replace("1-second 9:16 reel", "1-second 9:16 reel in black and white"), "v1.1", imgfree)

    [behind] = json.loads(imgfree("update", "--check", "--json", cwd=mine).stdout)["recipes"]
    assert ("v1", "v1.1", True) == (behind["from"]["version"], behind["to"]["version"], behind["behind"])
    [done] = printed(typed("update", "--json", on="another-machine"))["recipes"]
    assert {"before": "passed", "after": "passed"} == done["cassettes"]
    assert 2 == Path(done["page"]).read_text().count("data:image/jpeg;base64,")
    assert {"default: Mine", "black and white", "@v1.1#reels/summer.yaml"} == {
        part for part in ("default: Mine", "black and white", "@v1.1#reels/summer.yaml") if part in recipe.read_text()
    }

    typed("run", "recipes/summer.yaml", "--backend", "local", "--carry")
    film = shutil.copy(mine / "out" / "summer.mp4", tmp_path / "sent.mp4")
    away = {"cwd": tmp_path, "env": {"IMGFREE_HOME": str(tmp_path / "a-third-home")}}
    assert "default: Mine" in lines_of(imgfree("show", film, **away))[0] or printed(
        imgfree("show", film, "--json", **away)
    )
    given = imgfree("new", "back", "--from", film, **away)
    assert 0 == given.returncode, given.stderr
    assert "black and white" in (tmp_path / "back.yaml").read_text()
    found = printed(imgfree("verify", film, "--with", mine / "recipes", "--json", **away))
    assert ("same", "whole") == (found["verdict"], found["state"])
