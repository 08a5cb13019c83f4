"""Load a recipe, check it, and give it its inputs."""

from imgfree.recipe.files import readable
from imgfree.recipe.inputs import resolve_inputs, with_defaults
from imgfree.recipe.loading import load, parse
from imgfree.recipe.model import Group, Inputs, Recipe, Retry, Session, Step, Trial
from imgfree.recipe.variables import check_environment, environment

__all__ = [
    "Group",
    "Inputs",
    "Recipe",
    "Retry",
    "Session",
    "Step",
    "Trial",
    "check_environment",
    "environment",
    "load",
    "parse",
    "readable",
    "resolve_inputs",
    "with_defaults",
]
