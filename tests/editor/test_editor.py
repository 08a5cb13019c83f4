"""What an editor offers and explains in a recipe that `imgfree new` made, without any network or setting."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from imgfree import schema

pytestmark = [pytest.mark.editor, pytest.mark.timeout(600)]


@pytest.fixture
def recipe(tmp_path: Path, imgfree: Callable[..., Ran]) -> Path:
    assert 0 == imgfree("new", "reels/mine").returncode
    return tmp_path / "reels" / "mine.yaml"


def test_keys_and_values_are_offered(recipe: Path, editor: Callable[[], Any]) -> None:
    """A new step offers every kind and every common key; an export its formats; each with our description."""
    there = editor()
    head = recipe.read_text(encoding="utf-8").splitlines()[0]
    text = f"{head}\nversion: 1\nsteps:\n  - \n  - export:\n      quality: \n"
    there.open(recipe, text)
    offered = there.completion(recipe, 3, 4)
    assert {*schema.kinds(), "id", "name", "if", "expect", "retry", "timeout"} <= set(offered)
    assert "Say in words what the video should be like" in offered["instruct"]
    assert {"low", "medium", "high"} <= set(there.completion(recipe, 5, 15))
    assert {"backend", "inputs", "outputs", "session"} <= set(there.completion(recipe, 6, 0))


def test_words_are_explained(recipe: Path, editor: Callable[[], Any]) -> None:
    """Resting on a key shows its description from our schema, at the top, in a step, and in an input."""
    there = editor()
    text = recipe.read_text(encoding="utf-8")
    there.open(recipe, text)
    lines = text.splitlines()

    def on(word: str) -> str:
        line = next(number for number, one in enumerate(lines) if word in one)
        return str(there.hover(recipe, line, lines[line].index(word) + 1))

    assert "What may be given with --set" in on("inputs:")
    assert "Say in words what the video should be like" in on("instruct:")
    assert "Send files or web addresses" in on("upload:")
    assert "The step fails if it takes longer" in on("timeout:")
    assert "What must hold afterwards" in on("expect:")
    assert "How much detail is kept" in on("quality:")
    assert "The most characters" in on("maxLength:")


def test_mistakes_are_underlined(recipe: Path, editor: Callable[[], Any]) -> None:
    """A valid recipe has no problem; a wrong value and an unknown key have one, in their lines."""
    there = editor()
    good = recipe.read_text(encoding="utf-8")
    bad = recipe.with_name("bad.yaml")
    there.open(recipe, good)
    there.open(bad, good.replace("quality: high", "quality: best").replace("    name: Cut", "    nmae: Cut"))
    until_s = time.monotonic() + 60
    while not there.problems.get(bad.as_uri()) and time.monotonic() < until_s:
        time.sleep(0.2)
    lines = good.splitlines()
    wrong = {number for number, line in enumerate(lines) if "quality: high" in line or "    name: Cut" in line}
    assert wrong == {one["range"]["start"]["line"] for one in there.problems[bad.as_uri()]}
    assert [] == there.problems.get(recipe.as_uri(), [])
