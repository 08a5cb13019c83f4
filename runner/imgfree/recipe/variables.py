"""The environment variables that a recipe may ask for: those it declares and the user allows, no others."""

from typing import Any

from imgfree import settings, shell, template
from imgfree.errors import RecipeInvalid, RightMissing
from imgfree.recipe.model import Recipe
from imgfree.rights import Rights


def environment(recipe: Recipe, rights: Rights) -> dict[str, Any]:
    """Return what expressions see as `env`: values that can be compared and never become text."""
    allowed = settings.environment(name for name in recipe.env if name in rights.allow_env)
    return dict(template.variables(allowed)) if allowed else {}


def check_environment(recipe: Recipe, rights: Rights) -> None:
    """Refuse a recipe that declares a variable which the user has not allowed, set or not.

    Raises:
        RightMissing: with the place under `env:`; RecipeInvalid for several.
    """
    missing = [
        RightMissing(
            f"the recipe may not ask for the environment variable '{name}'",
            at=recipe.document.at(("env", number)),
            hint=f"if you trust the recipe, add: --allow-env {shell.word(name)}",
        )
        for number, name in enumerate(recipe.env)
        if name not in rights.allow_env
    ]
    if len(missing) == 1:
        raise missing[0]
    if missing:
        raise RecipeInvalid([problem for error in missing for problem in error.problems])
