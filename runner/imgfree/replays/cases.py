"""The cases of recipes: a recipe, a cassette to replay, and what must come of it. For `imgfree test` and pytest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import recipe, shell
from imgfree.errors import CassetteMissing, ImgfreeError, RecipeError, RecipeUnreadable
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


def cases_below(paths: Sequence[Path]) -> list[Case]:
    """Return all cases below these paths, each once.

    Raises:
        RecipeUnreadable: a path does not exist.
        CassetteMissing: a recipe that was named, or all of them, have no cassette.
    """
    roots = [Path()]
    cases: dict[tuple[Path, str], Case] = {}
    for path in paths:
        if not path.exists():
            raise RecipeUnreadable(f"'{path}' does not exist")
        found = [case for one in _recipes(path) for case in cases_of(one, roots)]
        if not found and path.is_file():
            recipe.load(path)  # says what is wrong with a file that is no recipe
            raise _missing(path, find.places(path, roots))
        cases |= {(case.recipe.resolve(), case.name): case for case in found}
    if not cases:
        shown = ", ".join(f"'{path}'" for path in paths)
        raise CassetteMissing(
            f"there is no recipe with a cassette in {shown}",
            hint="record one: imgfree run recipes/NAME.yaml --record cassettes/NAME.yaml",
        )
    return list(cases.values())


def _recipes(path: Path) -> list[Path]:
    return list(find.recipes_below(path)) if path.is_dir() else [path]


def _missing(path: Path, places: Sequence[Path]) -> ImgfreeError:
    looked = ", ".join(f"'{place}'" for place in places if place.suffix == find.SUFFIXES[0])
    return CassetteMissing(
        f"there is no cassette for '{path}'; looked for {looked}",
        hint=f"record one: {shell.command('imgfree', 'run', path, '--record', places[-2])}",
    )


def _named(loaded: Recipe, name: str, trial: Trial, roots: Sequence[Path]) -> Case:
    path = loaded.path
    if trial.cassette is not None:
        cassette = path.parent / trial.cassette
    else:
        stem = f"{path.stem}-{name}"
        cassette = find.cassette_of(path, roots, stem) or find.places(path, roots, stem)[-2]
    return Case(path, cassette, name, trial.inputs, trial.outputs, trial.expect)
