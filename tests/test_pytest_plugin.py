"""The pytest plugin: recipes are tests, and nobody else notices it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RECIPE = """\
version: 1
inputs:
  title: {type: string, default: Summer}
steps:
  - upload: a.jpg
  - id: cut
    instruct: "make a 12-second reel called {{ inputs.title }}"
  - export: mp4
  - download: out/reel.mp4
outputs:
  video: "{{ steps.download.path }}"
tests:
  autumn:
    inputs: {title: Autumn}
    expect: steps.cut.timeline.duration_s == 12
"""
OWN_TEST = """
def test_reel(imgfree_replay):
    got = imgfree_replay("recipes/reel.yaml", "cassettes/reel-autumn.yaml", sets={"title": "Autumn"})
    assert ("passed", 0, "") == (got.outcome, got.exit_code, got.message)
    assert 12 == got.steps["cut"]["timeline"]["duration_s"]
    assert [got.outputs["video"]] == [str(path) for path in got.files]
    assert got.files[0].read_bytes()[4:8] == b"ftyp"
    assert "cut: stream.opened http_status=200" in got.events

def test_wrong_title(imgfree_replay):
    got = imgfree_replay("recipes/reel.yaml", "cassettes/reel.yaml", sets={"title": "Winter"})
    assert ("failed", 5, "cut") == (got.outcome, got.exit_code, got.failed_step)
    assert "was not recorded" in got.message and "in step 'cut'" in got.message
"""
Run = Callable[..., Any]


def pytest_in(folder: Path, *args: str) -> "subprocess.CompletedProcess[str]":
    """Run pytest in a project of its own, warnings being errors."""
    command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", *_loaded(), *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def _loaded() -> list[str]:
    """Return what loads the plugin where imgfree is installed without its entry point, as an older checkout may be."""
    from importlib.metadata import entry_points

    return [] if "imgfree" in entry_points(group="pytest11").names else ["-p", "imgfree.pytest_plugin"]


@pytest.fixture
def project(tmp_path: Path, photo: Callable[[str], Path], cloud: Run) -> Path:
    """Return a project with a recipe that has two cassettes, and YAML files of other sorts."""
    photo("recipes/a.jpg")
    (tmp_path / "recipes/reel.yaml").write_text(RECIPE, encoding="utf-8")
    for name, title in (("reel", "Summer"), ("reel-autumn", "Autumn")):
        done = cloud("run", "recipes/reel.yaml", "--set", f"title={title}", "--record", f"cassettes/{name}.yaml",
                     "--out", name)  # fmt: skip
        assert 0 == done.returncode, done.stderr
    (tmp_path / "recipes/none.yaml").write_text(RECIPE.partition("tests:")[0], encoding="utf-8")
    (tmp_path / "recipes/ci.yml").write_text("steps:\n  - run: make\n", encoding="utf-8")
    (tmp_path / "recipes/torn.yaml").write_text("{[", encoding="utf-8")
    return tmp_path


def test_recipes_with_cassettes_are_tests(project: Path) -> None:
    """`pytest recipes/` collects one item for each case, and nothing from other files; cassettes are none either."""
    listed = pytest_in(project, "--collect-only", "-q", "recipes", "cassettes")
    assert ["recipes/reel.yaml::cassette", "recipes/reel.yaml::autumn"] == listed.stdout.split("\n\n")[0].splitlines()
    passed = pytest_in(project, "recipes")
    assert (0, True) == (passed.returncode, "2 passed" in passed.stdout), passed.stdout + passed.stderr


def test_a_failure_says_what_changed(project: Path) -> None:
    """A failed item shows the words of `imgfree test`, and no traceback."""
    recipe = project / "recipes/reel.yaml"
    text = recipe.read_text(encoding="utf-8")
    recipe.write_text(text.replace("== 12", "== 13").replace("out/reel.mp4", "out/r.mp4"), encoding="utf-8")
    failed = pytest_in(project, "recipes")
    assert 1 == failed.returncode
    assert "duration_s == 13" in failed.stdout
    assert '-outputs.video = "out/reel.mp4"' in failed.stdout
    assert "Traceback" not in failed.stdout
    assert "pytest_plugin.py" not in failed.stdout
    assert "2 failed" in failed.stdout


def test_a_recipe_can_be_replayed_in_ones_own_tests(project: Path) -> None:
    """The fixture gives outcome, outputs, steps, files, events and error; no file of the project changes."""
    (project / "test_own.py").write_text(OWN_TEST, encoding="utf-8")
    before = sorted(path for path in project.rglob("*") if "__pycache__" not in path.parts)
    passed = pytest_in(project, "test_own.py")
    assert (0, True) == (passed.returncode, "2 passed" in passed.stdout), passed.stdout + passed.stderr
    assert before == sorted(path for path in project.rglob("*") if "__pycache__" not in path.parts)


def test_projects_without_recipes_pay_nothing(tmp_path: Path) -> None:
    """Where no recipe is met, not even our other modules are imported."""
    for number in range(50):
        (tmp_path / f"{number}.yaml").write_text("steps: [a]\non: push\n", encoding="utf-8")
    (tmp_path / "test_it.py").write_text(
        "import sys\n\n\ndef test_it():\n"
        "    ours = {name for name in sys.modules if name.startswith('imgfree')}\n"
        "    heavy = {'httpx', 'jinja2', 'jsonschema', 'yaml', 'click'} & set(sys.modules)\n"
        "    assert ours <= {'imgfree', 'imgfree.pytest_plugin', 'imgfree.replays', 'imgfree.replays.find'}\n"
        "    assert not heavy\n",
        encoding="utf-8",
    )
    passed = pytest_in(tmp_path)
    assert (0, True) == (passed.returncode, "1 passed" in passed.stdout), passed.stdout + passed.stderr


def test_only_names_that_pytest_makes_public_are_used() -> None:
    """The plugin holds for other versions of pytest, since it reaches into none."""
    from imgfree import pytest_plugin

    assert "_pytest" not in Path(pytest_plugin.__file__).read_text(encoding="utf-8")
