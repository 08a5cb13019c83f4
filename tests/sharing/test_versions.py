"""The newest version of a template, as people number theirs; a tag that moved is never taken silently."""

import itertools
import shutil
from pathlib import Path

import pytest

from imgfree.errors import InputRefused
from imgfree.recipe.lock import Taken
from imgfree.sharing import versions
from repositories import Repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def theirs(tmp_path: Path) -> Repository:
    """Return a repository with one commit."""
    found = Repository(tmp_path / "theirs")
    found.commit({"r.yaml": "version: 1\n"})
    return found


def taken(theirs: Repository, ref: str, commit: str = "") -> Taken:
    """Return what a lock says of a recipe that was taken at that name."""
    return Taken(theirs.address, ref, commit or theirs.git("rev-parse", f"{ref}^{{commit}}"), "r.yaml", "0.1.0", "", {})


def test_versions_are_sorted_as_semver_says() -> None:
    """The example of its own text, and the shorter forms that people write."""
    rising = ["v0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
              "1.0.0-rc.1", "1.0.0", "v1.0.1+build", "reels/v1.2", "1.10.0", "week@2",
              "2026-02-01", "reels-2026-11-30", "2026.12.1"]  # fmt: skip
    ranks = [versions.rank(tag) for tag in rising]
    assert all(one is not None and two is not None and one < two for one, two in itertools.pairwise(ranks))
    assert versions.rank("v1") == versions.rank("1.0.0")
    assert [None] * 3 == [versions.rank(tag) for tag in ("summer", "v1.2.3.4", "1x")]


def test_the_newest_tag_is_found(theirs: Repository) -> None:
    """By number, early ones only for who has one; annotated tags mean their commit; no branch is mistaken for one."""
    for tag in ("v1", "v1.10.0", "v1.9.0", "v2.0.0-rc1", "other"):
        theirs.commit({}, tag)
    theirs.git("tag", "-am", "x", "v1.11.0", "v1")
    theirs.git("branch", "v9.9.9")
    assert ("v1.11.0", theirs.git("rev-parse", "v1")) == versions.newest(taken(theirs, "v1"))
    assert "v2.0.0-rc1" == versions.newest(taken(theirs, "v2.0.0-rc1"))[0]
    assert ("v1.9.0", theirs.git("rev-parse", "v1.9.0")) == versions.newest(taken(theirs, "v1"), to="v1.9.0")
    with pytest.raises(InputRefused, match="no version 'v3'") as refused:
        versions.newest(taken(theirs, "v1"), to="v3")
    assert "v1.11.0, v1.10.0, v1.9.0" in (refused.value.hint or "")


def test_tags_without_numbers_go_by_date(theirs: Repository) -> None:
    """The one that was made last, whatever it is called."""
    for tag, year in (("spring", 2024), ("autumn", 2026), ("summer", 2025)):
        theirs.commit({}, tag, GIT_COMMITTER_DATE=f"{year}-01-01T00:00:00Z")
    assert "autumn" == versions.newest(taken(theirs, "spring"))[0]


def test_a_branch_is_followed_and_a_commit_is_not(theirs: Repository) -> None:
    """What was taken from main follows main, tags or not; a commit stays until a version is named."""
    known = taken(theirs, "main")
    there = theirs.commit({}, "v1")
    assert ("main", there) == versions.newest(known)
    assert (known.commit, known.commit) == versions.newest(taken(theirs, known.commit))


def test_a_moved_tag_is_an_error_with_both_commits(theirs: Repository) -> None:
    """Also where a newer tag is there; who names the tag takes it."""
    was = theirs.commit({}, "v1")
    known = taken(theirs, "v1")
    now = theirs.commit({}, "v1", move=True)
    theirs.commit({}, "v2")
    with pytest.raises(InputRefused, match=f"'v1' was moved: it was {was}, and is {now} now"):
        versions.newest(known)
    assert ("v1", now) == versions.newest(known, to="v1")


def test_a_deleted_tag_leaves_the_newest(theirs: Repository) -> None:
    """What was taken is told from the commit; with no tag left, there is nothing newer."""
    theirs.commit({}, "v1")
    known = taken(theirs, "v1")
    theirs.git("tag", "-d", "v1")
    assert ("v1", known.commit) == versions.newest(known)
    there = theirs.commit({}, "v2")
    assert ("v2", there) == versions.newest(known)
