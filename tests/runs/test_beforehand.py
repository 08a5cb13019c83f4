"""What of a run is known before it begins, and refused then."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from imgfree import artifacts, recipe
from imgfree.errors import HostRefused, ImgfreeError, PathRefused, RightMissing
from imgfree.recipe import Inputs, Recipe
from imgfree.rights import Rights
from imgfree.runs.beforehand import check_sources, check_targets, first_words

API = "https://api.example"


def made(steps: str) -> Recipe:
    """Return a recipe of these steps."""
    return recipe.parse(f"version: 1\ninputs: {{to: {{}}}}\nsteps:\n{steps}", Path("clip.yaml"))


def inputs(**values: Any) -> Inputs:
    """Return the inputs of a run."""
    return Inputs(values, (), {})


def test_words_are_known_as_far_as_they_are() -> None:
    """Those of groups too; an expression over a step that has not run stays as it is written."""
    steps = """\
  - id: a
    instruct: "a {{ inputs.to }}"
  - id: g
    foreach: [1]
    as: n
    steps:
      - instruct: "{{ steps.a.text }} and more"
"""
    assert ["a reel", "{{ steps.a.text }} and more"] == first_words(made(steps), inputs(to="reel"), Rights())


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("https://elsewhere.example/a.mp4", RightMissing),
        ("http://127.0.0.1/a.mp4", HostRefused),
        ("{{ inputs.to }}", RightMissing),
        ("https://api.example/a.mp4", None),
        ("{{ steps.export.url }}", None),
    ],
)
def test_addresses_that_may_not_be_asked_are_refused(source: str, error: type[ImgfreeError] | None) -> None:
    """With the place in the recipe; what only the run can tell is looked at then."""
    found = made(f'  - export: mp4\n  - download: {{from: "{source}", to: a.mp4}}\n')
    given = inputs(to="https://cdn.example/a.mp4")
    if error is None:
        check_sources(found, given, Rights(), API)
        return
    with pytest.raises(error) as refused:
        check_sources(found, given, Rights(), API)
    assert refused.value.at is not None
    assert 5 == refused.value.at.line


@pytest.mark.parametrize(
    ("to", "rights", "refused"),
    [
        ("{{ inputs.to }}", {}, True),
        ("taken.mp4", {}, True),
        ("taken.mp4", {"overwrite": True}, False),
        ("free.mp4", {}, False),
        ("{{ steps.export.render_id }}.mp4", {}, False),
    ],
)
def test_targets_that_are_taken_are_refused(tmp_path: Path, to: str, rights: Mapping[str, Any], refused: bool) -> None:
    """So is a way out of the folder; an open name is not judged."""
    (tmp_path / "taken.mp4").touch()
    found = made(f'  - export: mp4\n  - download: "{to}"\n')

    def check() -> None:
        check_targets(found, inputs(to="../a.mp4"), tmp_path, Rights(**rights), artifacts.none())

    if not refused:
        check()
        return
    with pytest.raises(PathRefused) as error:
        check()
    assert error.value.at is not None
