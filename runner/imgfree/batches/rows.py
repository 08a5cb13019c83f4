"""All rows of a table, each checked before the first is run: what it gives the recipe, and where its film goes."""

import hashlib
import itertools
import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from imgfree import template
from imgfree.batches import columns, keys
from imgfree.batches.cells import Cells, said
from imgfree.batches.columns import Columns
from imgfree.batches.order import BatchOrder, Choosing
from imgfree.errors import ImgfreeError, InputRefused, PathRefused, Problem, RecipeInvalid
from imgfree.recipe import Recipe
from imgfree.recipe.files import Access
from imgfree.runs.order import Order
from imgfree.tables import Row, Table

MOST_TOLD = 1000  # problems that are kept; all are counted
MOST_ROWS = 1_000_000
_PLAIN_OUT = re.compile(r"\{\{\s*row\.(\w+)\s*\}\}")


@dataclass(frozen=True)
class Film:
    """One run of the batch: a row, or one of its variants. `refused` says why it is none."""

    key: str
    number: int  # of the row, from 1
    line: int
    sets: Mapping[str, str]
    out: str = ""
    refused: str = ""
    at: str = ""  # where that stands

    def to_line(self) -> bytes:
        """Return it as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode(errors="backslashreplace") + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Film":
        """Return what such a line tells."""
        return cls(**json.loads(line))

    def order(self, batch: BatchOrder, backend: str | None) -> Order:
        """Return what its run is asked for: what the batch was, with what the row gives."""
        return Order(
            batch.recipe,
            self.sets,
            backend,
            Path(self.out),
            batch.rights,
            strict=batch.strict,
            new=True,
            brand=batch.brand,
            engine=batch.engine,
            marks=batch.marks,
        )

    @property
    def digest(self) -> bytes:
        """Return what is the same for two films of the same row."""
        return hashlib.sha256(json.dumps([dict(self.sets), self.out, self.refused], sort_keys=True).encode()).digest()


class RowsRefused(RecipeInvalid):
    """Rows of the table cannot be run; carries their problems, and counts those that it has no room for."""

    def __init__(self, problems: Sequence[Problem], rows: int, more: int) -> None:
        told = f"{rows:,} row{'s' if rows != 1 else ''} of the table cannot be run"
        rest = f"; {more:,} of their problems are not listed" if more else ""
        hint = "mend the table, or run the other rows with --skip-bad-rows"
        super().__init__([Problem(told + rest, hint=hint), *problems])


@dataclass
class Checked:
    """What the check of a table came to; the films themselves are lines in a file."""

    films: int = 0  # that can be run
    refused: int = 0  # rows that cannot
    problems: tuple[Problem, ...] = ()
    more: int = 0  # problems that were not kept
    notes: tuple[str, ...] = ()


def check(table: Table, recipe: Recipe, order: BatchOrder, *, base: Path, allowed: Access, into: BinaryIO) -> Checked:
    """Check all rows, and write those that are chosen to `into`, a film a line; no more than a row is in memory.

    Raises:
        InputRefused: columns and inputs do not fit, or the table has no rows.
        RowsRefused: a row is wrong, and was not to be skipped.
    """
    checking = _Checking(table, recipe, order, Cells(recipe, base, allowed, order.separator))
    for film in checking.films():
        into.write(film.to_line())
    found = checking.found
    if found.refused and not order.skip_bad_rows:
        raise RowsRefused(found.problems, found.refused, found.more)
    checking.check_chosen()
    return found


class _Checking:
    def __init__(self, table: Table, recipe: Recipe, order: BatchOrder, cells: Cells) -> None:
        self.table, self.recipe, self.order, self.cells = table, recipe, order, cells
        self.found = Checked()
        self._problems: list[Problem] = []
        self._known: dict[tuple[str, ...], Columns] = {}
        self._notes: dict[str, None] = {}
        self._lines: dict[int, int] = {}  # hash of a key -> where it was first
        self._named_outs = "key" in _PLAIN_OUT.findall(order.out)  # keys are there once, so these are, too
        self._outs: dict[int, str] = {}  # hash of a folder -> whose it is
        self._only = {keys.same(one) for one in order.choosing.only}
        self._met: set[str] = set()  # of those
        self._mapped = set(order.columns.values())  # columns that no row had yet
        self._number = 0  # of the row that is looked at
        self._variants = self._all_variants()
        if table.columns is not None:
            self._columns(table.columns)

    def films(self) -> Iterator[Film]:
        """Yield what is to be run, and what cannot be, row by row."""
        for row in self.table.rows():
            self._number += 1
            if self._number > MOST_ROWS:
                raise InputRefused(f"the table has more than {MOST_ROWS:,} rows")
            yield from self._row(row)
        if not self._number:
            raise InputRefused(f"'{self.table.name}' has a header, and no rows", hint="each line below it is a film")
        self.found.problems = tuple(self._problems)
        self.found.notes = (*self.table.notes, *self._notes)

    def check_chosen(self) -> None:
        """Refuse keys that no row has."""
        lacking = [one for one in self.order.choosing.only if keys.same(one) not in self._met]
        if lacking:
            raise InputRefused(
                f"--only: no row has the key '{lacking[0]}'", hint="keys are those of --key, else 1, 2, 3 …"
            )
        if self.table.columns is None and self._mapped:
            raise InputRefused(f"--map: no row has a '{min(self._mapped)}'")
        if not self.found.films:
            raise InputRefused("no row is left to run")

    def _row(self, row: Row) -> Iterator[Film]:
        problems: list[Problem] = []
        key = self._key(row, problems)
        if self._only and not self._is_wanted(key):
            return
        sets, unfit = self._sets(row)
        problems += unfit
        films = []
        for variant in self._variants:
            try:
                films.append(self._film(key, row, sets, variant))
            except ImgfreeError as error:
                problems.append(self._problem(row, None, error.message, error.hint))
        if not problems:
            self.found.films += len(films)
            yield from films
            return
        self.found.refused += 1
        room = max(0, MOST_TOLD - len(self._problems))
        self._problems += problems[:room]
        self.found.more += max(0, len(problems) - room)
        first = problems[0]
        yield Film(key, self._number, row.line, {}, refused=first.message, at=str(first.at or ""))

    def _is_wanted(self, key: str) -> bool:
        names = {keys.same(key)} | {keys.same(self._named(key, variant)) for variant in self._variants}
        met = names & self._only
        self._met |= met
        return bool(met)

    def _key(self, row: Row, problems: list[Problem]) -> str:
        column = self.order.key
        if column is None:
            return str(self._number)
        cell = row.cells.get(column, "")
        try:
            key = keys.safe(cell if isinstance(cell, str) else json.dumps(cell))
        except InputRefused as error:
            problems.append(self._problem(row, column, f"column '{column}': {error.message}", error.hint))
            return f"row-{self._number}"
        first = self._lines.setdefault(hash(keys.same(key)), row.line)
        if first != row.line:
            told = f"column '{column}': the key '{key}' is there already, in line {first}"
            problems.append(self._problem(row, column, told, "keys name films: each is there once"))
            return f"{key}~{self._number}"
        return key

    def _sets(self, row: Row) -> tuple[dict[str, str], list[Problem]]:
        """Return what the row gives the recipe, and everything that is wrong in it."""
        by_input = self._of(row).by_input
        used = {column for names in by_input.values() for column in names} | {self.order.key, None}
        problems = [
            self._problem(row, flaw.column, said(flaw.message, flaw.column), flaw.hint)
            for flaw in row.flaws
            if flaw.column in used
        ]
        broken = {flaw.column for flaw in row.flaws}
        sets = dict(self.order.sets)
        self.cells.begin()
        for name, names in by_input.items():
            cells = [row.cells[one] for one in names if one in row.cells and one not in broken]
            if not cells:
                if "default" not in self.recipe.inputs[name] and not broken.intersection(names):
                    lacking = f"column '{names[0]}' is empty, and the input '{name}' has no default"
                    problems.append(self._problem(row, names[0], lacking, None))
                continue
            try:
                sets[name] = self.cells.text(name, cells)
            except (InputRefused, PathRefused) as error:
                problems.append(self._problem(row, names[0], said(error.message, names[0]), error.hint))
        return sets, problems

    def _film(self, key: str, row: Row, sets: Mapping[str, str], variant: tuple[tuple[str, str, int], ...]) -> Film:
        named = self._named(key, variant)
        chosen = {**sets, **{name: value for name, value, _ in variant}}
        out = self._out(named, row, chosen)
        if not self._named_outs:
            owner = self._outs.setdefault(hash(out.casefold()), named)
            if owner != named:
                hint = "give each its own folder: --out 'out/{{ row.key }}'"
                raise InputRefused(f"'{owner}' and '{named}' would both go to '{out}'", hint=hint)
        return Film(named, self._number, row.line, chosen, out)

    def _named(self, key: str, variant: tuple[tuple[str, str, int], ...]) -> str:
        for name, value, index in variant:
            key = keys.with_variant(key, name, value, index)
        return key

    def _out(self, key: str, row: Row, sets: Mapping[str, str]) -> str:
        scope = {**row.cells, **sets, "key": key, "number": self._number, "line": row.line}
        names = _PLAIN_OUT.findall(self.order.out)
        if names and set(names) <= {"key", "number", "line"} and "{" not in _PLAIN_OUT.sub("", self.order.out):
            text = _PLAIN_OUT.sub(lambda found: str(scope[found[1]]), self.order.out)
        else:
            with template.limited():
                text = str(template.render(self.order.out, {"row": scope}))
        path = posixpath.normpath(text.replace("\\", "/").strip() or ".")
        home = home_of(self.order.out)
        if "\0" in path or ".." in Path(path).parts[len(Path(home).parts) :] or not _is_below(path, home):
            raise PathRefused(
                f"'{text}' leads out of '{home}'", hint="what a row gives for --out stays below its folder"
            )
        return path

    def _of(self, row: Row) -> Columns:
        return self._columns(self.table.columns if self.table.columns is not None else tuple(row.cells))

    def _columns(self, names: tuple[str, ...]) -> Columns:
        found = self._known.get(names)
        if found is None:
            if self.table.columns is None and len(self._known) > 1000:
                self._known.clear()
            fixed = self.table.columns is not None
            found = self._known[names] = columns.columns_of(names, self.recipe, self.order, fixed=fixed)
            self._mapped.difference_update(names)
            if len(self._notes) < 20:
                self._notes |= dict.fromkeys(columns.notes(found, self.recipe, self.order))
        return found

    def _all_variants(self) -> list[tuple[tuple[str, str, int], ...]]:
        """Return each combination of the matrix: input, value, and the value's number."""
        each = [
            [(name, value, index) for index, value in enumerate(values, start=1)]
            for name, values in self.order.matrix.items()
        ]
        return [tuple(one) for one in itertools.product(*each)]

    def _problem(self, row: Row, column: str | None, message: str, hint: str | None) -> Problem:
        return Problem(f"row {self._number}, {message}", row.at(self.table.name, column), hint)


def home_of(out: str) -> str:
    """Return the folder of all films: what stands in `--out` before the first expression."""
    fixed = out.partition("{{")[0].replace("\\", "/")
    return posixpath.normpath(
        fixed if "{{" not in out else fixed.rpartition("/")[0] or ("/" if fixed[:1] == "/" else ".")
    )


def _is_below(path: str, home: str) -> bool:
    return (home == "." and not path.startswith("/")) or path == home or path.startswith(home.rstrip("/") + "/")


def chosen(count: int, choosing: Choosing) -> set[int] | None:
    """Return the places of the films to run, of so many; None for all."""
    if choosing.sample is not None and choosing.sample < count:
        step = count / choosing.sample
        return {int(number * step) for number in range(choosing.sample)}
    if choosing.limit is not None and choosing.limit < count:
        return set(range(choosing.limit))
    return None


def read(lines: BinaryIO, pick: set[int] | None = None) -> Iterator[Film]:
    """Yield the films of such lines; of those that can be run only the ones in these places."""
    place = 0
    for line in lines:
        film = Film.from_line(line)
        if film.refused:
            yield film
            continue
        if pick is None or place in pick:
            yield film
        place += 1
