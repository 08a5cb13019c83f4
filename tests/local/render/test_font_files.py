"""What font files say of themselves."""

from pathlib import Path

import pytest

from imgfree.local.render.faces import east_asian, european, western
from imgfree.local.render.font_files import coverage, is_whole, weights


def test_a_face_has_its_own_letters_only() -> None:
    """Letters, signs and marks are told by their code points; what has no picture is not claimed."""
    letters = coverage(european().path, 0)
    assert all(ord(char) in letters for char in "Aż€Ωя\u0301")
    assert not any(ord(char) in letters for char in "漢\U0001f525\n\U0010ffff")
    assert all(ord(char) in coverage(east_asian("ja").path, 0) for char in "漢かA")


def test_weights_are_read_from_the_file() -> None:
    """A variable font says how light and how heavy it can be; a font of one weight says nothing."""
    assert (200, 900) == weights(european().path)
    assert weights(western("anton").path) is None


def test_a_font_that_is_cut_off_is_not_whole(tmp_path: Path) -> None:
    """A whole file is; one whose end is missing, at any place, is not."""
    whole = western("anton").path
    assert is_whole(whole)
    for share in (0.2, 0.6, 0.99):
        (tmp_path / "cut.ttf").write_bytes(whole.read_bytes()[: int(share * whole.stat().st_size)])
        assert not is_whole(tmp_path / "cut.ttf")


@pytest.mark.parametrize("content", [None, b"", b"<html>", b"ttcf" + b"\xff" * 40, b"\0\1\0\0" + bytes(range(256))])
def test_what_is_no_font_has_nothing(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, empty, damaged or of another kind has no letters and no weights."""
    path = tmp_path / "some.ttf"
    if content is not None:
        path.write_bytes(content)
    assert not is_whole(path)
    assert weights(path) is None
    assert 65 not in coverage(path, 0)
