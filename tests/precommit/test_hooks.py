"""Our hooks do in a stranger's repository what docs/ci.md says."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.precommit
Committed = Callable[[], "subprocess.CompletedProcess[str]"]


def test_recipes_in_order_pass(committed: Committed) -> None:
    """A recipe that is right and still does what was recorded passes both hooks, with the core alone."""
    ran = committed()
    assert 0 == ran.returncode, ran.stdout
    assert "recipes/quick-clip.yaml: ok" in ran.stdout
    assert "1 passed" in ran.stdout


def test_a_wrong_recipe_stops_the_commit(theirs: Path, committed: Committed) -> None:
    """What is wrong is shown with its place, and the commit does not happen."""
    recipe = theirs / "recipes" / "quick-clip.yaml"
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("- upload:", "- uplaod:"), encoding="utf-8")
    ran = committed()
    assert 1 == ran.returncode
    assert "'uplaod' is not a step kind" in ran.stdout
    assert "--> recipes/quick-clip.yaml:10:5" in ran.stdout


def test_a_recipe_that_outgrew_its_cassette_stops_the_commit(theirs: Path, committed: Committed) -> None:
    """Words that are others than those recorded fail the replay, although the recipe is right."""
    recipe = theirs / "recipes" / "quick-clip.yaml"
    changed = recipe.read_text(encoding="utf-8").replace("turn this image into", "turn this image quickly into")
    recipe.write_text(changed, encoding="utf-8")
    ran = committed()
    assert 1 == ran.returncode
    assert "recipes/quick-clip.yaml: ok" in ran.stdout
    assert "imgfree run recipes/quick-clip.yaml" in ran.stdout


def test_other_files_are_none_of_our_business(theirs: Path, committed: Committed) -> None:
    """YAML that lies elsewhere is not read as a recipe."""
    (theirs / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    assert 0 == committed().returncode
