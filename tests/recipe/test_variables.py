"""The environment variables that a recipe may ask for."""

import pytest

from imgfree import recipe
from imgfree.errors import RecipeInvalid, RightMissing
from imgfree.recipe.variables import check_environment, environment
from imgfree.rights import Rights

MADE = recipe.parse("version: 1\nenv: [SHOP, STAGE, GONE]\nsteps:\n  - credits: 1\n", "r.yaml")


def test_only_what_is_declared_and_allowed_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a variable that is only declared, nor one that is only allowed, nor one that is not there."""
    for name in ("SHOP", "STAGE", "OTHER"):
        monkeypatch.setenv(name, "x")
    assert {"SHOP"} == set(environment(MADE, Rights(allow_env=frozenset({"SHOP", "GONE", "OTHER"}))))
    assert {} == environment(MADE, Rights())


def test_each_right_that_is_missing_has_its_line() -> None:
    """One is an error of its own, several come together, none is none; whether it is set does not matter."""
    check_environment(MADE, Rights(allow_env=frozenset({"SHOP", "STAGE", "GONE"})))
    with pytest.raises(RightMissing, match="'GONE'") as one:
        check_environment(MADE, Rights(allow_env=frozenset({"SHOP", "STAGE"})))
    assert (one.value.at and one.value.at.column) == MADE.document.at(("env", 2)).column
    with pytest.raises(RecipeInvalid) as several:
        check_environment(MADE, Rights(allow_env=frozenset({"STAGE"})))
    assert 2 == len(several.value.problems)
