"""Expressions: typed, strict, bounded, and placed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expressions import SCOPE, locate, refused, underlined
from imgfree import template
from imgfree.errors import TemplateFailed

Golden = Callable[[Path | str, str], None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ inputs.photos }}", ["/a/x.jpg", "/b/y.tar.gz"]),
        ("{{ inputs.n }}", 3),
        ("{{inputs.n}}\n", 3),
        ("{{ inputs.flag }}", True),
        ("{{ inputs.none }}", None),
        ("{{ timeline.duration_s }}", 12.0),
        ("{{ (1, 2) }}", [1, 2]),
        ("{{ {'a': range(2)} }}", {"a": [0, 1]}),
        ("{{ '[1, 2]' }}", "[1, 2]"),
        ("{{ '1_000' }}", "1_000"),
        ("{{ inputs.n }}{{ inputs.n }}", "33"),
        ("n={{ inputs.n }}", "n=3"),
        (" {{ inputs.n }} x", " 3 x"),
        ("{{ inputs.flag }}, {{ inputs.none }}, {{ inputs.photos }}.", 'true, null, ["/a/x.jpg", "/b/y.tar.gz"].'),
        ("no expression at all\n", "no expression at all\n"),
        ("{# a remark #}text", "text"),
        ("{% if inputs.n > 2 %}many{% else %}few{% endif %} photos", "many photos"),
        ("{{ '{{ not rendered again }}' }}", "{{ not rendered again }}"),
        ("{% raw %}{{ as it is }}{% endraw %}", "{{ as it is }}"),
        ("keeps its last line end: {{ inputs.n }}\n", "keeps its last line end: 3\n"),
    ],
)
def test_one_expression_keeps_its_type(text: str, value: Any) -> None:
    """A text that is exactly one expression gives its value; anything else is text, other values in it as JSON."""
    found = template.render(text, SCOPE)
    assert value == found
    assert type(value) is type(found)


def test_renders_nested_data() -> None:
    """Lists and mappings are rendered through and through; keys and other values stay as they are."""
    value = {"{{ key }}": ["{{ inputs.n }}", {"x": "{{ inputs.title }}!"}, 5, None, True]}
    assert {"{{ key }}": [3, {"x": "Sale!"}, 5, None, True]} == template.render(value, SCOPE)


def test_rendered_values_are_copies() -> None:
    """Whoever changes a rendered value does not change the scope."""
    template.render("{{ inputs.photos }}", SCOPE).append("z")
    template.render("{{ steps.reel }}", SCOPE).clear()
    assert ["/a/x.jpg", "/b/y.tar.gz"] == SCOPE["inputs"]["photos"]
    assert SCOPE["steps"]["reel"]


FAILING = [
    "a {{ inputs.titel }}",
    "{{ input.title }}",
    "{{ steps.rel.url }}",
    "{{ steps.reel.uri }}",
    "{{ inputs.photos[7] }}",
    "{{ inputs.none.x }}",
    "{{ inputs.title.x }}",
    "{{ 1 }}{{ inputs.titel ~ inputs.n }}",
    "{{ [inputs.titel] }}",
    "{{ inputs.title.upper }}",
    "{{ 'a' < 3 }}",
    "{{ 1 + 'a' }}",
    "{{ 'a' + 1 }}",
    "{{ 'a' in 5 }}",
    "{{ 5 | join }}",
    "{{ 5 | length }}",
    "{{ 1 / 0 }}",
    "{{ inputs.title() }}",
]


def test_says_what_failed_and_where(golden: Golden) -> None:
    """A failure names what is missing, offers what is there, and underlines exactly that."""
    told = []
    for text in FAILING:
        error = refused(text)
        assert error.at is not None
        told.append(underlined(text, error.at.column - 1, error.at.width, error.message, error.hint))
    golden("said/expressions-failing.txt", "\n".join(told))


def test_places_failures_in_nested_data() -> None:
    """The place of a text below the given value is asked for with its path."""
    with pytest.raises(TemplateFailed) as caught:
        template.render({"files": ["ok", "{{ inputs.x }}"]}, SCOPE, locate)
    assert caught.value.at is not None
    assert ("files/1", 11) == (caught.value.at.file, caught.value.at.column)


def test_bare_expressions_have_no_braces() -> None:
    """{{ }} around an expression that is one already is refused with what to write."""
    with pytest.raises(TemplateFailed) as caught:
        template.evaluate("{{ inputs.n > 2 }}", SCOPE)
    assert "write: inputs.n > 2" == caught.value.hint


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        (
            "timeline.video | length == inputs.photos | length",
            "timeline.video | length = 2, inputs.photos | length = 2",
        ),
        ("timeline.duration_s >= 12 and not inputs.flag", "timeline.duration_s = 12.0, inputs.flag = true"),
        ("(inputs.n > 5 or inputs.none) and inputs.n > 1", "inputs.n = 3, inputs.none = null"),
        ("timeline.video | length", "timeline.video | length = 2"),
        ("inputs.title in ['a', 'b']", 'inputs.title = "Sale"'),
        ("inputs.title not in inputs.photos", 'inputs.title = "Sale", inputs.photos = ["/a/x.jpg", "/b/y.tar.gz"]'),
        ("inputs.nothing is defined", "inputs.nothing is not there"),
        ("inputs.n is not divisibleby 2", "inputs.n = 3"),
        ("'a' if inputs.flag else inputs.n", "'a' if inputs.flag else inputs.n = \"a\""),
        ("inputs.n + 1 == 5", "inputs.n + 1 = 4"),
        ("1 == 2", ""),
    ],
)
def test_tells_the_values_in_an_expression(expression: str, told: str) -> None:
    """A failed expectation shows its parts as they are written, with their values."""
    assert told == template.values_in(expression, SCOPE)


def test_mentions() -> None:
    """It is known without evaluation whether an expression needs the state."""
    assert template.mentions("timeline.duration_s > 3", ("state", "timeline"))
    assert not template.mentions("steps.cut.timeline.duration_s > 3", ("state", "timeline"))
    assert not template.mentions("(((", ("state",))


def test_shown_values_are_short() -> None:
    """What a message shows of a value fits in a line."""
    assert '["a", 1, null]' == template.shown(["a", 1, None])
    assert 78 == len(template.shown("x" * 500))


def test_an_index_may_be_written_in_another_base() -> None:
    """It is looked up, and told where it is not there, like any other."""
    assert "b" == template.render("{{ timeline.video[0x1].label }}", SCOPE)
    assert "timeline.video has no item 9" == refused("{{ timeline.video[0b1001].label }}").message
