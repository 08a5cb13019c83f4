"""Steps as they are read from data that may be wrong anywhere."""

from typing import Any

import pytest

from imgfree.recipe import Group, Retry, Step
from imgfree.recipe.outline import outline


def test_everything_that_is_a_step_is_found() -> None:
    """What is no mapping is passed over, and every place leads to where the step really stands."""
    data = [7, {"instruct": "x"}, {"foreach": [1], "as": "it", "steps": ["no", {"export": None, "id": "e"}]}]
    first, group = outline(data, trusted=False)
    assert isinstance(first, Step)
    assert isinstance(group, Group)
    assert (("steps", 1), "instruct", "x") == (first.path, first.id, first.params)
    assert [("e", ("steps", 2, "steps", 1))] == [(step.id, step.path) for step in group.steps]


@pytest.mark.parametrize("data", [None, "x", 3, {"a": 1}, [None, []]])
def test_where_there_are_no_steps_none_are_found(data: Any) -> None:
    """Whatever stands there."""
    assert () == outline(data, trusted=False)


def test_how_a_step_is_repeated_is_read_only_where_the_schema_is_content() -> None:
    """A wrong length of time is the schema's to tell."""
    item = {"credits": 1, "retry": {"attempts": 2, "delay": "3s"}, "timeout": "1m"}
    (plain,) = outline([item | {"timeout": "soon"}], trusted=False)
    (whole,) = outline([item], trusted=True)
    assert isinstance(plain, Step)
    assert isinstance(whole, Step)
    assert (None, None) == (plain.retry, plain.timeout_s)
    assert (Retry(2, 3.0), 60.0) == (whole.retry, whole.timeout_s)
