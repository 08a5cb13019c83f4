"""Expressions taken apart: what they name, and where they are malformed."""

import pytest

from expressions import refused
from imgfree import template


@pytest.mark.parametrize(
    ("text", "message", "hint", "offset"),
    [
        ("{{ x", "'{{' is never closed", "close it with '}}'", 0),
        ("ok {{ 1 }} {{ x", "'{{' is never closed", "close it with '}}'", 11),
        ("{{ x }", "'}' is not expected here", None, 5),
        ("{{ }}", "this expression stops too early", "a value is missing before this", 3),
        ("{{ 1 + }}", "this expression stops too early", "a value is missing before this", 7),
        ("a {{ 1 + }} b", "this expression stops too early", "a value is missing before this", 9),
        ("{{ 'a }}", "this quote is never closed", "close it with '", 3),
        ("{{ a b }}", "'b' is not expected here", "an operator is missing before it", 5),
        ("{{ a = b }}", "'=' is not expected here", "compare with '=='", 5),
        ("{{ a && b }}", "'&' is not expected here", "write 'and'", 5),
        ("{{ a || b }}", "'||' is not expected here", "write 'or'", 5),
        ("{{ !a }}", "'!' is not expected here", "write 'not'", 3),
        ("{{ a ? b : c }}", "'?' is not expected here", "write: a if condition else b", 5),
        ("{{ (a }}", "'}' is not expected here", None, 6),
        ("{{ a | lenght }}", "there is no filter 'lenght'", "did you mean 'length'?", 7),
        ("{{ a is definde }}", "there is no test 'definde'", "did you mean 'defined'?", 8),
        ("{{ a | first.b }}", "'.' is not expected after a filter", "put what is filtered in parentheses", 12),
        ("{% if a %}x", "'{% if %}' is never closed", "close it with '{% endif %}'", 0),
        ("{% if a", "'{%' is never closed", "close it with '%}'", 0),
        ("{# x", "'{#' is never closed", "close it with '#}'", 0),
        ("{% raw %}x", "'{% raw %}' is never closed", "close it with '{% endraw %}'", 9),
        ("{% set a = 1 %}", "the statement 'set' cannot be used in a recipe", None, 3),
    ],
)
def test_says_where_an_expression_is_malformed(text: str, message: str, hint: str | None, offset: int) -> None:
    """Before anything is evaluated, a slip is found at the very character."""
    flaw = template.check(text, bare=False)
    assert flaw is not None
    assert (message, hint, offset) == (flaw.message, flaw.hint, flaw.offset)


@pytest.mark.parametrize("name", ["for", "include", "import", "macro", "set", "block", "extends", "call", "with", "do"])
def test_refuses_statements(name: str) -> None:
    """Of Jinja's statements only `if` is there: no loops without end, no other files."""
    flaw = template.check("{% " + name + " x in y %}", bare=False)
    assert flaw is not None
    assert f"the statement '{name}' cannot be used in a recipe" == flaw.message


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
