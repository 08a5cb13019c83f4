"""The scripts of action.yml, run as GitHub would run them, in somebody's repository."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from commandline import ROOT

pytestmark = [
    pytest.mark.precommit,
    pytest.mark.skipif(sys.platform == "win32", reason="which bash there is depends on the machine"),
]


class Runner:
    """One machine of GitHub's, as far as the action's scripts see it."""

    def __init__(self, temporary: Path, source: Path) -> None:
        self._output = temporary / "output"
        self.env = {
            "RUNNER_TEMP": str(temporary),
            "RUNNER_OS": "Linux",
            "GITHUB_ACTION_PATH": str(source),
            "GITHUB_OUTPUT": str(self._output),
        }
        self.steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]

    def run(self, name: str, repository: Path) -> "subprocess.CompletedProcess[str]":
        """Return how the script of that step ended."""
        (step,) = (step for step in self.steps if step.get("name") == name)
        command = self._output.read_text(encoding="utf-8").strip() if self._output.exists() else ""
        values = {
            "${{ steps.python.outputs.python-path }}": sys.executable,
            "${{ steps.imgfree.outputs.command }}": command.removeprefix("command="),
            "${{ inputs.recipes }}": "recipes/*.yaml",
            "${{ inputs.strict == 'true' && '--strict' || '' }}": "--strict",
        }
        env = {key: values[value] for key, value in step.get("env", {}).items()}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=repository,
            env={**os.environ, **self.env, **env},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory, ours: tuple[Path, str]) -> Runner:
    """Return a machine on which the action's first script has installed imgfree."""
    machine = Runner(tmp_path_factory.mktemp("runner"), ours[0])
    ran = machine.run("Install imgfree as it is at this action's ref", tmp_path_factory.mktemp("empty"))
    assert 0 == ran.returncode, ran.stderr
    return machine


def test_recipes_in_order_pass_and_leave_a_report(runner: Runner, theirs: Path, tmp_path: Path) -> None:
    """A right recipe is checked without a word and replayed, and the report is where the last step looks for it."""
    assert (0, "") == ((checked := runner.run("Check the recipes", theirs)).returncode, checked.stdout)
    replayed = runner.run("Replay them", theirs)
    assert 0 == replayed.returncode, replayed.stdout
    report = runner.steps[-1]["with"]["path"].replace("${{ runner.temp }}", runner.env["RUNNER_TEMP"])
    assert 'tests="1"' in Path(report).read_text(encoding="utf-8")


def test_a_wrong_recipe_is_shown_beside_its_line(runner: Runner, theirs: Path) -> None:
    """What is wrong becomes an annotation, and the job fails."""
    recipe = theirs / "recipes" / "quick-clip.yaml"
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("- upload:", "- uplaod:"), encoding="utf-8")
    ran = runner.run("Check the recipes", theirs)
    assert 3 == ran.returncode
    assert "::error title=imgfree,file=recipes/quick-clip.yaml,line=10,col=5" in ran.stdout
