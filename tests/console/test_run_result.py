"""A run's result: paths on stdout and nothing else, or one object, and a code of its own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from nemo import Nemo

Run = Callable[..., Ran]
STEPS = """\
  - upload: a.jpg
  - instruct: make a 12-second reel
  - export: mp4
  - download: one.mp4
  - id: two
    download: two.mp4
"""


@pytest.fixture
def recipe(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a recipe with two downloads, one of them promised."""
    photo("a.jpg")
    path = tmp_path / "clip.yaml"
    path.write_text(f'version: 1\nsteps:\n{STEPS}outputs:\n  video: "{{{{ steps.two.path }}}}"\n', encoding="utf-8")
    return path


def test_paths_that_were_promised_come_to_stdout(recipe: Path, cloud: Run) -> None:
    """One a line; where none is promised, all that was downloaded."""
    assert "two.mp4\n" == cloud("run", recipe).stdout
    recipe.write_text(f"version: 1\nsteps:\n{STEPS}", encoding="utf-8")
    assert "one.mp4\ntwo.mp4\n" == cloud("run", recipe, "--overwrite").stdout


def test_a_failure_is_told_once(recipe: Path, cloud: Run, nemo: Nemo) -> None:
    """In words on stderr; as JSON in the event alone; with --json in the object, too."""
    nemo.fail_render = "the film tore"
    plain = cloud("run", recipe)
    assert (4, "", 1) == (plain.returncode, plain.stdout, plain.stderr.count("the film tore"))
    events = cloud("run", recipe, "--new", "--log-format", "json").stderr.splitlines()
    assert "run.failed" == json.loads(events[-1])["event"]
    told = json.loads(cloud("run", recipe, "--new", "--json").stdout)
    assert ("failed", "RenderFailed", 4) == (told["outcome"], told["error"]["type"], told["error"]["exit_code"])
    assert "RenderFailed" == told["steps"][2]["error"]["type"]
