"""`imgfree looks`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from commandline import Ran

Imgfree = Callable[..., Ran]


def test_looks_are_listed(imgfree: Imgfree) -> None:
    """With what each brings, as lines and as one object."""
    told = json.loads(imgfree("looks", "--json").stdout)["looks"]
    assert [one["name"].split()[0] for one in told] == [
        line.split()[0] for line in imgfree("looks").stdout.splitlines()
    ]


@pytest.mark.slow
def test_a_sheet_shows_them(imgfree: Imgfree, tmp_path: Path) -> None:
    """Of the shipped photos where none is given; its path goes to stdout. A file that is no photo is refused."""
    assert "sheet.jpg" == imgfree("looks", "--sheet", "sheet.jpg", cwd=tmp_path).stdout.strip()
    with Image.open(tmp_path / "sheet.jpg") as sheet:
        assert "JPEG" == sheet.format
    (tmp_path / "notes.txt").write_text("no photo")
    assert 0 != imgfree("looks", "--sheet", "other.jpg", "notes.txt", cwd=tmp_path).returncode
    assert 2 == imgfree("looks", "--sheet", "other.jpg", "--look", "shiny", cwd=tmp_path).returncode
    assert not (tmp_path / "other.jpg").exists()


def test_a_sheet_costs_no_other_file(imgfree: Imgfree, tmp_path: Path) -> None:
    """What is no picture of that sort stays as it is, whatever it is called."""
    for name in ("notes.txt", "notes.jpg"):
        (tmp_path / name).write_text("precious")
        assert 3 == imgfree("looks", "--sheet", name, "--look", "bold", cwd=tmp_path).returncode
        assert "precious" == (tmp_path / name).read_text()
