"""The cassettes of a recipe's cases go with it, wherever they were, and the copy finds them."""

from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.replays.cases import cases_of
from imgfree.sharing import recordings

TEXT = """\
version: 1
inputs:
  title: {type: string, default: Summer}
steps:
  - instruct: "a reel called {{ inputs.title }}"
tests:
  winter:
    inputs: {title: Winter}
  spring: {inputs: {title: Spring}, cassette: "../cassettes/old-spring.yaml"}  # outside
  autumn:
    cassette: recorded/autumn.yaml
  night:
    cassette: ../elsewhere/night.yaml
"""
BODY = "ab" * 32


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Return a recipe with four cases, the cassette of one far away, and a side file of its own."""
    there = ("cassettes/r.yaml", f"cassettes/r.bodies/{BODY}", "cassettes/r.bodies/notes.txt", "elsewhere/night.yaml",
             "cassettes/r-winter.yaml", "cassettes/old-spring.yaml", "reels/recorded/autumn.yaml")  # fmt: skip
    for name in there:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "reels" / "r.yaml").write_text(TEXT)
    return tmp_path / "reels" / "r.yaml"


def test_each_case_has_its_cassette_again(tmp_path: Path, theirs: Path) -> None:
    """By its new name, where it was, or in cassettes/, as the text then says; what is far away stays there."""
    found = recordings.recordings(recipe.parse(TEXT, theirs), "mine")
    copies = {"cassettes/mine.yaml", f"cassettes/mine.bodies/{BODY}", "cassettes/mine-winter.yaml",
              "cassettes/old-spring.yaml", "recorded/autumn.yaml"}  # fmt: skip
    assert copies == found.keys()
    home = tmp_path / "far" / "home" / "mine.yaml"
    for place, source in found.items():
        (home.parent / place).parent.mkdir(parents=True, exist_ok=True)
        (home.parent / place).write_bytes(source.read_bytes())
    home.write_text(recordings.moved(TEXT, theirs))
    cases = {case.name: case.cassette for case in cases_of(home, ())}
    assert {"", "winter", "spring", "autumn"} == {name for name, path in cases.items() if path.is_file()}


def test_only_that_path_is_written_anew(theirs: Path) -> None:
    """Comments and all else stay as they are."""
    assert TEXT.replace("../cassettes/old-spring", "cassettes/old-spring") == recordings.moved(TEXT, theirs)


def test_no_link_leads_out(tmp_path: Path, theirs: Path) -> None:
    """A cassette that is a link to somewhere else is none."""
    (tmp_path / "secret.yaml").write_text("secret")
    (tmp_path / "cassettes" / "old-spring.yaml").unlink()
    (tmp_path / "cassettes" / "old-spring.yaml").symlink_to(tmp_path / "secret.yaml")
    assert "cassettes/old-spring.yaml" not in recordings.recordings(recipe.parse(TEXT, theirs), "mine")
