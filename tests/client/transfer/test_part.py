"""The incomplete file beside its target."""

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.client.transfer.part import Part, Terms, check_free, writing
from imgfree.errors import PathRefused, SetupError

URL = "https://cdn.example/a.mp4"


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
