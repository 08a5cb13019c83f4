"""`imgfree update`: a recipe follows its template, its owner's edits stay, and both films are seen."""

import json
import re
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran
from going import NOTHING, going
from imgfree import recipe
from imgfree.recipe import lock
from repositories import Repository
from thorough import some

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Imgfree = Callable[..., Ran]
RECIPE = """\
version: 1
inputs:
  photos: {type: array, items: {type: string, format: image}, default: [assets/a.jpg]}
  title: {type: string, maxLength: 60, default: Sale}
steps:
  - upload: "{{ inputs.photos }}"
  - instruct: 'a 4-second 9:16 reel with the title "{{ inputs.title }}"'
  - export: {format: mp4}
  - download: {to: out/summer.mp4}
"""
NEW = RECIPE.replace("4-second", "3-second").replace("maxLength: 60", "maxLength: 40")
PHOTOS = ROOT / "recipes" / "assets"


@pytest.fixture
def theirs(tmp_path: Path) -> Repository:
    """Return a template at v1 with a photo and a licence, and at v1.1 with other words and another photo."""
    found = Repository(tmp_path / "theirs")
    first, second = ((PHOTOS / name).read_bytes() for name in ("mug-1.jpg", "mug-2.jpg"))
    found.commit({"reels/summer.yaml": RECIPE, "reels/assets/a.jpg": first, "LICENSE": "\nMIT License\n"}, "v1")
    found.commit({"reels/summer.yaml": NEW, "reels/assets/a.jpg": second}, "v1.1")
    return found


@pytest.fixture
def mine(tmp_path: Path, theirs: Repository, imgfree: Imgfree) -> Path:
    """Return a recipe made after v1, with a title of its owner's."""
    made = imgfree("new", "recipes/summer", "--from", f"{theirs.address}@v1#reels/summer.yaml")
    assert 0 == made.returncode, made.stderr
    path = tmp_path / "recipes" / "summer.yaml"
    path.write_text(path.read_text().replace("default: Sale", "default: Mine"))
    return path


def told(ran: Ran) -> dict[str, object]:
    """Return what a script is told of the one recipe."""
    [found] = json.loads(ran.stdout)["recipes"]
    return dict(found)


@pytest.mark.slow
def test_an_update_is_seen_and_keeps_edits(tmp_path: Path, mine: Path, imgfree: Imgfree) -> None:
    """The title stays, the rest is theirs; the page has both films' stills and the clause that changed."""
    check = imgfree("update", "--check", "--json")
    assert (1, True) == (check.returncode, told(check)["behind"])
    ran = imgfree("update")
    assert 0 == ran.returncode, ran.stderr
    made = recipe.load(mine)
    assert ("Mine", 40) == (made.inputs["title"]["default"], made.inputs["title"]["maxLength"])
    assert "3-second" in str(made.steps[1])
    assert (PHOTOS / "mug-2.jpg").read_bytes() == (mine.parent / "assets" / "a.jpg").read_bytes()
    page = (tmp_path / ".imgfree" / "updates" / "summer.html").read_text(encoding="utf-8")
    stills = re.findall(r"data:image/jpeg;base64,([^\"]+)", page)
    assert 2 == len(stills) == len(set(stills))
    assert re.search(r'class="before"><td>−</td><td>applied</td><td>[^<]*4-second', page)
    assert re.search(r'class="after"><td>\+</td><td>applied</td><td>[^<]*3-second', page)
    assert ".imgfree/updates/summer.html" in ran.stdout
    assert 0 == imgfree("update", "--check").returncode
    taken = lock.read(mine.parent)["summer.yaml"]
    assert ("v1.1", "MIT License") == (taken.ref, taken.licence)
    assert {"summer.yaml": "yours", "assets/a.jpg": "as taken"} == lock.states(mine.parent, "summer.yaml", taken)


def test_what_both_changed_is_marked_and_told(mine: Path, imgfree: Imgfree) -> None:
    """Exit 1; the file has both sides, says where when it is run, and the next update finds nothing more to do."""
    mine.write_text(mine.read_text().replace("4-second", "9-second"))
    ran = imgfree("update", "--json")
    assert (1, 1) == (ran.returncode, told(ran)["conflicts"])
    text = mine.read_text()
    assert {"<<<<<<< yours", "9-second", "3-second", "@v1.1#"} == {
        one for one in ("<<<<<<< yours", "9-second", "3-second", "@v1.1#") if one in text
    }
    ran = imgfree("validate", "recipes/summer.yaml")
    assert 3 == ran.returncode
    assert "two versions of " in ran.stderr
    assert 0 == imgfree("update", "--check").returncode


