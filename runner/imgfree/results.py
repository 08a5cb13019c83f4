"""How a run and its steps ended: what `imgfree.run` returns, and what --json prints."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree.errors import ImgfreeError, error_as_json

_TOLD = ("id", "kind", "name", "outcome", "attempts", "duration_s", "outputs")


@dataclass
class StepResult:
    """How one step ended. `attempts` counts from 1, 0 for a step that was skipped or taken from an earlier run."""

    id: str
    kind: str
    name: str | None
    outcome: str  # passed, failed, skipped, reused
    attempts: int = 0
    duration_s: float = 0.0
    outputs: dict[str, Any] = field(default_factory=dict)
    error: ImgfreeError | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the step for a script."""
        told = {name: getattr(self, name) for name in _TOLD}
        return told | ({"error": error_as_json(self.error)} if self.error else {})


@dataclass
class RunResult:
    """How a run ended. `outputs` are the recipe's; `saved` are the paths of all downloads."""

    run_id: str
    run_dir: Path  # its event log, the recipe as it was run, the inputs
    backend: str  # nemo, local
    outcome: str = "passed"  # passed, failed
    steps: list[StepResult] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    previews: list[Any] = field(default_factory=list)  # of each film that a rehearsal did not render
    duration_s: float = 0.0
    error: ImgfreeError | None = None  # what ended it

    @property
    def paths(self) -> list[str]:
        """Return the files that the recipe promises in `outputs`; every download where it promises none."""
        promised = [value for item in self.outputs.values() for value in (item if isinstance(item, list) else [item])]
        return [str(value) for value in promised if value in self.saved] or self.saved

    def as_json(self) -> dict[str, Any]:
        """Return the run for a script, as --json prints it."""
        return {
            "run_id": self.run_id,
            "outcome": self.outcome,
            "backend": self.backend,
            "outputs": self.outputs,
            "steps": [step.as_json() for step in self.steps],
            "duration_s": self.duration_s,
            "run_dir": str(self.run_dir),
            **({"error": error_as_json(self.error)} if self.error else {}),
        }
