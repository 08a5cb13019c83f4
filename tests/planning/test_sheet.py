"""A sheet of stills as a file."""

from pathlib import Path

import pytest

from imgfree.errors import PathRefused, SetupError
from imgfree.planning.sheet import check, write

JPEG = b"\xff\xd8\xff\xe0sheet"


def test_an_earlier_sheet_is_replaced(tmp_path: Path) -> None:
    """Folders that are missing are made."""
    for content in (JPEG, JPEG + b"2"):
        write(tmp_path / "new" / "s.jpg", content, option="-o")
    assert JPEG + b"2" == (tmp_path / "new" / "s.jpg").read_bytes()


@pytest.mark.parametrize("name", ["film.mp4", "notes.jpg", "folder.jpg"])
def test_no_other_file_is_lost(tmp_path: Path, name: str) -> None:
    """A sheet is called a JPEG, and replaces nothing else."""
    (tmp_path / "notes.jpg").write_bytes(b"notes")
    (tmp_path / "folder.jpg").mkdir()
    with pytest.raises(PathRefused):
        check(tmp_path / name, option="-o")
    with pytest.raises(PathRefused):
        write(tmp_path / name, JPEG, option="-o")


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With its name."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SetupError, match=r"s\.jpg' cannot be written"):
        write(tmp_path / "file" / "s.jpg", JPEG, option="-o")
