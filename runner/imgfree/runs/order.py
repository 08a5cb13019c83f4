"""What a user asked to be run; the journal keeps it, so that a resume asks for the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from imgfree.engine import Engine
from imgfree.provenance import Level
from imgfree.rights import Rights
from imgfree.runs.cassette import Tape


@dataclass(frozen=True)
class Order:
    """What to run, as the user asked for it; what `resume` needs of it is in the journal."""

    recipe: Path
    sets: Mapping[str, str]
    backend: str | None
    out: Path
    rights: Rights = field(default_factory=Rights)
    tape: Tape = field(default_factory=Tape)
    strict: bool = False  # what is declined or not understood fails
    new: bool = False  # begin afresh although the same recipe has an unfinished run
    report: Path | None = None  # where the run is told as a page when it ends
    advise: bool = False  # say what in the recipe runs, and is most likely not meant
    defaults: Mapping[str, Any] = field(default_factory=dict)  # of inputs, in place of the recipe's own
    brand: Path | None = None  # the brand's file; of an order that is kept, the one that was found beside the recipe
    within: tuple[Path, ...] | None = None  # folders in which the files of `sets` must lie; None: anywhere
    engine: Engine | None = None  # what makes the pieces of films; None: nobody said
    marks: Level | None = None  # what films say of themselves; None: what the recipe says

    def to_event(self, cwd: Path) -> dict[str, Any]:
        """Return the fields of `run.started` that say what was asked for in the folder `cwd`.

        The backend's is not among them: it is the one that was chosen.
        """
        return {
            "recipe": str(self.recipe.absolute()),
            "sets": dict(self.sets),
            "out": str(self.out),
            "report": str(self.report) if self.report else None,
            "strict": self.strict,
            "brand": str(cwd / self.brand) if self.brand else None,
            "cwd": str(cwd),
            **({"marks": self.marks} if self.marks else {}),
            **(self.engine.to_event() if self.engine else {}),
            **self.rights.to_event(),
            **self.tape.to_event(),
            **({} if self.within is None else {"within": [str(folder) for folder in self.within]}),
        }

    @classmethod
    def from_event(cls, began: Mapping[str, Any], *resumed: Mapping[str, Any], cwd: Path) -> Self:
        """Return what is left to ask for, in the folder `cwd`, of a run that began so.

        Rights that were given when it was resumed come on top; the engine is the one that was named last.
        """
        there = Path(began["cwd"])
        report = began.get("report")
        rights, engine, marks = Rights.from_event(began), Engine.from_event(began), began.get("marks")
        for event in resumed:
            rights, engine = rights.plus(Rights.from_event(event)), Engine.from_event(event) or engine
            marks = event.get("marks") or marks

        def here(path: Path) -> Path:
            return path if there == cwd else there / path  # as it was given, where that still leads to it

        return cls(
            recipe=Path(began["recipe"]),
            sets=began["sets"],
            backend=began["backend"],
            out=here(Path(began["out"])),
            rights=rights,
            tape=Tape.from_event(began, here),
            strict=began.get("strict", False),
            report=here(Path(report)) if report else None,
            brand=Path(began["brand"]) if began.get("brand") else None,
            within=tuple(map(Path, began["within"])) if "within" in began else None,
            engine=engine,
            marks=marks,
        )
