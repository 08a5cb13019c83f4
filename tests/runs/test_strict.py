"""--strict: what the words ask for and nobody does ends the run with exit code 1."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran

Imgfree = Callable[..., Ran]
RECIPE = """\
version: 1
backend: local
inputs: {wish: {type: string, default: crossfades}}
steps:
  - upload: a.jpg
  - instruct: make a 1-second 1:1 video, {{ inputs.wish }}
"""


@pytest.fixture
def recipe(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a recipe whose words can be added to."""
    photo("a.jpg")
    path = tmp_path / "clip.yaml"
    path.write_text(RECIPE)
    return path


@pytest.mark.parametrize(
    ("wish", "named"),
    [("add a voice-over", '"add a voice-over" ('), ("frobnicate it", '"frobnicate it" (not')],
)
def test_a_part_that_is_not_done_fails_a_strict_run(recipe: Path, imgfree: Imgfree, wish: str, named: str) -> None:
    """It is named with its reason, at its place in the recipe; without --strict the run passes."""
    done = imgfree("run", recipe, "--strict", "--set", f"wish={wish}")
    assert 1 == done.returncode
    assert f"error: not done: {named}" in done.stderr
    assert "clip.yaml:6:5" in done.stderr
    assert 0 == imgfree("run", recipe, "--set", f"wish={wish}").returncode


def test_a_recipe_may_be_strict_and_a_resume_stays_so(recipe: Path, imgfree: Imgfree) -> None:
    """`strict: true` does the same; whoever resumes the run gets the same answer, not a film."""
    recipe.write_text(RECIPE.replace("backend: local", "backend: local\nstrict: true"))
    assert 0 == imgfree("run", recipe).returncode
    assert 1 == imgfree("run", recipe, "--set", "wish=add a voice-over").returncode
    recipe.write_text(RECIPE)
    assert 1 == imgfree("run", recipe, "--strict", "--set", "wish=frobnicate it").returncode
    again = imgfree("resume")
    assert (1, True) == (again.returncode, '"frobnicate it"' in again.stderr)


def test_make_and_test_are_strict_too(recipe: Path, tmp_path: Path, imgfree: Imgfree) -> None:
    """`make --strict` makes no film; `test --strict` fails a case whose recording passes without it."""
    done = imgfree("make", "a 1-second 1:1 video, add a voice-over", "a.jpg", "--strict", "--backend", "local")
    assert (1, []) == (done.returncode, list(tmp_path.glob("*.mp4")))
    assert 0 == imgfree("run", recipe, "--set", "wish=add a voice-over", "--record", "clip.tape.yaml").returncode
    recipe.write_text(RECIPE.replace("default: crossfades", "default: add a voice-over"))
    Path(tmp_path / "cassettes").mkdir()
    Path(tmp_path / "clip.tape.yaml").rename(tmp_path / "cassettes/clip.yaml")
    assert 0 == imgfree("test", recipe).returncode
    strict = imgfree("test", recipe, "--strict")
    assert (1, True) == (strict.returncode, "add a voice-over" in strict.stdout + strict.stderr)
