"""What a batch would do, cost and take; nothing is sent."""

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from imgfree import cores, recipe, schema
from imgfree.batches import rows, table
from imgfree.batches.order import BatchOrder, Choosing
from imgfree.batches.perform import jobs_of
from imgfree.batches.rows import Film
from imgfree.console.live import clock
from imgfree.errors import ImgfreeError
from imgfree.planning.dry_run import RunPlan, dry_run
from imgfree.plurals import counted
from imgfree.runs.app import App

_PLANNED = 5  # rows, from all over the table, that are planned as a run is
_SHOWN = 5
_LONGEST = 50  # characters of a value

Range = tuple[float, float]


@dataclass(frozen=True)
class BatchPlan:
    """What a batch comes to. Credits and seconds are from-to; a file that is `shared` stands in several rows."""

    rows: int
    films: int
    refused: int
    renders: int
    files: int
    shared_files: int
    backend: str
    because: str
    engine: str | None  # what makes pieces elsewhere
    jobs: int | None  # None: as many as keep the engine busy, which only it can tell
    credits: Range
    duration_s: Range
    duration_because: str
    first: tuple[Film, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the plan for a script."""
        first = [{"key": one.key, "inputs": dict(one.sets), "out": one.out} for one in self.first]
        return {**dataclasses.asdict(self), "first": first}

    def lines(self) -> list[str]:
        """Return the plan for people."""
        films = f", {counted(self.films, 'film')}" if self.films != self.rows else ""
        refused = f", and {self.refused:,} that cannot be run" if self.refused else ""
        told = [f"rows: {self.rows:,}{films}{refused}"]
        told += [f"  {one.key} → {one.out}/  {_inputs(one)}" for one in self.first]
        told += [f"  … and {self.films - len(self.first):,} more"] if self.films > len(self.first) else []
        told.append(f"renders: {self.renders:,}")
        shared = f", {self.shared_files:,} of them in several rows" if self.shared_files else ""
        told.append(f"files: {self.files:,}{shared}")
        jobs = "as many rows as keep it busy" if self.jobs is None else counted(self.jobs, "row")
        engine = f"; pieces by {self.engine}" if self.engine else ""
        told.append(f"backend: {self.backend} ({self.because}{engine}), {jobs} under way at a time")
        told.append(f"credits: {_range(self.credits)}")
        low, high = map(clock, self.duration_s)
        told.append(f"time: about {low if low == high else f'{low} to {high}'} ({self.duration_because})")
        return [*told, *self.notes]


@dataclass
class _Counted:
    rows: int = 0
    newest: int = 0  # the number of the row that was counted last; its variants follow each other
    files: Counter[str] = field(default_factory=Counter)
    first: list[Film] = field(default_factory=list)
    refused: int = 0


def plan(app: App, order: BatchOrder, given: BinaryIO | None = None) -> BatchPlan:
    """Return what this batch would come to; nothing is sent, nobody is asked.

    Raises:
        ImgfreeError: what would end the batch before its first row, or one of the few rows that are planned in full.
    """
    loaded = recipe.load(order.recipe)
    with table.checked(app, order, loaded, given) as films:
        sums = _Counted()
        with films.path.open("rb") as lines:
            for film in rows.read(lines):
                _count(film, sums)
        count = films.count - sums.refused
        with films.path.open("rb") as lines:
            few = [one for one in rows.read(lines, rows.chosen(count, Choosing(sample=_PLANNED))) if not one.refused]
        return _summed(order, [_planned(app, order, one) for one in few], sums, count, films.checked.notes)


def _count(film: Film, sums: _Counted) -> None:
    if film.refused:
        sums.refused += 1
        return
    sums.rows += film.number != sums.newest
    sums.newest = film.number
    sums.first += [film] if len(sums.first) < _SHOWN else []
    for value in film.sets.values():
        sums.files.update(set(_paths(value)))


def _paths(value: str) -> list[str]:
    """Return the files that a value names; the check has made them absolute."""
    return [one for one in value.strip('["]').split('", "') if one.startswith("/")]


def _planned(app: App, order: BatchOrder, film: Film) -> RunPlan:
    try:
        return dry_run(app, film.order(order, order.backend))
    except ImgfreeError as error:
        error.message = f"row {film.number} ('{film.key}'): {error.message}"
        raise


def _summed(order: BatchOrder, planned: list[RunPlan], sums: _Counted, count: int, notes: tuple[str, ...]) -> BatchPlan:
    choice, share = planned[0].choice, count / len(planned)
    renders = sum(schema.does(step.kind, "renders") for one in planned for step in one.steps if not step.skipped)
    unknown = choice.away is not None and order.limits.jobs is None
    jobs = min(jobs_of(order.limits, choice), count)
    beside = jobs if choice.name == "nemo" else max(1, cores.available() // cores.MOST_PAINTERS)  # at full speed
    low, high = (share * sum(one.estimate.duration_s[end] for one in planned) / beside for end in (0, 1))
    least, most = (share * sum(one.estimate.credits[end] for one in planned) for end in (0, 1))
    return BatchPlan(
        sums.rows,
        count,
        sums.refused,
        round(share * renders),
        len(sums.files),
        sum(1 for times in sums.files.values() if times > 1),
        choice.name,
        choice.because,
        choice.away.url if choice.away else None,
        None if unknown else jobs,
        (round(least, 1), round(most, 1)),
        (round(low, 1), round(high, 1)),
        planned[0].estimate.duration_because + (", on this machine alone" if choice.away else ""),
        tuple(sums.first),
        notes,
    )


def _range(told: Range) -> str:
    low, high = told
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _inputs(film: Film) -> str:
    told = []
    for name, value in film.sets.items():
        shown = ", ".join(Path(one).name for one in _paths(value)) or value
        told.append(f"{name}={shown if len(shown) <= _LONGEST else f'{shown[:_LONGEST]}…'}")
    return " ".join(told)
