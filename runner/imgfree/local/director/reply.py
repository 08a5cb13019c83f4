"""What the director answers: every clause with its outcome, the draft, and the words for the user."""

from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["applied", "approximated", "declined", "defaulted", "not understood"]
Route = Literal["edit", "export", "credits", "status", "upload"]


@dataclass(frozen=True)
class Say:
    """One remark in both languages."""

    en: str = ""
    zh: str = ""

    def text(self, language: str) -> str:
        """Return the remark in `language`; English for every language but Chinese."""
        return self.zh if language == "zh" else self.en

    def __bool__(self) -> bool:
        return bool(self.en)

    def __add__(self, other: "Say") -> "Say":
        if not (self and other):
            return self or other
        return Say(f"{self.en}; {other.en}", f"{self.zh}；{other.zh}")


NOTHING = Say()


@dataclass(frozen=True)
class Clause:
    """A stretch of the sentence and what became of it; `ops` are the operations in it, `note` is for the reader."""

    text: str
    outcome: Outcome
    ops: list[dict[str, Any]] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Reply:
    """The whole answer. `draft` is the draft after the sentence, changed or not; None before there is one."""

    route: Route
    clauses: list[Clause]
    draft: dict[str, Any] | None
    text: str
    edited: bool
