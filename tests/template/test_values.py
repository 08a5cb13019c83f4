"""What a value of an expression may be."""

import pytest
from jinja2.exceptions import SecurityError

from imgfree.template.values import LIMIT, plain, shown, text, weigh


def test_weight_grows_with_all_that_is_inside() -> None:
    """Text counts by its characters, lists and mappings by their items and what is in them."""
    assert weigh("ab") < weigh(["ab"]) < weigh({"k": ["ab"]})


@pytest.mark.parametrize(
    "value",
    ["x" * (LIMIT + 1), ["x"] * LIMIT, {"a": ["y" * LIMIT, "z"]}, 1 << 20_000],
    ids=["text", "list", "mapping", "number"],
)
def test_what_grows_too_big_is_refused(value: object) -> None:
    """Nothing beyond the limit is looked through to its end."""
    with pytest.raises(SecurityError):
        weigh(value)


def test_only_data_comes_out() -> None:
    """Tuples become lists, keys become text; functions, endless numbers and half characters are refused."""
    assert {"1": [1, "a", None, True]} == plain({1: (1, "a", None, True)})
    for value in (float("nan"), len, "\ud800", object()):
        with pytest.raises(SecurityError):
            plain(value)


def test_text_is_itself_and_all_else_is_json() -> None:
    """A value stands in a text as it is, or as JSON; a message cuts it where it is long."""
    assert ("a", "[1, 2]", "true", "null") == (text("a"), text([1, 2]), text(True), text(None))
    assert '"日"' == shown("日")
    assert 78 == len(shown("x" * 500))
