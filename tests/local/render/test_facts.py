"""A draft's values as what they must be."""

import re
from typing import Any

import pytest

from imgfree.local.render.facts import Facts
from imgfree.local.render.failures import RenderError


def test_what_is_absent_is_the_default() -> None:
    """An absent value and null are the default; so are an empty text, list and object."""
    facts = Facts({"a": None, "text": "", "list": [], "object": {}})
    assert (7, 0, "x", "y") == (facts.number("a", 7), facts.number("b"), facts.text("text", "x"), facts.text("c", "y"))
    assert ([], (), False) == (facts.each("list"), facts.texts("d"), bool(facts.facts("object")))


@pytest.mark.parametrize("value", ["12", True, [], {"a": 1}, float("nan"), float("inf"), -1, 10**12])
def test_a_number_is_a_finite_one_in_its_range(value: Any) -> None:
    """Texts, truths, lists, what is no number, what is below the least or beyond all reason: refused by name."""
    with pytest.raises(RenderError, match="the draft's 'd' is "):
        Facts({"d": value}).number("d")


@pytest.mark.parametrize("value", [3, ["a"], {"a": 1}, True])
def test_a_text_is_a_text(value: Any) -> None:
    """Nothing is made into a text; a long value is shown in part."""
    with pytest.raises(RenderError, match="not a text"):
        Facts({"text": value}).text("text")
    with pytest.raises(RenderError) as caught:
        Facts({"text": ["long"] * 1000}).text("text")
    assert len(caught.value.message) < 80


def test_an_object_in_an_object_names_where_it_stands() -> None:
    """The refusal says in which part of the draft the value stood."""
    with pytest.raises(RenderError, match=re.escape("'t[1]'")):
        Facts({"t": [{}, 5]}).each("t")
    with pytest.raises(RenderError, match=re.escape("'t[0].m.fade' is 'in'")):
        Facts({"t": [{"m": {"fade": "in"}}]}).each("t")[0].facts("m").number("fade")
    with pytest.raises(RenderError, match="'effects' is 'grain'"):
        Facts({"effects": "grain"}).texts("effects")


@pytest.mark.parametrize("value", [[0.1, 0.2, 0.3], [0.1, 0.2, 0.3, 1.4], [True, 0, 0, 1], ["a", 0, 0, 1], "middle", 3])
def test_a_box_is_four_shares(value: Any) -> None:
    """Anything else is refused by name; none is none."""
    assert (0.0, 0.2, 0.5, 1.0) == Facts({"focus": [0, 0.2, 0.5, 1]}).box("focus")
    assert Facts({}).box("focus") is None
    with pytest.raises(RenderError, match="the draft's 'focus' is "):
        Facts({"focus": value}).box("focus")