def test_files_of_the_owner_stay(tmp_path: Path, theirs: Repository, mine: Path, imgfree: Imgfree) -> None:
    """A photo that was put in place of theirs is kept and named; one that they use no more is left, and named."""
    (mine.parent / "assets" / "a.jpg").write_bytes(b"mine")
    other = NEW.replace("assets/a.jpg", "assets/b.jpg")
    theirs.commit({"reels/summer.yaml": other, "reels/assets/b.jpg": "b", "reels/assets/a.jpg": None}, "v2")
    found = told(imgfree("update", "--to", "v1.1", "--json"))
    assert (["assets/a.jpg"], []) == (found["kept"], found["gone"])
    found = told(imgfree("update", "--json"))
    assert ([], ["assets/a.jpg"], ["assets/b.jpg"]) == (found["kept"], found["gone"], found["files"])
    assert b"mine" == (mine.parent / "assets" / "a.jpg").read_bytes()


def test_what_is_damaged_comes_again(theirs: Repository, mine: Path, imgfree: Imgfree) -> None:
    """As the error says: a cassette that was removed is brought by an update, though no newer version is there."""
    theirs.commit({"reels/cassettes/summer.yaml": "interactions: []\n"}, "v2")
    assert 0 == imgfree("update").returncode
    cassette = mine.parent / "cassettes" / "summer.yaml"
    cassette.unlink()
    found = told(imgfree("update", "--json"))
    assert (False, ["cassettes/summer.yaml"]) == (found["behind"], found["files"])
    assert "interactions: []\n" == cassette.read_text()
    assert "files" not in told(imgfree("update", "--json"))


def test_more_rights_are_refused_without_saying_so(theirs: Repository, mine: Path, imgfree: Imgfree) -> None:
    """Nothing is written; with the option the version is taken."""
    wider = NEW.replace("steps:\n", "env: [STAGE]\nsteps:\n")
    theirs.commit({"reels/summer.yaml": wider}, "v2")
    before = mine.read_bytes()
    ran = imgfree("update", "recipes/summer.yaml")
    assert 3 == ran.returncode
    assert "needs more rights: --allow-env STAGE" in ran.stderr
    assert before == mine.read_bytes()
    assert 0 == imgfree("update", "recipes/summer.yaml", "--accept-rights").returncode
    assert ("STAGE",) == recipe.load(mine).env


def test_a_moved_tag_is_refused(theirs: Repository, mine: Path, imgfree: Imgfree) -> None:
    """With both commits, in --check too."""
    was = theirs.git("rev-parse", "v1")
    now = theirs.commit({"reels/summer.yaml": NEW + "# x\n"}, "v1", move=True)
    for ran in (imgfree("update"), imgfree("update", "--check")):
        assert 3 == ran.returncode
        assert f"it was {was}, and is {now} now" in ran.stderr
    assert "4-second" in mine.read_text()


def test_a_version_that_was_taken_is_merged_when_its_commit_is_gone(
    tmp_path: Path, theirs: Repository, mine: Path, imgfree: Imgfree
) -> None:
    """From what this home keeps, after a forced push; another home says what is lacking."""
    theirs.git("tag", "-d", "v1", "v1.1")
    theirs.git("checkout", "-q", "--orphan", "fresh")
    theirs.commit({"reels/summer.yaml": NEW}, "v2")
    theirs.git("branch", "-D", "main")
    theirs.git("reflog", "expire", "--expire=now", "--all")
    theirs.git("gc", "-q", "--prune=now")
    elsewhere = imgfree("update", env={"IMGFREE_HOME": str(tmp_path / "other-home")})
    assert elsewhere.returncode in (3, 6)
    assert "4-second" in mine.read_text()
    assert 0 == imgfree("update").returncode
    assert "3-second" in mine.read_text()


def test_a_home_that_cannot_be_written_is_done_without(tmp_path: Path, mine: Path, imgfree: Imgfree) -> None:
    """Nothing is kept then; the update comes all the same."""
    home = tmp_path / "no-home"
    home.write_text("a file where a folder would be")
    ran = imgfree("update", env={"IMGFREE_HOME": str(home)})
    assert "3-second" in mine.read_text(), ran.stderr


def test_a_killed_update_leaves_whole_files(tmp_path: Path, mine: Path, imgfree: Imgfree) -> None:
    """Killed at any moment: each file is the old or the new one, and the next update ends where one would have."""
    folder = mine.parent
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    done = None
    for delay_s in some((0.5, 0.1, 1.3), 1):
        for path, content in before.items():
            path.write_bytes(content)
        with going("update", cwd=tmp_path, stdout=NOTHING, stderr=NOTHING) as process:
            until = time.monotonic() + delay_s
            while process.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
        recipe.load(mine)
        assert [] == [path for path in folder.rglob("*.part") if path.suffix == ".yaml"]
        assert 0 == imgfree("update").returncode
        after = {path: path.read_bytes() for path in before}
        done = done or after
        assert done == after


def test_without_a_template_it_says_what_to_do(tmp_path: Path, imgfree: Imgfree) -> None:
    """No lock here, a recipe that is in none, and a lock that is broken."""
    assert "after a template" in imgfree("update").stderr
    (tmp_path / "a.yaml").write_text("version: 1\nsteps:\n  - credits: {}\n")
    assert "imgfree.lock knows no template of 'a.yaml'" in imgfree("update", "a.yaml").stderr
    (tmp_path / "imgfree.lock").write_text("x")
    assert "imgfree.lock:1:" in imgfree("update").stderr
