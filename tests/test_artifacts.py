"""What a stranger's recipe may replace: never more than a film of our own making."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from imgfree import events, seal
from imgfree.artifacts import Artifacts
from imgfree.clock import SystemClock
from imgfree.errors import PathRefused
from imgfree.journal import Journal
from imgfree.redaction import Redactor
from imgfree.steps.download import placed

MP4 = b"\0\0\0\x18ftypmp42" + bytes(4000)


@pytest.fixture
def known(tmp_path: Path) -> Artifacts:
    """Return what the runs of a folder left behind, as a run of clip.yaml sees it."""
    home = seal.lasting(tmp_path / "home")
    return Artifacts(tmp_path / "runs", home, tmp_path / "clip.yaml", "digest", (tmp_path / "runs", tmp_path / "home"))


def ran(known: Artifacts, name: str, target: Path, content: bytes, **began: str) -> Journal:
    """Write the journal of a run that left that file behind, and of one part that it began."""
    book = Journal(known.runs_dir / name, clock=SystemClock(), redactor=Redactor(), sealed=known.seal)
    about = {"recipe": str(known.recipe), "recipe_sha256": "digest", "cwd": str(target.parent), **began}
    book.emit(events.RUN_STARTED, **about)
    book.emit(events.DOWNLOAD_BEGUN, path=target.name, part=f"{target.name}.0123.part")
    sha256 = hashlib.sha256(content).hexdigest()
    book.emit(events.DOWNLOAD_RECEIVED, path=target.name, size_bytes=len(content), sha256=sha256)
    book.close()
    return book


def may_replace(known: Artifacts, out: Path, **how: bool) -> bool:
    """Return whether out/a.mp4 may be replaced."""
    try:
        placed(out, "a.mp4", known, **how)
    except PathRefused:
        return False
    return True


def test_what_the_same_recipe_left_is_replaced(tmp_path: Path, known: Artifacts) -> None:
    """Unchanged since: then also without being asked to, and by a copy of the recipe; changed, never."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.mp4").write_bytes(MP4)
    assert not may_replace(known, out)
    ran(known, "r1", out / "a.mp4", MP4)
    assert may_replace(known, out)
    assert may_replace(replace(known, recipe=tmp_path / "copy.yaml"), out)
    assert may_replace(replace(known, recipe_sha256="edited"), out)
    stranger = replace(known, recipe=tmp_path / "other.yaml", recipe_sha256="other")
    assert not may_replace(stranger, out)
    assert may_replace(stranger, out, renews=True)
    (out / "a.mp4").write_bytes(MP4 + b"edited by hand")
    assert not may_replace(known, out, renews=True)
    assert may_replace(known, out, overwrite=True)


def test_only_our_own_journals_count(tmp_path: Path, known: Artifacts) -> None:
    """A copy elsewhere, a line added, another home: nothing of it gives the right to replace, or to go on."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.mp4").write_bytes(MP4)
    ran(replace(known, seal=seal.lasting(tmp_path / "theirs")), "r1", out / "a.mp4", MP4)
    _, terms = placed(out, "b.mp4", known)
    assert not may_replace(known, out, renews=True)
    assert not known.begun(out / "a.mp4", "a.mp4.0123.part")
    ran(known, "r2", out / "a.mp4", MP4)
    assert may_replace(known, out)
    assert known.begun(out / "a.mp4", "a.mp4.0123.part")
    assert not known.begun(out / "a.mp4", "a.mp4.4567.part")
    assert not terms.continues("a.mp4.0123.part")  # that is another file's
    path = known.runs_dir / "r2" / "events.jsonl"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines()[-1] + b"\n")
    assert not may_replace(known, out, renews=True)


def test_the_same_file_by_another_way(tmp_path: Path, known: Artifacts) -> None:
    """A file is known by where it is, not by how it was named; the same name elsewhere is another file."""
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "way").symlink_to("out")
    (out / "a.mp4").write_bytes(MP4)
    ran(known, "r1", out / "a.mp4", MP4)
    assert may_replace(known, tmp_path / "way")
    (tmp_path / "a.mp4").write_bytes(MP4)
    assert not may_replace(known, tmp_path)


@pytest.mark.parametrize("lay", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("b.mp4")])
def test_what_is_no_plain_file_is_in_the_way(tmp_path: Path, known: Artifacts, lay: Callable[[Path], None]) -> None:
    """A pipe is not waited for; without the user's word none of it goes, and a folder never does."""
    (tmp_path / "b.mp4").write_bytes(MP4)
    ran(known, "r1", tmp_path / "a.mp4", MP4)
    lay(tmp_path / "a.mp4")
    assert not may_replace(known, tmp_path, renews=True)
    assert may_replace(known, tmp_path, overwrite=True) == (lay is not Path.mkdir)
