"""What a recipe is once it has been checked: frozen, and nothing re-reads the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from imgfree.document import At, Document
from imgfree.errors import Position, Problem, StepFailed

MOST_GROUP_STEPS = 10_000


@dataclass(frozen=True)
class Retry:
    """How a failed step is done again. `attempts` counts the first try too."""

    attempts: int
    delay_s: float = 1.0
    backoff: float = 2.0


@dataclass(frozen=True)
class Session:
    """What the recipe says of the session; None where it says nothing."""

    language: str | None = None
    task_name: str | None = None


@dataclass(frozen=True)
class Step:
    """One action. `params` is its value as written, `path` leads to the step in the document."""

    id: str
    kind: str
    name: str | None
    params: Any
    if_: str | None
    retry: Retry | None
    timeout_s: float | None
    expect: tuple[str, ...]
    continue_on_error: bool
    path: At


@dataclass(frozen=True)
class Group:
    """Steps that are done once for each item of `foreach`, a list or a template that gives one."""

    id: str
    name: str | None
    foreach: Any
    as_: str
    if_: str | None
    steps: "tuple[Step | Group, ...]"
    path: At

    def check_rounds(self, count: int, at: Position) -> None:
        """Return if the group may be done that often; a round without work costs time and a line all the same.

        Raises:
            StepFailed: it would become too many steps.
        """
        if count * len(self.steps) > MOST_GROUP_STEPS:
            raise StepFailed(
                f"{count:,} rounds of {len(self.steps)} step{'s' if len(self.steps) != 1 else ''} are too many: "
                f"a group may become {MOST_GROUP_STEPS:,} steps",
                at=at,
                hint="give a shorter list",
            )


@dataclass(frozen=True)
class Trial:
    """One case under `tests:`: other values for inputs, the cassette to replay, and what must come of it."""

    inputs: Mapping[str, Any]
    cassette: str | None
    outputs: Mapping[str, Any]
    expect: tuple[str, ...]
    path: At


@dataclass(frozen=True)
class Recipe:
    """A checked recipe. `path` is the file as given, `dir` its folder, absolute."""

    version: int
    name: str
    description: str
    inputs: Mapping[str, Mapping[str, Any]]  # name -> JSON Schema
    env: tuple[str, ...]
    backend: str | None
    strict: bool
    carry: bool  # whether its films carry it
    session: Session
    steps: tuple[Step | Group, ...]
    outputs: Mapping[str, Any]
    path: Path
    dir: Path
    document: Document
    trials: Mapping[str, Trial] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()  # what runs, and is most likely not meant


@dataclass(frozen=True)
class Inputs:
    """The values by name; paths in them are absolute text. `named` are the files and folders that --set named."""

    values: Mapping[str, Any]
    named: tuple[Path, ...]
    sets: Mapping[str, str]  # what was given, as it was given
    brand: Mapping[str, Any] = field(default_factory=lambda: {"files": [], "words": ""})  # as expressions see it
    brand_files: tuple[str, ...] = ()  # its own, and those that it names

    @cached_property
    def real(self) -> frozenset[Path]:
        """Return where what was named really is; the disk is asked once, however many files there are."""
        return frozenset(map(Path.resolve, self.named))
