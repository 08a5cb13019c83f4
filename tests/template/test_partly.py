"""What a text will say, before the run."""

from typing import Any

import pytest

from imgfree import template
from imgfree.errors import TemplateFailed
from imgfree.template import Reference

SCOPE = {"inputs": {"title": "Sale", "photos": ["a.jpg", "b.jpg"]}}


def not_run(one: Reference) -> bool:
    return one.root == "steps"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("plain", "plain"),
        (["a.jpg", "b.jpg"], "{{ inputs.photos }}"),
        ("2 of ‹steps.cut.changes | length›", "{{ inputs.photos | length }} of {{ steps.cut.changes\n  | length }}"),
        ("Sale, ‹steps.a.b›.", "{{- inputs.title }}, {{ steps.a.b -}} ."),
        ("{{ Sale", "{{ '{{' }} {{ inputs.title }}"),
        ("‹{% if steps.a %}x{% endif %} {{ inputs.title }}›", "{% if steps.a %}x{% endif %} {{ inputs.title }}"),
        ({"to": ["‹steps.a›", 3]}, {"to": ["{{ steps.a }}", 3]}),
    ],
)
def test_known_parts_are_rendered_and_the_rest_is_shown(expected: Any, text: Any) -> None:
    """Each expression stands for its value, or in ‹› for itself where a name in it has no value yet."""
    assert expected == template.preview(text, SCOPE, not_run)


def test_a_known_expression_that_cannot_be_worked_out_is_refused() -> None:
    """What would fail in the run fails now, also beside an unknown part."""
    with pytest.raises(TemplateFailed, match="inputs has no 'titel'"):
        template.preview("{{ steps.a }} {{ inputs.titel }}", SCOPE, not_run)
