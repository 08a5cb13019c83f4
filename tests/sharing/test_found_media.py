"""Files found again by their digests."""

from pathlib import Path

import pytest

from imgfree import disk
from imgfree.sharing.found_media import find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a photo, another in a folder of it, and a note."""
    for name in ("a.jpg", "below/renamed.jpg", "below/note.txt", ".hidden/c.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_file_is_found_under_any_name(folder: Path) -> None:
    """That ends alike; of hidden folders and of links nothing is read."""
    wanted = {disk.sha256(folder / name): called for name, called in
              {"a.jpg": "a.jpg", "below/renamed.jpg": "b.jpg", ".hidden/c.jpg": "c.jpg"}.items()}  # fmt: skip
    (folder / "below" / "link.jpg").symlink_to(folder / ".hidden" / "c.jpg")
    found = find(wanted, folder, below=True)
    assert {folder / "a.jpg", folder / "below" / "renamed.jpg"} == set(found.values())


def test_beside_means_beside(folder: Path) -> None:
    """No folder is looked through, and a file of that name with other bytes is another file."""
    wanted = {disk.sha256(folder / "below" / "renamed.jpg"): "a.jpg"}
    assert {} == find(wanted, folder, below=False)
    assert [folder / "below" / "renamed.jpg"] == list(find(wanted, folder, below=True).values())
