"""The cases of recipes: a recipe, a cassette to replay, and what must come of it. For `imgfree test` and pytest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import recipe
from imgfree.errors import RecipeError
from imgfree.recipe import Recipe, Trial
from imgfree.replays import find
from imgfree.rights import Rights


@dataclass(frozen=True)
class Case:
    """One recorded run of a recipe. `name` is empty for the cassette that has the recipe's own name."""

    recipe: Path
    cassette: Path
    name: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    expect: tuple[str, ...] = ()
    rights: Rights = field(default_factory=Rights)
    strict: bool = False

    def __str__(self) -> str:
        return f"{self.recipe}::{self.name}" if self.name else str(self.recipe)


def cases_of(path: Path, roots: Sequence[Path]) -> list[Case]:
    """Return the cases of one recipe; none if it has neither a cassette nor `tests:`.

    A recipe that cannot be loaded is a case too if it has a cassette, and will fail with what is wrong with it.
    """
    cassette = find.cassette_of(path, roots)
    if cassette is None and not find.has_tests(path):
        return []
    try:
        loaded = recipe.load(path)
    except RecipeError:
        return [Case(path, cassette or find.places(path, roots)[1])]
    named = [_named(loaded, name, trial, roots) for name, trial in loaded.trials.items()]
    taken = {case.cassette.resolve() for case in named}
    own = [] if cassette is None or cassette.resolve() in taken else [Case(path, cassette)]
    return own + named


def _named(loaded: Recipe, name: str, trial: Trial, roots: Sequence[Path]) -> Case:
    path = loaded.path
    if trial.cassette is not None:
        cassette = path.parent / trial.cassette
    else:
        stem = f"{path.stem}-{name}"
        cassette = find.cassette_of(path, roots, stem) or find.places(path, roots, stem)[-2]
    return Case(path, cassette, name, trial.inputs, trial.outputs, trial.expect)
