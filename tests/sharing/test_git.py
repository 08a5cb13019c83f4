"""Git with bounds: what it prints, what it costs, and how it ends."""

import shutil
from pathlib import Path

import pytest

from imgfree.errors import InputRefused, SetupError
from imgfree.sharing import git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def empty(tmp_path: Path) -> git.Git:
    """Return git in a new bare repository."""
    found = git.Git(tmp_path)
    found.run("init", "--quiet", "--bare", "--template=", ".")
    return found


def test_what_git_prints_is_returned_up_to_a_bound(empty: git.Git) -> None:
    """More than asked for is refused, not cut."""
    assert b"true\n" == empty.run("rev-parse", "--is-bare-repository")
    with pytest.raises(InputRefused, match="too large"):
        empty.run("rev-parse", "--is-bare-repository", most_bytes=3)


def test_what_git_complains_of_is_told(empty: git.Git) -> None:
    """Its first line, without its own word for it."""
    with pytest.raises(SetupError, match="git says: Needed a single revision"):
        empty.run("rev-parse", "--verify", "nothing")


def test_a_git_that_hangs_is_ended(empty: git.Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it started; here an alias that would sleep."""
    monkeypatch.setattr(git, "GIT_LIMIT_S", 1)
    with pytest.raises(SetupError, match="took longer"):
        empty.run("-c", "alias.wait=!sleep 60", "wait")
