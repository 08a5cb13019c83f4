"""A real pre-commit, and the scripts of our action, in somebody's repository.

pytest -m precommit tests/precommit        (installs it, and our core for the hooks; needs git and a registry)
IMGFREE_PRE_COMMIT=PROGRAM pytest -m precommit tests/precommit        (PROGRAM is a pre-commit that is there)
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT

PATIENCE_S = 280
Git = Callable[..., None]
Committed = Callable[[], "subprocess.CompletedProcess[str]"]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this group out of every run that does not ask for it."""
    return True if "precommit" not in config.getoption("markexpr") else None


def git(folder: Path, *args: str) -> str:
    """Return what git says in that folder."""
    who = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.com", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", *who, *args], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of a pre-commit."""
    if named := os.environ.get("IMGFREE_PRE_COMMIT"):
        return str(Path(named).resolve())
    folder = tmp_path_factory.mktemp("pre-commit")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", "pre-commit"], check=True)
    return str(programs / "pre-commit")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where pre-commit keeps the environments of hooks."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a repository with what this tree ships, and its only commit."""
    folder = tmp_path_factory.mktemp("imgfree")
    for name in ("runner", "schemas", "recipes"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "imgfree")
    return folder, git(folder, "rev-parse", "HEAD")


@pytest.fixture
def theirs(tmp_path: Path, ours: tuple[Path, str]) -> Path:
    """Return somebody's repository: a shipped recipe, its photos and cassette, and our hooks by name."""
    folder = tmp_path / "theirs"
    shutil.copytree(ROOT / "recipes" / "assets", folder / "recipes" / "assets")
    (folder / "cassettes").mkdir()
    for name in ("recipes", "cassettes"):
        shutil.copy(ROOT / name / "quick-clip.yaml", folder / name)
    source, commit = ours
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {source.as_uri()}\n    rev: {commit}\n    hooks:\n"
        "      - id: imgfree-validate\n      - id: imgfree-test\n",
        encoding="utf-8",
    )
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    return folder


@pytest.fixture
def committed(theirs: Path, program: str, kept: Path) -> Committed:
    """Return a function that runs the hooks as a commit would."""

    def run() -> "subprocess.CompletedProcess[str]":
        git(theirs, "add", "-A")
        return subprocess.run(
            [program, "run", "--verbose"],
            cwd=theirs,
            env={**os.environ, "PRE_COMMIT_HOME": str(kept), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE_S,
            check=False,
        )

    return run
