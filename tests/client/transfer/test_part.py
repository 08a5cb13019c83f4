"""The incomplete file beside its target."""

import errno
import hashlib
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from going import NOTHING, going
from imgfree import disk
from imgfree.cassette import media
from imgfree.client.transfer.part import Part, Terms, check_free, writing
from imgfree.errors import PathRefused, SetupError
from imgfree.provenance import Mark, look
from thorough import some

URL = "https://cdn.example/a.mp4"
FILM = media.placeholder("webm")
MARK = Mark("1.0", "local", {}, "a" * 64, "b" * 64, {"image": 1}, (), ())


def len_is(length: int) -> Callable[[str], bool]:
    """Return what says so of a text of that length."""
    return lambda text: len(text) == length


def test_a_part_is_gone_on_with_and_gets_its_name(tmp_path: Path) -> None:
    """What came is found again by the same address and version; when it is whole, nothing else is left."""
    target = tmp_path / "new" / "a.mp4"
    first = Part(target, URL, Terms())
    first.begin("v1")
    assert [3] == list(first.append(iter([b"abc"])))
    again = Part(target, URL, Terms())
    assert (3, True, False) == (again.size_bytes, again.belongs_to("v1"), again.belongs_to("v2"))
    assert [5, 6] == list(again.append(iter([b"de", b"f"])))
    done = again.finish()
    assert (target, 6, hashlib.sha256(b"abcdef").hexdigest()) == (done.path, done.size_bytes, done.sha256)
    assert [target] == list(target.parent.iterdir())
    assert b"abcdef" == target.read_bytes()


def test_a_part_of_something_else_is_none(tmp_path: Path) -> None:
    """Another address, one that nobody knows of, and one that was dropped."""
    target = tmp_path / "a.mp4"
    first = Part(target, URL, Terms())
    first.begin(None)
    list(first.append(iter([b"abc"])))
    assert None is Part(target, URL + "?2", Terms()).path
    assert None is Part(target, URL, Terms(continues=lambda name: False)).path
    first.drop()
    assert (None, 0, []) == (Part(target, URL, Terms()).path, first.size_bytes, list(tmp_path.iterdir()))


def test_what_is_in_the_way_is_refused(tmp_path: Path) -> None:
    """A folder always, a file unless it may be replaced; nothing is no obstacle, nor is a folder that is not there."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.mp4").write_bytes(b"x")
    for name, terms in (("folder", Terms(overwrite=True)), ("a.mp4", Terms()), ("a.mp4", Terms(replaces=len_is(3)))):
        with pytest.raises(PathRefused):
            check_free(tmp_path / name, terms)
    check_free(tmp_path / "a.mp4", Terms(overwrite=True))
    check_free(tmp_path / "a.mp4", Terms(replaces=len_is(64)))
    check_free(tmp_path / "b.mp4", Terms())
    check_free(tmp_path / "no" / "b.mp4", Terms())


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES])
def test_what_went_wrong_is_a_matter_of_the_machine(tmp_path: Path, number: int) -> None:
    """A full disk is told as one, with what becomes of the part."""
    with pytest.raises(SetupError) as caught, writing(tmp_path / "a.mp4"):
        raise OSError(number, "no")
    assert (number != errno.EACCES) == ("full" in caught.value.message) == bool(caught.value.hint)


KILLED = """
import os, signal, sys
from pathlib import Path
from imgfree.client.transfer.part import Part, Terms
from client.transfer.test_part import FILM, MARK, URL

class Deadly:
    left = int(sys.argv[3])
    def __getattr__(self, name):
        def act(*args, **options):
            Deadly.left -= 1
            if not Deadly.left:
                if name == "write":
                    os.write(args[0], args[1][:len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return getattr(os, name)(*args, **options)
        return act

part = Part(Path(sys.argv[2]), URL, Terms())
part.begin("v1")
list(part.append(iter([FILM])))
Part(Path(sys.argv[2]), URL, Terms(mark=MARK, system=Deadly())).finish()
"""


def fetched(target: Path, terms: Terms) -> str:
    """Go on with a part as a download does: what has another length than the server's file is dropped."""
    part = Part(target, URL, terms)
    if part.size_bytes != len(FILM):
        part.drop()
        part.begin("v1")
        list(part.append(iter([FILM])))
    return part.finish().sha256


def test_killed_while_a_film_gets_its_mark(tmp_path: Path) -> None:
    """At each of its steps: no half film has the name, and going on makes the file that it would have been."""
    whole = tmp_path / "whole.webm"
    sha256 = fetched(whole, Terms(mark=MARK))
    assert sha256 == disk.sha256(whole)
    assert "whole" == look(whole).state
    tests = Path(__file__).parents[2]
    for number in some(range(1, 14), 5):
        target = tmp_path / f"{number}" / "a.webm"
        program = f"import sys; sys.path.insert(0, {str(tests)!r})\n{KILLED}"
        died = going("run", target, str(number), cwd=tmp_path, stdout=NOTHING, stderr=NOTHING, before=program)
        assert -signal.SIGKILL == died.wait(240)
        assert not target.exists() or sha256 == disk.sha256(target)
        assert sha256 == fetched(target, Terms(mark=MARK, overwrite=True))
        assert [target] == list(target.parent.iterdir())


def test_a_full_disk_leaves_a_part_to_go_on_with(tmp_path: Path) -> None:
    """The mark's beginning is taken off again."""

    class Full:
        def __getattr__(self, name: str) -> Any:
            return getattr(os, name)

        def write(self, descriptor: int, data: bytes) -> int:
            os.write(descriptor, data[:5])
            raise OSError(errno.ENOSPC, "no space left on device")

    target = tmp_path / "a.webm"
    part = Part(target, URL, Terms())
    part.begin("v1")
    list(part.append(iter([FILM])))
    with pytest.raises(SetupError):
        Part(target, URL, Terms(mark=MARK, system=Full())).finish()
    (left,) = tmp_path.iterdir()
    assert FILM == left.read_bytes()
