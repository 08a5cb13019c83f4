"""What font files say of themselves."""

from pathlib import Path

import pytest

from imgfree.local.render.faces import east_asian, european
from imgfree.local.render.font_files import coverage, face_count, style


def test_a_collection_has_all_its_faces() -> None:
    """Each face of the packed collection is counted and told apart; what is no font has none."""
    packed = east_asian("ja").path
    assert 5 <= face_count(packed)
    families = {look.family for index in range(face_count(packed)) if (look := style(packed, index))}
    assert {"Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans CJK TC"} <= families


def test_a_face_has_its_own_letters_only() -> None:
    """Letters, signs and marks are told by their code points; what has no picture is not claimed."""
    letters = coverage(european().path, 0)
    assert all(ord(char) in letters for char in "Aż€Ωя\u0301")
    assert not any(ord(char) in letters for char in "漢\U0001f525\n\U0010ffff")
    assert all(ord(char) in coverage(east_asian("ja").path, 0) for char in "漢かA")


def test_looks_are_read_from_the_file() -> None:
    """The packed European face is an upright, plain sans."""
    look = style(european().path, 0)
    assert look is not None
    assert ("Source Sans 3", 5, False, False, False, True, False) == (
        *(look.family, look.width, look.slanted, look.fixed_pitch),
        *(look.serif, look.plain, look.coloured),
    )


@pytest.mark.parametrize("content", [None, b"", b"<html>", b"ttcf" + b"\xff" * 40, b"\0\1\0\0" + bytes(range(256))])
def test_what_is_no_font_has_nothing(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, empty, damaged or of another kind has no face, no look and no letter."""
    path = tmp_path / "some.ttf"
    if content is not None:
        path.write_bytes(content)
    assert (0, None) == (face_count(path), style(path, 0))
    assert 65 not in coverage(path, 0)
