"""What a new recipe is made after, out of somebody's repository: one file of one commit, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran
from imgfree.errors import InputRefused, SetupError
from imgfree.sharing import templates
from repositories import git

Imgfree = Callable[..., Ran]


def find(source: str) -> str:
    """Return the text of the template that `source` names."""
    with templates.opened(source) as found:
        return found.text


@pytest.fixture
def repository(tmp_path: Path) -> str:
    """Return the address of a bare repository with two recipes at tag v1, and only one on its branch."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    work = tmp_path / "work"
    (work / "reels").mkdir(parents=True)
    for name in ("a", "b"):
        shutil.copyfile(ROOT / "recipes" / "quick-clip.yaml", work / "reels" / f"{name}.yaml")
    (work / "reels" / "link.yaml").symlink_to("/etc/hostname")
    (work / "notes.yaml").write_text("a: 1\n")
    git(work, "init", "-q", "-b", "main")
    git(work, "add", ".")
    git(work, "commit", "-qm", "two")
    git(work, "tag", "v1")
    git(work, "rm", "-q", "reels/b.yaml")
    git(work, "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", "--bare", "work", "theirs.git")
    return f"file://{tmp_path / 'theirs.git'}"


def test_a_recipe_comes_from_a_repository(tmp_path: Path, repository: str, imgfree: Imgfree) -> None:
    """By branch or tag, with the file named where there are several; only the recipe comes, no photos."""
    here = tmp_path / "here"
    here.mkdir()
    assert 0 == imgfree("new", "one", "--from", f"git+{repository}@main", cwd=here).returncode
    ran = imgfree("new", "two", "--from", f"git+{repository}@v1", cwd=here)
    assert "reels/a.yaml, reels/b.yaml" in ran.stderr
    ran = imgfree("new", "two", "--from", f"git+{repository}@v1#reels/b.yaml", cwd=here)
    assert 0 == ran.returncode, ran.stderr
    assert "put your photos" in ran.stderr
    assert [] == list((here / "assets").iterdir())
    assert 0 == imgfree("validate", "one.yaml", "two.yaml", cwd=here).returncode


def test_a_repository_reaches_nothing_else(repository: str) -> None:
    """No path or link leads out of it, no other protocol is spoken, and an unknown name is said."""
    with pytest.raises(InputRefused, match="'reels/link.yaml' is a link"):
        find(f"git+{repository}@v1#reels/link.yaml")
    for path in ("reels/c.yaml", "reels", "reels/*.yaml"):
        with pytest.raises(InputRefused, match="has no file"):
            find(f"git+{repository}@v1#{path}")
    for path in (
        "../work/reels/a.yaml",
        "/etc/hostname",
        ":/reels/a.yaml",
        "--help",
        "reels//a.yaml",
        "./reels/a.yaml",
    ):
        with pytest.raises(InputRefused, match="no path of a repository"):
            find(f"git+{repository}@v1#{path}")
    with pytest.raises(SetupError, match="git says"):
        find(f"git+{repository}@v9")
