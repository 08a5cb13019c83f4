"""What an update comes to before anything is written: the merged text, the files, the rights."""

import shutil
from pathlib import Path

import pytest

from imgfree.authoring import new
from imgfree.errors import InputRefused, SetupError
from imgfree.recipe import lock
from imgfree.sharing import repository, templates, update
from repositories import Repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
TEXT = "version: 1\nname: r\nsteps:\n  - upload: a.jpg\n  - instruct: make a reel\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a recipe made after v1 of a template that has a v2, where another file is read."""
    theirs = Repository(tmp_path / "theirs")
    theirs.commit({"r.yaml": TEXT, "a.jpg": "a"}, "v1")
    theirs.commit({"r.yaml": TEXT.replace("a.jpg", "b.jpg"), "b.jpg": "b"}, "v2")
    home = tmp_path / "mine" / "r.yaml"
    home.parent.mkdir()
    with templates.opened(f"{theirs.address}@v1#r.yaml", tmp_path / "home", "r") as pattern:
        new.start(home, home.parent, pattern, new.text_of(pattern, home, {}, home.parent / new.SCHEMAS))
    return home


def test_an_update_says_what_it_would_do_and_does_it(tmp_path: Path, mine: Path) -> None:
    """The new file comes, the old one is used no more; applied twice it is the same."""
    offer = update.offered(mine)
    assert (True, "v2") == (offer.behind, offer.ref)
    old, coming = update.commits(offer)
    before = sorted(mine.parent.rglob("*"))
    with repository.opened(old, None) as was, repository.opened(coming, None) as now:
        found = update.prepared(offer, was, now, mine.parent / new.SCHEMAS)
        assert (["b.jpg"], (), ("a.jpg",), 0) == (list(found.files), found.kept, found.gone, found.merged.conflicts)
        assert before == sorted(mine.parent.rglob("*"))
        update.apply(found)
        again = {path: path.read_bytes() for path in mine.parent.rglob("*") if path.is_file()}
        update.apply(found)
    assert again == {path: path.read_bytes() for path in mine.parent.rglob("*") if path.is_file()}
    assert {"r.yaml": "as taken", "b.jpg": "as taken"} == lock.states(mine.parent, "r.yaml", update.taken(mine))
    assert [mine] == update.locked([mine.parent])
    assert not update.offered(mine).behind


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, mine: Path) -> None:
    """By the file's name; the lock still has the old version."""
    offer = update.offered(mine)
    old, coming = update.commits(offer)
    with repository.opened(old, None) as was, repository.opened(coming, None) as now:
        found = update.prepared(offer, was, now, mine.parent / new.SCHEMAS)
        (mine.parent / "b.jpg").mkdir()
        with pytest.raises(SetupError, match=r"b\.jpg"):
            update.apply(found)
    assert "v1" == update.taken(mine).ref


def test_a_recipe_without_a_template_is_refused(tmp_path: Path) -> None:
    """With the command that makes one."""
    with pytest.raises(InputRefused, match="knows no template") as refused:
        update.taken(tmp_path / "a.yaml")
    assert "imgfree new" in (refused.value.hint or "")
