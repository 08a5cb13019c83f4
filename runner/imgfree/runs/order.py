"""What a user asked to be run; the journal keeps it, so that a resume asks for the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

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
    advise: bool = False  # say what in the recipe runs, and is most likely not meant
    defaults: Mapping[str, Any] = field(default_factory=dict)  # of inputs, in place of the recipe's own

    def to_event(self) -> dict[str, Any]:
        """Return the fields of `run.started` that say what was asked for; the backend's is the one that was chosen."""
        return {
            "recipe": str(self.recipe.absolute()),
            "sets": dict(self.sets),
            "out": str(self.out),
            "strict": self.strict,
            **self.rights.to_event(),
            **self.tape.to_event(),
        }

    @classmethod
    def from_event(cls, began: Mapping[str, Any], *resumed: Mapping[str, Any]) -> Self:
        """Return what is left to ask for of a run that began so; rights given when it was resumed come on top."""
        rights = Rights.from_event(began)
        for event in resumed:
            rights = rights.plus(Rights.from_event(event))
        return cls(
            recipe=Path(began["recipe"]),
            sets=began["sets"],
            backend=began["backend"],
            out=Path(began["out"]),
            rights=rights,
            tape=Tape.from_event(began),
            strict=began.get("strict", False),
        )
