"""What goes with a recipe: what it reads of its own folder, its cassette; nothing from elsewhere."""

from pathlib import Path

import pytest

from commandline import ROOT
from imgfree.errors import InputRefused
from imgfree.sharing.companions import companions

TEXT = """\
version: 1
inputs:
  photos: {type: array, items: {type: string, format: image}, default: [assets/a.jpg, "more/*.png", ../secret.jpg]}
steps:
  - upload: "{{ inputs.photos }}"
  - id: more
    upload: assets/missing.jpg
"""


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Return a recipe's file with photos beside and above it, and its cassette."""
    for name in ("reels/assets/a.jpg", "reels/assets/b.jpg", "reels/more/c.png", "secret.jpg", "cassettes/r.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "reels" / "r.yaml").write_text(TEXT)
    return tmp_path / "reels" / "r.yaml"


def test_what_a_recipe_reads_goes_with_it(theirs: Path) -> None:
    """By name or pattern, from its folder; the cassette gets the copy's name. What it does not read stays there."""
    found = companions(theirs, TEXT, "mine")
    assert {"assets/a.jpg", "more/c.png", "cassettes/mine.yaml"} == found.keys()
    assert b"cassettes/r.yaml" == found["cassettes/mine.yaml"].read_bytes()


@pytest.mark.parametrize("name", ["assets/a.jpg", "more/d.png", "../cassettes/r.yaml", "brand.yaml"])
def test_what_is_no_plain_file_is_refused_by_name(theirs: Path, name: str) -> None:
    """A photo, one that a pattern would mean, a cassette, a brand; a stranger's link beside them hinders nobody."""
    path = (theirs.parent / name).resolve()
    with pytest.raises(InputRefused, match=f"'{path.name}' is a submodule"):
        companions(theirs, TEXT, "mine", {path: "a submodule"})
    assert companions(theirs, TEXT, "mine", {theirs.parent / "assets" / "other.jpg": "a link"})


def test_a_brand_goes_with_its_recipe() -> None:
    """The shipped one, with its logo."""
    path = ROOT / "recipes" / "branded-reel.yaml"
    assert {"assets/brand.yaml", "assets/logo.png"} <= companions(path, path.read_text(encoding="utf-8"), "x").keys()
