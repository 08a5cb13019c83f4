"""What of a run is known before it begins: its first words, where its downloads come from, and where they go."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from imgfree import schema, template
from imgfree.artifacts import Artifacts
from imgfree.client.transfer.bounds import Bounds
from imgfree.errors import ImgfreeError, PathRefused, RecipeError, TemplateFailed
from imgfree.recipe import Group, Inputs, Recipe, Step, environment
from imgfree.rights import Rights
from imgfree.steps import download


@template.limited()
def first_words(recipe: Recipe, inputs: Inputs, rights: Rights) -> list[str]:
    """Return the instruct texts as far as they are known before the run, for language detection."""
    scope = {"inputs": inputs.values, "recipe": recipe_scope(recipe), "env": environment(recipe, rights)}
    texts = []
    for step in _flat(recipe.steps):
        if step.kind == "instruct":
            raw = schema.long_form(step.kind, step.params).get("text", "")
            try:
                texts.append(str(template.render(raw, scope)))
            except ImgfreeError:
                texts.append(str(raw))
    return texts


@template.limited()
def check_sources(recipe: Recipe, inputs: Inputs, rights: Rights, api_url: str) -> None:
    """Refuse download addresses that are known now and that the recipe may not ask.

    Raises:
        HostRefused, RightMissing: with the place in the recipe; nothing was sent yet.
    """
    scope = {"inputs": inputs.values, "recipe": recipe_scope(recipe), "env": environment(recipe, rights)}
    bounds = Bounds(api_url, rights)
    for step in (one for one in _flat(recipe.steps) if one.kind == "download"):
        try:
            url = template.render(schema.long_form(step.kind, step.params).get("from") or "", scope)
        except TemplateFailed:
            continue  # known only when the steps before it have run
        try:
            bounds.check(str(url))
        except RecipeError as error:
            error.at = recipe.document.at((*step.path, step.kind, "from"))
            raise


@template.limited()
def check_targets(recipe: Recipe, inputs: Inputs, out: Path, rights: Rights, artifacts: Artifacts) -> None:
    """Refuse download targets that are known now and are no place for a file, or taken already.

    Raises:
        PathRefused: with the place in the recipe; nothing was sent yet.
    """
    scope = {"inputs": inputs.values, "recipe": recipe_scope(recipe), "env": environment(recipe, rights)}
    for step in recipe.steps:
        if isinstance(step, Group) or step.kind != "download":
            continue
        params = schema.long_form(step.kind, step.params)
        try:
            to = template.render(params.get("to"), scope)
            renews = template.render(params.get("overwrite", False), scope)
        except TemplateFailed:
            continue  # known only when the steps before it have run
        if to is not None:
            try:
                download.placed(out, str(to), artifacts, overwrite=rights.overwrite, renews=bool(renews))
            except PathRefused as error:
                mapping = isinstance(step.params, Mapping)
                error.at = recipe.document.at((*step.path, step.kind, *(["to"] if mapping else [])))
                raise


def _flat(steps: Sequence[Step | Group]) -> Iterator[Step]:
    for step in steps:
        if isinstance(step, Group):
            yield from _flat(step.steps)
        else:
            yield step


def recipe_scope(recipe: Recipe) -> dict[str, Any]:
    """Return what expressions see as `recipe`."""
    return {"name": recipe.name, "dir": str(recipe.dir)}
