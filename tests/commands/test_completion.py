"""`imgfree completion`: the script, and what a shell makes of it."""

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


def test_commands_and_options(tab: Callable[..., list[str]]) -> None:
    """The first word is a command, a word with dashes an option of it."""
    assert {"run", "runs", "recipes", "resume"} == set(tab("r"))
    assert ["--dry-run"] == tab("run", RECIPE, "--dr")


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
