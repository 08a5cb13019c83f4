"""What a gallery shows, and what it does not: painted here, replayed, measured."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from commandline import ROOT
from imgfree.runs.app import App
from imgfree.sharing import exhibits, gallery
from imgfree.sharing.gallery import Entry, Gallery


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a shipped recipe, its photo and its cassette."""
    (tmp_path / "cassettes").mkdir()
    shutil.copytree(ROOT / "recipes" / "assets", tmp_path / "assets")
    shutil.copy(ROOT / "recipes" / "quick-clip.yaml", tmp_path)
    shutil.copy(ROOT / "cassettes" / "quick-clip.yaml", tmp_path / "cassettes")
    return tmp_path


def test_a_recipe_gets_a_cover_and_a_sheet(folder: Path) -> None:
    """Small pictures of its film; the cover is the first still."""
    [entry], _ = gallery.listed(folder, Gallery(licence="MIT"))
    painted = exhibits.painted(App.open(), folder, entry)
    assert ("gallery/quick-clip.jpg", "gallery/quick-clip-sheet.jpg") == (painted.cover, painted.sheet)
    with Image.open(folder / painted.cover) as cover, Image.open(folder / painted.sheet) as sheet:
        assert 240 == cover.width
        assert 900 >= sheet.width > 200
    assert [] == list(exhibits.faults(App.open(), folder, Gallery(licence="MIT"), painted))


def test_what_keeps_a_recipe_from_being_shown_is_told(folder: Path) -> None:
    """No licence, other inputs, a picture that is gone, a heavy photo, a cassette that does not fit, or none."""
    [entry], _ = gallery.listed(folder, Gallery())
    bad = replace(entry, inputs=("old",), cover="gallery/none.jpg")
    path = folder / "quick-clip.yaml"
    for photo in (folder / "assets").glob("*.jpg"):
        photo.write_bytes(photo.read_bytes() + bytes(exhibits.LARGEST_PHOTO_BYTES))
    told = "\n".join(exhibits.faults(App.open(), folder, Gallery(), bad))
    for part in ("no licence", "inputs are others", "cover gallery/none.jpg is missing", "kB; 300 are", "is stale"):
        assert part in told
    shutil.rmtree(folder / "cassettes")
    assert "it has no cassette" in "\n".join(exhibits.faults(App.open(), folder, Gallery(), entry))
    path.write_text("version: 1\n")
    [only] = exhibits.faults(App.open(), folder, Gallery(), Entry("quick-clip.yaml"))
    assert "steps" in only
