"""What a user asked a batch to be; the ledger keeps it, so that a resume asks for the same."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from imgfree.engine import Engine
from imgfree.errors import InputRefused
from imgfree.rights import Rights

if TYPE_CHECKING:
    from imgfree.provenance import Level

DEFAULT_OUT = "out/{{ row.key }}"
DEFAULT_SEPARATOR = ";"


@dataclass(frozen=True)
class Choosing:
    """Which rows are run: those of these keys, a few from all over the table, or the first."""

    only: tuple[str, ...] = ()
    sample: int | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Failures:
    """How many rows may fail before no more are begun: a count, or a share of all rows."""

    most: float
    is_share: bool = False

    def exceeded(self, failed: int, rows: int) -> bool:
        """Return whether so many of these rows are too many."""
        return failed > (self.most / 100 * rows if self.is_share else self.most)

    def __str__(self) -> str:
        return f"{self.most:g}%" if self.is_share else f"{self.most:g}"


@dataclass(frozen=True)
class Rate:
    """At most so many rows are begun within so many seconds."""

    count: int
    within_s: float


@dataclass(frozen=True)
class Limits:
    """What ends a batch, or slows it down. None is no limit, for `jobs` what suits the backend."""

    max_credits: int | None = None
    max_failures: Failures | None = None
    rate: Rate | None = None
    jobs: int | None = None
    deadline_s: float | None = None  # of each row

    def to_event(self) -> dict[str, Any]:
        """Return the limits as JSON."""
        return asdict(self)

    @classmethod
    def from_event(cls, told: Mapping[str, Any]) -> Self:
        """Return the limits that an event tells of."""
        failures, rate = told.get("max_failures"), told.get("rate")
        return cls(
            told.get("max_credits"),
            Failures(**failures) if failures else None,
            Rate(**rate) if rate else None,
            told.get("jobs"),
            told.get("deadline_s"),
        )

    def with_those_of(self, other: "Limits") -> "Limits":
        """Return these, those of `other` in the place of what it names."""
        return replace(self, **{name: value for name, value in vars(other).items() if value is not None})


@dataclass(frozen=True)
class BatchOrder:
    """What to run over which rows. `table` is None for rows from stdin, which are kept with the batch."""

    recipe: Path
    table: Path | None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)  # --map: input -> column
    sets: Mapping[str, str] = field(default_factory=dict)
    separator: str = DEFAULT_SEPARATOR  # between the items of a list in one cell
    key: str | None = None  # the column that names rows
    matrix: Mapping[str, Sequence[str]] = field(default_factory=dict)  # input -> values; each row is run with each
    out: str = DEFAULT_OUT
    choosing: Choosing = field(default_factory=Choosing)
    skip_bad_rows: bool = False
    backend: str | None = None
    rights: Rights = field(default_factory=Rights)
    strict: bool = False
    new: bool = False
    limits: Limits = field(default_factory=Limits)
    report: Path | None = None
    junitxml: Path | None = None
    brand: Path | None = None  # as in a run's order
    engine: Engine | None = None  # what makes the pieces of films; None: nobody said
    marks: "Level | None" = None  # as in a run's order

    def to_event(self, cwd: Path) -> dict[str, Any]:
        """Return the fields of `batch.started` that say what was asked for in the folder `cwd`."""
        return {
            "recipe": str(self.recipe.absolute()),
            "table": str(self.table.absolute()) if self.table else None,
            "sheet": self.sheet,
            "columns": dict(self.columns),
            "sets": dict(self.sets),
            "separator": self.separator,
            "key": self.key,
            "matrix": {name: list(values) for name, values in self.matrix.items()},
            "into": self.out,
            "choosing": {**asdict(self.choosing), "only": list(self.choosing.only)},
            "skip_bad_rows": self.skip_bad_rows,
            "strict": self.strict,
            "limits": self.limits.to_event(),
            "report": str(self.report.absolute()) if self.report else None,
            "junitxml": str(self.junitxml.absolute()) if self.junitxml else None,
            "brand": str(cwd / self.brand) if self.brand else None,
            "cwd": str(cwd),
            **({"marks": self.marks} if self.marks else {}),
            **(self.engine.to_event() if self.engine else {}),
            **self.rights.to_event(),
        }

    @classmethod
    def from_event(cls, began: Mapping[str, Any]) -> Self:
        """Return what a batch that began so was asked for."""
        choosing = began["choosing"]
        return cls(
            recipe=Path(began["recipe"]),
            table=Path(began["table"]) if began["table"] else None,
            sheet=began["sheet"],
            columns=began["columns"],
            sets=began["sets"],
            separator=began["separator"],
            key=began["key"],
            matrix=began["matrix"],
            out=began["into"],
            choosing=Choosing(tuple(choosing["only"]), choosing["sample"], choosing["limit"]),
            skip_bad_rows=began["skip_bad_rows"],
            backend=began["backend"],
            rights=Rights.from_event(began),
            strict=began["strict"],
            limits=Limits.from_event(began["limits"]),
            report=Path(began["report"]) if began.get("report") else None,
            junitxml=Path(began["junitxml"]) if began.get("junitxml") else None,
            brand=Path(began["brand"]) if began.get("brand") else None,
            engine=Engine.from_event(began),
            marks=began.get("marks"),
        )


def failures_of(text: str) -> Failures:
    """Return what `5` or `10%` means.

    Raises:
        InputRefused: it is neither.
    """
    number, sign, rest = text.strip().partition("%")
    if not number.isascii() or not number.isdigit() or rest or (sign and int(number) > 100):
        raise InputRefused(f"'{text}' is no number of failures", hint="write 5, or 10%")
    return Failures(float(number), bool(sign))


_WITHIN_S = {"s": 1.0, "sec": 1.0, "second": 1.0, "m": 60.0, "min": 60.0, "minute": 60.0, "h": 3600.0, "hour": 3600.0}


def rate_of(text: str) -> Rate:
    """Return what `10/min` means.

    Raises:
        InputRefused: it is no rate.
    """
    count, _, unit = text.replace(" ", "").partition("/")
    if not count.isascii() or not count.isdigit() or not int(count) or unit not in _WITHIN_S:
        raise InputRefused(f"'{text}' is no rate", hint="write it as 10/min, 2/s or 500/h")
    return Rate(int(count), _WITHIN_S[unit])
