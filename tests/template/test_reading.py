"""Expressions taken apart: what they name, and where they are malformed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from expressions import refused, underlined
from imgfree import template

Golden = Callable[[Path | str, str], None]
MALFORMED = [
    "{{ x",
    "ok {{ 1 }} {{ x",
    "{{ x }",
    "{{ }}",
    "{{ 1 + }}",
    "a {{ 1 + }} b",
    "{{ 'a }}",
    "{{ a b }}",
    "{{ a = b }}",
    "{{ a && b }}",
    "{{ a || b }}",
    "{{ !a }}",
    "{{ a ? b : c }}",
    "{{ (a }}",
    "{{ a | lenght }}",
    "{{ a is definde }}",
    "{{ a | first.b }}",
    "{% if a %}x",
    "{% if a",
    "{# x",
    "{% raw %}x",
    "{% set a = 1 %}",
]


def test_says_where_an_expression_is_malformed(golden: Golden) -> None:
    """Before anything is evaluated, a slip is found at the very character."""
    told = []
    for text in MALFORMED:
        flaw = template.check(text, bare=False)
        assert flaw is not None
        told.append(underlined(text, flaw.offset, flaw.width, flaw.message, flaw.hint))
    golden("said/expressions-malformed.txt", "\n".join(told))


@pytest.mark.parametrize("name", ["for", "include", "import", "macro", "set", "block", "extends", "call", "with", "do"])
def test_refuses_statements(name: str) -> None:
    """Of Jinja's statements only `if` is there: no loops without end, no other files."""
    flaw = template.check("{% " + name + " x in y %}", bare=False)
    assert flaw is not None
    assert flaw.message.startswith(f"the statement '{name}' ")


def test_names_what_an_expression_looks_up() -> None:
    """Filters, tests, options and keys of something computed are no names; indexes belong to theirs."""
    text = "inputs.photos | map(attribute='x') | first == steps.a['b-c'][0].d is defined and f(k=other).w"
    found = template.names(text)
    assert [("inputs", ("photos",)), ("steps", ("a", "b-c", 0, "d")), ("f", ()), ("other", ())] == [
        (one.root, one.parts) for one in found
    ]
    for one in found:
        for piece, offset in zip((one.root, *one.parts), one.offsets, strict=True):
            assert str(piece) == text[offset : offset + len(str(piece))]


def test_reading_expressions_costs_too() -> None:
    """A recipe full of long expressions is not read to its end."""
    with template.limited(1_000_000):
        flaws = [template.check(f"[{'1,' * 4000}{number}][0]", bare=True) for number in range(5)]
    assert flaws[0] is None
    assert flaws[-1] is not None
    assert "too long to read" in flaws[-1].message


@pytest.mark.parametrize(
    "expression",
    ["1e999", "-1e999 < 0", "9" * 5000, "inputs[0x" + "f" * 5000 + "]", "'abc' | truncate(1)", "'a' | truncate(-9)"],
    ids=lambda expression: expression[:24],
)
def test_numbers_that_cannot_be_held_are_refused_in_their_place(expression: str) -> None:
    """An endless or endlessly written number, and one that a filter has no use for, is the recipe's flaw."""
    flaw = refused("{{" + expression + "}}")
    assert flaw.at is not None
    assert 3 <= flaw.at.column <= 10
