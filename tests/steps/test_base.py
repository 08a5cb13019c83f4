"""What a step kind is, and what it answers."""

import importlib
import inspect
from typing import Any

import pytest

from imgfree.steps import KINDS
from imgfree.steps.base import ANSWERS, Kind, Needed


def asked(function: Any) -> list[Any]:
    """Return the types that a function takes and gives, without a method's own object."""
    shape = inspect.signature(function, eval_str=True)
    return [*(one.annotation for name, one in shape.parameters.items() if name != "self"), shape.return_annotation]


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_answers_what_it_is_asked(name: str) -> None:
    """Each public function of a kind's module is one of the protocol's, and takes and gives what that says."""
    module = importlib.import_module(f"imgfree.steps.{name}")
    own = {key: value for key, value in vars(module).items() if inspect.isfunction(value) and key[0] != "_"}
    told = {key: value for key, value in own.items() if value.__module__ == module.__name__}
    assert set() == set(told) - {"run", "unfinished", *ANSWERS}
    for key, value in told.items():
        assert asked(getattr(Kind, key)) == asked(value), key


def test_what_a_kind_does_not_say_stands_in_the_protocol() -> None:
    """A module with nothing but what is needed is a kind all the same."""
    assert {"run", "unfinished"} == {key for key in vars(Needed) if key[0] != "_"}
    kind = KINDS["credits"]
    assert ((), "", (0, 1)) == (kind.words({}), kind.phase(), kind.usual_s("nemo"))
    assert {"a": 1} == kind.reused({"a": 1}, None)  # type: ignore[arg-type]
