"""The runs of this folder, read back from their event logs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import events, journal
from imgfree.errors import ImgfreeError, RecipeError, SetupError
from imgfree.journal import EVENTS_FILE

ENDS = {
    events.RUN_FINISHED: "passed",
    events.RUN_FAILED: "failed",
    events.RUN_INTERRUPTED: "interrupted",
}


@dataclass(frozen=True)
class PastRun:
    """One run as its events tell it. `outcome` is passed, failed, interrupted, or unfinished after a crash."""

    run_id: str
    folder: Path
    outcome: str
    recipe: str
    backend: str
    began: str
    duration_s: float
    outputs: Mapping[str, Any] = field(default_factory=dict)
    saved: Sequence[str] = ()
    steps: Sequence[Mapping[str, Any]] = ()
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the run for a script."""
        return {
            "run_id": self.run_id,
            "outcome": self.outcome,
            "recipe": self.recipe,
            "backend": self.backend,
            "began": self.began,
            "duration_s": self.duration_s,
            "outputs": dict(self.outputs),
            "steps": [dict(step) for step in self.steps],
            "run_dir": str(self.folder),
            "error": self.error,
        }


def load(folder: Path) -> PastRun:
    """Return the run of that folder.

    Raises:
        SetupError, JournalDamaged: its events cannot be read.
    """
    records = journal.read(folder)
    began = next((record for record in records if record["event"] == events.RUN_STARTED), {})
    end: dict[str, Any] = next((record for record in reversed(records) if record["event"] in ENDS), {})
    after = [record for record in records if record["event"] == events.RUN_RESUMED]
    if after and end and after[-1]["seq"] > end["seq"]:
        end = {}  # resumed, and cut short again
    first, last = (records[0]["ts"], records[-1]["ts"]) if records else ("", "")
    spent_s = journal.epoch_s(last) - journal.epoch_s(first) if records else 0.0
    return PastRun(
        run_id=folder.name,
        folder=folder,
        outcome=ENDS.get(end.get("event", ""), "unfinished"),
        recipe=str(began.get("recipe", "")),
        backend=str(began.get("backend", "")),
        began=str(began.get("ts", first)),
        duration_s=round(spent_s, 3),
        outputs=end.get("outputs") or {},
        saved=end.get("saved") or (),
        steps=_steps(records),
        error=end.get("reason"),
    )


def every(runs_dir: Path) -> list[PastRun]:
    """Return all runs, the newest first; a folder that is no run is passed over."""
    if not runs_dir.is_dir():
        return []
    folders = sorted((path.parent for path in runs_dir.glob(f"*/{EVENTS_FILE}")), reverse=True)
    found = []
    for folder in folders:
        try:
            found.append(load(folder))
        except ImgfreeError as error:
            found.append(PastRun(folder.name, folder, "damaged", "", "", "", 0.0, error=error.message))
    return sorted(found, key=lambda run: (run.began, run.run_id), reverse=True)


def find(runs_dir: Path, run_id: str) -> Path:
    """Return the folder of that run; the start of an id is enough if only one run has it.

    Raises:
        RecipeError: there is no such run, or several.
    """
    matching = [path.parent for path in runs_dir.glob(f"*/{EVENTS_FILE}") if path.parent.name.startswith(run_id)]
    exact = [folder for folder in matching if folder.name == run_id]
    if len(exact or matching) == 1:
        return (exact or matching)[0]
    several = f"{len(matching)} runs begin with" if matching else "there is no run"
    raise RecipeError(f"{several} '{run_id}'", hint="`imgfree runs` lists them")


def newest(runs_dir: Path) -> Path:
    """Return the folder of the newest run.

    Raises:
        SetupError: there is none.
    """
    for run in every(runs_dir):
        return run.folder
    raise SetupError("there are no runs here yet", hint="start one with: imgfree run RECIPE")


def newest_unfinished(runs_dir: Path) -> Path:
    """Return the folder of the newest run that has not passed.

    Raises:
        SetupError: there is none.
    """
    for run in every(runs_dir):
        if run.outcome in ("failed", "interrupted", "unfinished"):
            return run.folder
    raise SetupError(f"there is no unfinished run in '{runs_dir}'", hint="`imgfree runs` lists them")


def _steps(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    steps: dict[str, dict[str, Any]] = {}
    for record in records:
        if "step" not in record or not str(record["event"]).startswith("step."):
            continue
        step = steps.setdefault(record["step"], {"id": record["step"], "kind": record["kind"], "outcome": "unfinished"})
        if record["event"] in (events.STEP_FINISHED, events.STEP_FAILED):
            step |= {
                "outcome": record["outcome"],
                "attempts": record["attempt"],
                "duration_s": record["duration_s"],
                "outputs": record.get("outputs") or {},
            }
            if "reason" in record:
                step["error"] = record["reason"]
        elif record["event"] == events.STEP_SKIPPED:
            step["outcome"] = "skipped"
    return list(steps.values())
