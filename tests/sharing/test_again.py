"""A film made again from what it carries: only files that it names by digest, and no right at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from imgfree import disk
from imgfree.errors import InputRefused, RightMissing
from imgfree.provenance import Carried, Mark, Medium
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.sharing.again import Source, again

RECIPE = """\
version: 1
name: clip
inputs:
  photos: {type: array, items: {type: string, format: image}, default: [no.jpg]}
steps:
  - upload: "{{ inputs.photos }}"
  - {id: more, upload: "more/*.jpg"}
  - instruct: a 1-second reel
  - export: {format: mp4, quality: draft, resolution: 144x256}
  - download: "out/{{ recipe.name }}.mp4"
"""


@pytest.fixture
def source(tmp_path: Path, photo: Callable[..., Path]) -> Source:
    """Return what a film carries that was made of two photos, which lie elsewhere now, under other names."""
    (tmp_path / "elsewhere").mkdir()
    one, two = (photo(f"elsewhere/{name}") for name in ("x.jpg", "y.jpg"))
    two.write_bytes(two.read_bytes() + b"\0")
    digests = [disk.sha256(path) for path in (one, two)]
    media = tuple(Medium(sha256, "image", name) for sha256, name in zip(digests, ("a.jpg", "b.jpg"), strict=True))
    inputs = {"photos": [{"name": "assets/a.jpg", "sha256": digests[0]}]}
    carried = Carried("clip", RECIPE, inputs, {}, {}, {})
    mark = Mark("1.0", "local", {}, "", "", {"image": 2}, media, (), carried=carried)
    return Source(tmp_path / "film.mp4", mark, carried, tmp_path / "elsewhere")


def tried(source: Source, folder: Path) -> list[str]:
    """Return the names of the films that are made again."""
    folder.mkdir()
    return [one.path.name for one in again(App.open(), source, folder, NOBODY)]


def test_files_are_brought_where_the_recipe_wants_them(tmp_path: Path, source: Source) -> None:
    """Those of its inputs, and what it names itself, here by a pattern; nothing is written elsewhere."""
    before = sorted(tmp_path.rglob("*"))
    assert ["clip.mp4"] == tried(source, tmp_path / "work")
    project = tmp_path / "work" / "project"
    assert ["assets/a.jpg", "clip.yaml", "more/b.jpg"] == sorted(
        path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()
    )
    assert before == sorted(path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "work"))


def test_a_missing_file_is_named_with_its_digest(tmp_path: Path, source: Source) -> None:
    """And only that."""
    gone = tmp_path / "elsewhere" / "y.jpg"
    sha256 = disk.sha256(gone)
    gone.unlink()
    with pytest.raises(InputRefused) as refused:
        tried(source, tmp_path / "work")
    assert [f"b.jpg  sha256 {sha256}"] == list(refused.value.details)


@pytest.mark.parametrize("place", ["../a.jpg", "/tmp/a.jpg", "clip.yaml", "a/../../b.jpg", "", "a\\b.jpg"])
def test_no_file_goes_anywhere_else(tmp_path: Path, source: Source, place: str) -> None:
    """A film may name any place."""
    inputs = {"photos": [{"name": place, "sha256": source.mark.media[0].sha256}]}
    with pytest.raises(InputRefused, match="below its recipe"):
        tried(replace(source, carried=replace(source.carried, inputs=inputs)), tmp_path / "work")


@pytest.mark.parametrize(
    "more",
    ["env: [HOME]\n", "backend: nemo\n", "  - {id: far, upload: {urls: ['https://example.com/a.jpg']}}\n",
     "  - {id: far, download: {from: 'https://example.com/a.mp4', to: a.mp4}}\n"],
)  # fmt: skip
def test_it_is_given_no_right(tmp_path: Path, source: Source, more: str) -> None:
    """It asks for no variable and for nothing on the network; where it says it wants to run has no say."""
    text = RECIPE + more if more.startswith(" ") else RECIPE.replace("name: clip\n", f"name: clip\n{more}")
    asked = replace(source, carried=replace(source.carried, recipe=text))
    if more.startswith("backend"):
        assert ["clip.mp4"] == tried(asked, tmp_path / "work")
        return
    with pytest.raises(RightMissing):
        tried(asked, tmp_path / "work")
