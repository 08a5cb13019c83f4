"""What the Tab key offers, asked as a shell asks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran

Imgfree = Callable[..., Ran]
RECIPE = ROOT / "recipes" / "product-reel.yaml"


@pytest.fixture
def tab(imgfree: Imgfree) -> Callable[..., list[str]]:
    """Return what is offered for the last word of a line, as zsh and bash get it."""

    def press(*words: str | Path) -> list[str]:
        line = " ".join(["imgfree", *map(str, words)])
        env = {"_IMGFREE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
        ran = imgfree(env=env)
        assert "" == ran.stderr
        return [one.partition(",")[2] for one in ran.stdout.split()]

    return press


def test_commands_and_options(tab: Callable[..., list[str]]) -> None:
    """The first word is a command, a word with dashes an option of it."""
    assert {"run", "runs", "recipes", "resume"} == set(tab("r"))
    assert ["--dry-run"] == tab("run", RECIPE, "--dr")


def test_inputs_of_the_recipe_after_set(tab: Callable[..., list[str]], tmp_path: Path) -> None:
    """--set offers the inputs of the recipe in this line, then their values; a broken recipe offers nothing."""
    assert ["photos=", "title=", "aspect="] == tab("run", RECIPE, "--set", "")
    assert ["title="] == tab("run", RECIPE, "--set", "ti")
    assert ["aspect=1:1", "aspect=16:9"] == tab("run", RECIPE, "--set", "aspect=1")
    assert ["image="] == tab("new", "x", "--from", "quick-clip", "--set", "")
    (tmp_path / "bad.yaml").write_text("inputs: [")
    assert [] == tab("run", "bad.yaml", "--set", "")


def test_run_ids(tab: Callable[..., list[str]], tmp_path: Path) -> None:
    """resume, show and status offer the runs of this folder, the newest first."""
    for name in ("20261122-101530-4f9c", "20261123-080000-aaaa", "20251123-080000-bbbb"):
        (tmp_path / ".imgfree" / "runs" / name).mkdir(parents=True)
        (tmp_path / ".imgfree" / "runs" / name / "events.jsonl").touch()
    for command in ("resume", "show", "status"):
        assert ["20261123-080000-aaaa", "20261122-101530-4f9c"] == tab(command, "2026")


HOSTILE = """\
version: 1
inputs:
  title: {type: string, enum: ['$(touch x)', "it's", plain], description: "a\\nplain\\n$(b)"}
  "$(touch x)": {type: string}
steps:
  - credits: {}
"""


def test_what_is_offered_runs_nothing(imgfree: Imgfree, tmp_path: Path) -> None:
    """A recipe's names, values and descriptions cannot put a command into the line, nor another completion."""
    (tmp_path / "r.yaml").write_text(HOSTILE, encoding="utf-8")
    for name in ("$(touch x)", "2026;x"):
        (tmp_path / ".imgfree" / "runs" / name).mkdir(parents=True)
        (tmp_path / ".imgfree" / "runs" / name / "events.jsonl").touch()

    def press(line: str, shell: str = "bash") -> list[str]:
        count = str(len(line.split()) - 1)
        env = {"_IMGFREE_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": count}
        return [line for line in imgfree(env=env).stdout.splitlines() if line]

    offered = [line.partition(",")[2] for line in press("imgfree run r.yaml --set title=")]
    assert ["title='$(touch x)'", "title='it'\"'\"'s'", "title=plain"] == offered
    assert ["plain,title="] == press("imgfree run r.yaml --set t")
    assert ["plain", "title=", "a plain $(b)"] == press("imgfree run r.yaml --set t", "zsh")
    assert [] == press("imgfree run r.yaml --set $")
    assert [] == press("imgfree resume 2")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_what_the_shell_takes(shell: str, imgfree: Imgfree) -> None:
    """The printed text names our variable and, where that shell is here, is read by it without complaint."""
    script = imgfree("completion", shell).stdout
    assert f"_IMGFREE_COMPLETE={shell}_complete" in script
    if shutil.which(shell):
        read = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
        assert (0, "") == (read.returncode, read.stderr)


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_itself_completes(imgfree: Imgfree, tmp_path: Path) -> None:
    """In a real bash the function that the script defines fills in an input's name."""
    script = imgfree("completion", "bash").stdout
    (tmp_path / "imgfree").write_text('#!/bin/sh\nexec python -m imgfree "$@"\n')
    (tmp_path / "imgfree").chmod(0o755)
    ask = f'{script}\nCOMP_WORDS=(imgfree run "{RECIPE}" --set ti); COMP_CWORD=4; _imgfree_completion imgfree; '
    ask += 'echo "${COMPREPLY[@]}"'
    path = f"{tmp_path}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", ask], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert "title=\n" == ran.stdout, ran.stderr
