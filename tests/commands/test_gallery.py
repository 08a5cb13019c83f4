"""`imgfree gallery`: a folder becomes a gallery, another home takes a recipe from it."""

import html
import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran
from imgfree import recipe
from repositories import Repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Imgfree = Callable[..., Ran]


@pytest.mark.slow
def test_a_folder_is_published_and_taken_from(tmp_path: Path, imgfree: Imgfree) -> None:
    """Built, checked, committed; listed, searched and taken from another home; a fault fails the check."""
    theirs = Repository(tmp_path / "theirs")
    reels = theirs.folder / "reels"
    (reels / "cassettes").mkdir(parents=True)
    shutil.copytree(ROOT / "recipes" / "assets", reels / "assets")
    shutil.copy(ROOT / "recipes" / "quick-clip.yaml", reels)
    shutil.copy(ROOT / "cassettes" / "quick-clip.yaml", reels / "cassettes")
    shutil.copy(ROOT / "LICENSE", theirs.folder)
    (reels / "draft.yaml").write_text("version: 1\nsteps:\n  - credits: {}\n")
    built = imgfree("gallery", "build", str(reels), "--address", f"{theirs.address}@v1#reels")
    assert 0 == built.returncode, built.stderr
    assert "left out: draft.yaml has no cassette" in built.stderr
    assert 0 == imgfree("gallery", "check", str(reels)).returncode
    theirs.commit({}, "v1")

    elsewhere = {"IMGFREE_HOME": str(tmp_path / "other-home")}
    listed = imgfree("recipes", "--from", f"{theirs.address}@v1#reels", "clip", env=elsewhere)
    assert "quick-clip: Quick clip" in listed.stdout
    take = shlex.split(listed.stderr.strip().splitlines()[-1].removeprefix("then: imgfree "))
    assert html.escape(shlex.join(take), quote=True).replace("&#x27;", "&#39;") in (reels / "index.html").read_text()
    assert 0 == imgfree(*take, env=elsewhere).returncode
    assert recipe.load(tmp_path / "quick-clip.yaml").document.data["template"].endswith("@v1#reels/quick-clip.yaml")

    (reels / "cassettes" / "quick-clip.yaml").unlink()
    checked = imgfree("gallery", "check", str(reels), "--json")
    assert 1 == checked.returncode
    assert "it has no cassette" in json.loads(checked.stdout)["faults"]["quick-clip.yaml"][0]


def test_what_is_no_gallery_says_so(tmp_path: Path, imgfree: Imgfree) -> None:
    """A folder without an index, for the list and for the check; and words that no recipe has."""
    assert "it has no index.yaml" in imgfree("recipes", "--from", str(tmp_path)).stderr
    assert 3 == imgfree("gallery", "check").returncode
    assert "no recipe of this " in imgfree("recipes", "--from", str(ROOT / "recipes"), "submarine").stderr
