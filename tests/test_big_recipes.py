"""A stranger's recipe of a megabyte is checked in a few seconds, whatever is in it."""

import contextlib
import time
from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import RecipeError

HEAD = "version: 1\n"
STEP = "steps:\n  - credits: {}\n"
BIG = {
    "words after the export": HEAD + "steps:\n  - upload: a.jpg\n  - export: mp4\n" + "".join(
        f"  - {{id: a{n}, instruct: make it warmer}}\n" for n in range(8000)
    ),
    "steps that are not there": HEAD + "steps:\n" + "".join(
        f"  - {{id: a{n}, instruct: '{{{{ steps.b{n} }}}}'}}\n" for n in range(7000)
    ),
    "keys nobody knows": HEAD + f"steps:\n  - {{credits: {{}}, {', '.join(f'k{n}: 1' for n in range(20_000))}}}\n",
    "a choice of thousands": HEAD + "inputs:\n  a: {type: array, items: {enum: ["
    + ", ".join(f"a{n}" for n in range(15_000)) + "]}, default: [" + ", ".join(f"b{n}" for n in range(15_000))
    + "]}\n" + STEP,
    "items that must differ": HEAD + "inputs:\n  a: {type: array, uniqueItems: true, maxItems: 1, default: ["
    + ", ".join(f"{{a: {n}}}" for n in range(9000)) + "]}\n" + STEP,
    "blanks before a fault": HEAD + "steps:\n  - instruct: a" + " " * 15_000 + "{{ nope }}\n",
    "costly conditions": HEAD + "steps:\n" + "".join(
        f"  - {{id: a{n}, if: 'range(99999) | list | length > {n}', credits: {{}}}}\n" for n in range(3000)
    ),
    "costly patterns": HEAD + "inputs:\n" + "".join(
        f"  i{n}: {{type: string, pattern: '.{{0,500}}.{{0,400}}{n}'}}\n" for n in range(5000)
    ) + STEP,
    "a long text again and again": HEAD + "inputs:\n  a: {type: array, items: {type: string}, default: [&x "
    + "a" * 900_000 + ", *x" * 20_000 + "]}\n" + STEP,
}  # fmt: skip


@pytest.mark.parametrize("text", BIG.values(), ids=BIG)
def test_a_check_ends(tmp_path: Path, text: str) -> None:
    """The recipe is accepted or refused, in less processor time than a reader would wait."""
    assert len(text.encode()) < 1024 * 1024
    began_s = time.process_time()
    with contextlib.suppress(RecipeError):
        recipe.parse(text, tmp_path / "r.yaml")
    assert time.process_time() - began_s < 8
