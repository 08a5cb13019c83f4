"""What is well-formed and still a mistake."""

from pathlib import Path

import pytest

from commandline import SHIPPED
from imgfree import recipe
from imgfree.errors import describe


def test_a_recipe_with_a_hashtag_is_warned(tmp_path: Path) -> None:
    """The words, a default, a name and a path are looked at; the recipe stays valid."""
    path = tmp_path / "r.yaml"
    path.write_text(
        "version: 1\nname: Sale #1\ninputs:\n  t: {type: string}\n  u:\n    default: Summer #sale\nsteps:\n"
        "  - upload: shots/a #2.jpg\n  - instruct:\n      text: Make #1 film\n",
        encoding="utf-8",
    )
    assert [2, 6, 8, 10] == [one.at.line for one in recipe.load(path).warnings if one.at]


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("this step never runs", "  - {credits: 1, if: false}\n"),
        ("this step never runs", "  - {credits: 1, if: 1 > 2}\n"),
        ("this step never runs", "  - {credits: 1, if: \"inputs.kind == 'c'\"}\n"),
        ("", "  - {credits: 1, if: \"inputs.kind == 'a'\"}\n"),
        ("", "  - {credits: 1, if: 'true'}\n"),
        ("no export shows", "  - instruct: a\n  - export:\n  - {id: b, instruct: b}\n"),
        ("", "  - instruct: a\n"),
        ("", "  - export:\n  - {id: b, instruct: b, expect: timeline.duration_s > 1}\n"),
        ("", "  - export:\n  - {id: b, instruct: b}\n  - wait_state: timeline.duration_s > 1\n"),
        ("", "  - export:\n  - {id: b, instruct: b}\n  - {id: c, credits: 1, if: steps.b.edited}\n"),
        ("", "  - foreach: [1, 2]\n    as: n\n    steps:\n      - export:\n      - instruct: warmer\n"),
    ],
)
def test_warnings(said: str, steps: str) -> None:
    """What is valid and most likely not meant is said; what may be meant is not."""
    text = f"version: 1\ninputs: {{kind: {{enum: [a, b], default: a}}}}\nsteps:\n{steps}"
    told = "\n".join(describe(one) for one in recipe.parse(text, "clip.yaml").warnings)
    assert said in told if said else told == ""


def test_shipped_recipes_have_no_warnings() -> None:
    """What we ship is what we would write."""
    for path in SHIPPED:
        assert () == recipe.load(path).warnings
