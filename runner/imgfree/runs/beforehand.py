"""What of a run is known before it begins: its first words, where its downloads come from, and where they go."""

from pathlib import Path
from typing import Any

from imgfree import template
from imgfree.artifacts import Artifacts
from imgfree.client.transfer.bounds import Bounds
from imgfree.errors import ImgfreeError, PathRefused, Position, RecipeError
from imgfree.recipe import Inputs, Recipe, Step, environment
from imgfree.recipe.walk import Scope, every_step, params, scope_of, shown
from imgfree.rights import Rights
from imgfree.steps import KINDS
from imgfree.steps.foresight import Touches
from imgfree.steps.placement import placed
from imgfree.template import OpenText


@template.limited()
def first_words(recipe: Recipe, inputs: Inputs, rights: Rights) -> list[str]:
    """Return what is said to the agent as far as it is known before the run, for language detection."""
    scope = _scope(recipe, inputs, rights)
    texts: list[str] = []
    for step in every_step(recipe.steps):
        texts += KINDS[step.kind].words({one.name: _rendered(one.value, scope) for one in params(step)})
    return texts


@template.limited()
def check_sources(recipe: Recipe, inputs: Inputs, rights: Rights, api_url: str) -> None:
    """Refuse addresses that are known now and that the recipe may not ask.

    Raises:
        HostRefused, RightMissing: with the place in the recipe; nothing was sent yet.
    """
    bounds, scope = Bounds(api_url, rights), _scope(recipe, inputs, rights)
    for step in every_step(recipe.steps):
        for name, url in _touches(step, scope).asks.items():
            try:
                if not isinstance(url, OpenText):
                    bounds.check(url)
            except RecipeError as error:
                error.at = _place(recipe, step, name)
                raise


@template.limited()
def check_targets(recipe: Recipe, inputs: Inputs, out: Path, rights: Rights, artifacts: Artifacts) -> None:
    """Refuse targets that are known now and are no place for a file, or taken already; those of groups are not.

    Raises:
        PathRefused: with the place in the recipe; nothing was sent yet.
    """
    scope = _scope(recipe, inputs, rights)
    for step in (one for one in recipe.steps if isinstance(one, Step)):
        for one in _touches(step, scope).writes:
            try:
                if not isinstance(one.to, OpenText):
                    placed(out, one.to, artifacts, overwrite=rights.overwrite, renews=one.renews)
            except PathRefused as error:
                error.at = _place(recipe, step, one.param)
                raise


def _scope(recipe: Recipe, inputs: Inputs, rights: Rights) -> Scope:
    return scope_of(recipe, inputs.values, brand=inputs.brand, env=environment(recipe, rights))


def _touches(step: Step, scope: Scope) -> Touches:
    """Return what a step touches; what depends on the steps before it is open, as none of them has run."""
    return KINDS[step.kind].touches(shown(step, scope))


def _place(recipe: Recipe, step: Step, name: str) -> Position:
    return recipe.document.at(next(one.path for one in params(step) if one.name == name))


def _rendered(value: Any, scope: Scope) -> Any:
    """Return a parameter's value; as it is written where that depends on the steps before it."""
    try:
        return template.render(value, scope.values)
    except ImgfreeError:
        return value
