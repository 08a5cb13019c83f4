"""What the tests of batches share: a recipe, its photos, a table, and who watches."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from imgfree import recipe
from imgfree.batches.board import Board
from imgfree.batches.ledger import Ended
from imgfree.recipe import Recipe

CLIP = """\
version: 1
name: clip
inputs:
  title: {type: string, maxLength: 20}
  photos: {type: array, items: {type: string, format: image}, minItems: 1, default: [a.jpg]}
  logo: {type: string, format: image, default: a.jpg}
  aspect: {type: string, enum: ["9:16", "1:1"], default: "9:16"}
  seconds: {type: integer, minimum: 1, default: 8}
steps:
  - id: photos
    upload: "{{ inputs.photos }}"
  - id: cut
    instruct: a {{ inputs.seconds }} second {{ inputs.aspect }} reel called "{{ inputs.title }}"
  - export: mp4
  - download: film.mp4
outputs:
  video: "{{ steps.download.path }}"
"""


@pytest.fixture
def clip(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a recipe with two photos beside it."""
    photo("a.jpg")
    photo("b.jpg")
    (tmp_path / "clip.yaml").write_text(CLIP, encoding="utf-8")
    return tmp_path / "clip.yaml"


@pytest.fixture
def loaded(clip: Path) -> Recipe:
    """Return that recipe, checked."""
    return recipe.load(clip)


@pytest.fixture
def rows(tmp_path: Path, clip: Path) -> Callable[..., Path]:
    """Return what writes a table with a title for each of these keys: `rows("A", "B")`."""

    def write(*keys: str, name: str = "rows.csv") -> Path:
        lines = ["sku,title", *(f"{key},Title {key}" for key in keys)]
        (tmp_path / name).write_text("\n".join([*lines, ""]), encoding="utf-8")
        return tmp_path / name

    return write


@dataclass
class Told:
    """A watcher that remembers what it was told."""

    lines: list[str] = field(default_factory=list)
    rows: list[Ended] = field(default_factory=list)
    board: Board | None = None

    def tell(self, text: str) -> None:
        """Remember a line."""
        self.lines.append(text)

    def begin(self, board: Board) -> None:
        """Remember whose rows follow."""
        self.board = board

    def ended(self, row: Ended) -> None:
        """Remember a row's end."""
        self.rows.append(row)


@pytest.fixture
def told() -> Told:
    """Return who is told what happens."""
    return Told()


@pytest.fixture
def results(tmp_path: Path) -> Callable[..., dict[str, dict[str, Any]]]:
    """Return what reads results.jsonl, by key."""

    def read(folder: str = "out") -> dict[str, dict[str, Any]]:
        lines = (tmp_path / folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
        return {row["key"]: row for row in map(json.loads, lines)}

    return read


@pytest.fixture
def batch(cloud: Callable[..., Ran]) -> Callable[..., Ran]:
    """Return the command over rows.csv by its column `sku`, with `nemo` as its cloud."""

    def run(*args: str | Path, **options: Any) -> Ran:
        return cloud("batch", "clip.yaml", "rows.csv", "--key", "sku", *args, **options)

    return run
