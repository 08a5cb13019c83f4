"""`imgfree new`: a valid recipe with all that it needs, and nothing of anybody's overwritten."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, SHIPPED, Ran
from imgfree import recipe
from thorough import some

Imgfree = Callable[..., Ran]


@pytest.mark.parametrize("source", [path.stem for path in some(SHIPPED, 3)])
def test_each_shipped_recipe_can_be_started_from(source: str, tmp_path: Path, imgfree: Imgfree) -> None:
    """The result validates, can be planned with its own photos, has its name, and a modeline that leads to a schema."""
    ran = imgfree("new", "reels/mine", "--from", source)
    assert 0 == ran.returncode, ran.stderr
    assert "reels/mine.yaml\n" == ran.stdout
    assert "run reels/mine.yaml" in ran.stderr
    home = tmp_path / "reels" / "mine.yaml"
    text = home.read_text(encoding="utf-8")
    assert "mine" == recipe.load(home).name
    assert f"out/{source}" not in text
    schema = text.splitlines()[0].partition("$schema=")[2]
    assert (ROOT / "schemas" / "recipe.schema.json").read_bytes() == (home.parent / schema).read_bytes()
    assert len(list((home.parent / schema).parent.rglob("*.json"))) == len(list((ROOT / "schemas").rglob("*.json"))) - 1
    assert 0 == imgfree("run", "reels/mine.yaml", "--dry-run").returncode
    assert [".imgfree/"] == (tmp_path / ".gitignore").read_text().splitlines()


def test_given_defaults_are_written_and_comments_stay(tmp_path: Path, imgfree: Imgfree) -> None:
    """--set changes a default, with paths seen from the recipe; what it does not name stays to the letter."""
    args = ("--set", "photos=shots/*.jpg,a b.png", "--set", 'title=Sale: 50 % "off"', "--set", "aspect=1:1")
    assert 0 == imgfree("new", "reels/mine", *args).returncode
    made = recipe.load(tmp_path / "reels" / "mine.yaml")
    defaults = {name: one["default"] for name, one in made.inputs.items()}
    expected = {"photos": ["../shots/*.jpg", "../a b.png"], "title": 'Sale: 50 % "off"', "aspect": "1:1"}
    assert expected == defaults
    original = (ROOT / "recipes" / "product-reel.yaml").read_text(encoding="utf-8")
    steps = original[original.index("steps:") :].replace("out/product-reel", "out/mine")
    assert (tmp_path / "reels" / "mine.yaml").read_text(encoding="utf-8").endswith(steps)
    assert "# JSON Schema keywords" in made.document.text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--set", "titel=x"), "there is no input 'titel'"),
        (("--set", "aspect=2:1"), "aspect"),
        (("--from", "quick-klip"), "there is no recipe 'quick-klip'"),
        (("--from", "missing.yaml"), "there is no file 'missing.yaml'"),
        (("--from", "git+https://127.0.0.1/x"), "names no branch, tag or commit"),
        (("--from", "git+ext::sh -c id@v1"), "is not a repository"),
        (("--from", "git+http://127.0.0.1/x@v1"), "is not a repository"),
        (("--from", "git+file:///tmp/x@--upload-pack=id"), "names no branch"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    args: tuple[str, ...], said: str, tmp_path: Path, imgfree: Imgfree
) -> None:
    """A wrong input, pattern or address: exit 3, a sentence, and an empty folder."""
    ran = imgfree("new", "mine", *args)
    assert 3 == ran.returncode
    assert said in ran.stderr
    assert [] == list(tmp_path.iterdir())


def test_nothing_is_ever_overwritten(tmp_path: Path, imgfree: Imgfree) -> None:
    """A recipe that is there ends the command; photos and .gitignore that are there stay, and gain what they lack."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "mug-1.jpg").write_text("mine")
    (tmp_path / ".gitignore").write_text("*.log")
    assert 0 == imgfree("new", "mine").returncode
    assert "mine" == (tmp_path / "assets" / "mug-1.jpg").read_text()
    assert "*.log\n.imgfree/\n" == (tmp_path / ".gitignore").read_text()
    (tmp_path / "mine.yaml").write_text("my work")
    again = imgfree("new", "mine", "--json")
    assert 3 == again.returncode
    assert "exists already" in json.loads(again.stdout)["error"]["message"]
    assert "my work" == (tmp_path / "mine.yaml").read_text()
    assert 0 == imgfree("new", "other").returncode
    assert "*.log\n.imgfree/\n" == (tmp_path / ".gitignore").read_text()


@pytest.mark.parametrize("text", ["- a\n", "{version: 1, inputs: [a], steps: [x]}", "inputs: {a: 3}\nsteps: x\n", "a"])
def test_what_is_no_recipe_is_shown_with_its_place(text: str, tmp_path: Path, imgfree: Imgfree) -> None:
    """Whatever stands where its inputs would, the error is the one of any recipe."""
    (tmp_path / "other.yaml").write_text(text)
    ran = imgfree("new", "mine.yaml", "--from", "other.yaml")
    assert 3 == ran.returncode
    assert "mine.yaml:" in ran.stderr
    assert not (tmp_path / "mine.yaml").exists()
