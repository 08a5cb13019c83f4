"""A recipe as a skill of its own."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree.authoring.recipe_skill import skill_of
from imgfree.errors import RecipeUnreadable

HOSTILE = """\
version: 1
name: "Sale: --- 夏 |"
description: "one: two\\n---\\nname: other"
inputs:
  title: {type: string, default: "it's | here"}
steps:
  - credits: {}
"""


def test_what_it_shows_runs(tmp_path: Path, cloud: Callable[..., Ran]) -> None:
    """The commands of a shipped recipe's skill do what they say, in an empty folder."""
    name, texts = skill_of("product-reel")
    assert ("imgfree-product-reel", ["SKILL.md"]) == (name, list(texts))
    (block,) = re.findall(r"```sh\n(.*?)```", texts["SKILL.md"], re.DOTALL)
    for line in block.splitlines():
        ran = cloud(*shlex.split(line)[1:])
        assert 0 == ran.returncode, ran.stderr
    assert (tmp_path / "out" / "product-reel.mp4").is_file()


def test_a_recipes_words_stay_in_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and texts of a stranger's recipe are one line of the head, one cell of the table, one word of the shell."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my sale.yaml").write_text(HOSTILE, encoding="utf-8")
    name, texts = skill_of("my sale.yaml")
    assert "imgfree-sale" == name
    head = texts["SKILL.md"].split("---\n")[1].splitlines()
    assert ["name: imgfree-sale", "license: MIT"] == [head[0], head[2]]
    assert json.loads(head[1].removeprefix("description: ")).startswith("one: two --- name: other ")
    assert '| `title` | title | string | "it\'s \\| here" |' in texts["SKILL.md"]
    assert "imgfree run 'my sale.yaml' --set title='it'\"'\"'s | here' --json" in texts["SKILL.md"]


def test_an_unknown_recipe_is_said() -> None:
    """The shipped ones are named."""
    with pytest.raises(RecipeUnreadable) as refused:
        skill_of("no-such-recipe")
    assert "product-reel" in str(refused.value.hint)
