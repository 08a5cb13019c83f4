"""Which column is which input."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from imgfree.batches.order import BatchOrder
from imgfree.errors import ImgfreeError, InputRefused, RecipeInvalid
from imgfree.recipe import Recipe

_NUMBERED = re.compile(r"(.+?)\s*\.\s*(\d+)")


@dataclass(frozen=True)
class Columns:
    """Which cells give which input: one column, or several (`photos.1`, `photos.2`) that make a list.

    `unused` are columns that nothing asks for.
    """

    by_input: Mapping[str, tuple[str, ...]]
    key: str | None
    unused: tuple[str, ...]


def columns_of(names: Sequence[str], recipe: Recipe, order: BatchOrder, *, fixed: bool = True) -> Columns:
    """Return which of these columns give which input; those that are not `fixed` are one row's, and may lack some.

    Raises:
        InputRefused, RecipeInvalid: an input without a default has no column, or --map, --set, --key or --matrix name
            what is not there.
    """
    errors = [*_misnamed(recipe, order), *(_misplaced(names, order) if fixed else ())]
    given = {*order.sets, *order.matrix}
    by_input: dict[str, tuple[str, ...]] = {}
    for name, declared in recipe.inputs.items():
        if name in given:
            continue
        found = _found(name, names, order.columns.get(name))
        if found or not fixed:
            by_input[name] = found or (order.columns.get(name, name),)
        elif "default" not in declared and name not in order.columns:
            errors.append(_lacking(name, names))
    if errors:
        raise errors[0] if len(errors) == 1 else RecipeInvalid([one for error in errors for one in error.problems])
    used = {one for columns in by_input.values() for one in columns} | {order.key}
    return Columns(by_input, order.key, tuple(one for one in names if one and one not in used))


def plain(name: str) -> str:
    """Return a name as it is compared: `Main Photo` is `main_photo`."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _found(name: str, names: Sequence[str], mapped: str | None) -> tuple[str, ...]:
    """Return the columns of an input: of its very name, or one that differs in case and spaces, or numbered ones."""
    wanted = name if mapped is None else mapped
    if wanted in names:
        return (wanted,)
    alike = [one for one in names if plain(one) == plain(wanted)]
    if len(alike) == 1:
        return (alike[0],)
    numbered = [(int(made[2]), one) for one in names if (made := _NUMBERED.fullmatch(one))]
    return tuple(one for _, one in sorted(numbered) if plain(one.rpartition(".")[0]) == plain(wanted))


def _misnamed(recipe: Recipe, order: BatchOrder) -> list[ImgfreeError]:
    """Return an error for each option that names no input."""
    errors: list[ImgfreeError] = []
    for option, given in (("--map", order.columns), ("--set", order.sets), ("--matrix", order.matrix)):
        for name in given:
            if name not in recipe.inputs:
                hint = _near(name, recipe.inputs, "the recipe's inputs")
                errors.append(InputRefused(f"{option} {name}: there is no input '{name}'", hint=hint))
    for name in order.matrix:
        if name in order.sets:
            errors.append(InputRefused(f"'{name}' is given by --set and by --matrix", hint="leave one of them out"))
    return errors


def _misplaced(names: Sequence[str], order: BatchOrder) -> list[ImgfreeError]:
    """Return an error for each option that names no column."""
    errors: list[ImgfreeError] = []
    for name, column in order.columns.items():
        if not _found(name, names, column):
            hint = _near(column, names, "the table's columns")
            errors.append(InputRefused(f"--map {name}: there is no column '{column}'", hint=hint))
    if order.key is not None and order.key not in names:
        hint = _near(order.key, names, "the table's columns")
        errors.append(InputRefused(f"--key: there is no column '{order.key}'", hint=hint))
    return errors


def _lacking(name: str, names: Sequence[str]) -> InputRefused:
    known = ", ".join(one for one in names if one)
    near = _close(name, names)
    column = near or "COLUMN"
    return InputRefused(
        f"no column gives the input '{name}', which has no default",
        hint=f"the table's columns: {known}; name one with --map {name}={column}, or give --set {name}=…",
    )


def _near(name: str, known: Iterable[str], called: str) -> str:
    known = [one for one in known if one]
    near = _close(name, known)
    return f"did you mean '{near}'?" if near else f"{called}: {', '.join(known) or 'none'}"


def _close(name: str, known: Iterable[str]) -> str | None:
    folded = {plain(one): one for one in known if one}
    close = difflib.get_close_matches(plain(name), folded, n=1)
    return folded[close[0]] if close else None


def notes(columns: Columns, recipe: Recipe, order: BatchOrder) -> list[str]:
    """Return what a user may want to know of columns that nothing asks for."""
    told = []
    for one in columns.unused:
        fixed = next((name for name in (*order.sets, *order.matrix) if plain(name) == plain(one)), None)
        if fixed is not None:
            option = "--set" if fixed in order.sets else "--matrix"
            told.append(f"column '{one}' is not used: {option} {fixed} holds for all rows")
        elif near := _close(one, [name for name in recipe.inputs if name not in columns.by_input]):
            told.append(f"column '{one}' is not used: is it the input '{near}'? (--map {near}='{one}')")
    plainly = [one for one in columns.unused if not any(f"'{one}'" in line for line in told)]
    if plainly:
        told.append(f"not used, as no input has its name: {', '.join(plainly)}")
    return told
