"""The runs of this folder, read back from their event logs."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import disk, events, journal, past, schema
from imgfree.errors import ImgfreeError, RecipeError, SetupError
from imgfree.runs import times
from imgfree.runs.times import Times
from imgfree.seal import Seal

FOREIGN = "not made by this installation"


@dataclass(frozen=True)
class PastRun:
    """One run as its events tell it.

    `outcome` is passed, failed, interrupted, unfinished after a crash, or damaged if its events cannot be read.
    One that is not `ours` came with the folder: what it says may be invented.
    """

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
    instructs: int = 0  # how many were taken by the backend: what a run costs
    credits_spent: int | None = None  # where two `credits` steps tell
    ours: bool = False

    @property
    def cost(self) -> str:
        """Return what the run cost, as far as it is known."""
        if self.credits_spent is not None:
            return f"{self.credits_spent} credits"
        return f"{self.instructs} instruct{'s' if self.instructs != 1 else ''}" if self.instructs else "-"

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
            "ours": self.ours,
            "cost": {"instructs": self.instructs, "credits": self.credits_spent},
        }


def load(folder: Path, seal: Seal) -> PastRun:
    """Return the run of that folder.

    Raises:
        SetupError, JournalDamaged: its events cannot be read.
    """
    log = past.log(folder, seal)
    records = log.records
    began, end, spent = past.start_of(records), past.end_of(records), times.measured(records)
    steps = _steps(records, spent)
    return PastRun(
        run_id=past.run_id(folder),
        folder=folder,
        outcome=past.ENDS.get(end.get("event", ""), "unfinished"),
        recipe=str(began.get("recipe", "")),
        backend=str(began.get("backend", "")),
        began=str(began.get("ts") or (records[0]["ts"] if records else "")),
        duration_s=round(spent.total_s, 3),
        outputs=end.get("outputs") or {},
        saved=end.get("saved") or (),
        steps=steps,
        error=end.get("reason"),
        instructs=_instructs(records),
        credits_spent=credits_spent(steps),
        ours=log.ours,
    )


def every(runs_dir: Path, seal: Seal) -> list[PastRun]:
    """Return all runs, the newest first; a folder that is no run is passed over."""
    found = []
    for folder in past.folders(runs_dir):
        try:
            found.append(load(folder, seal))
        except ImgfreeError as error:
            found.append(PastRun(folder.name, folder, "damaged", "", "", "", 0.0, error=error.message))
    return sorted(found, key=lambda run: (run.began, run.run_id), reverse=True)


def find(runs_dir: Path, run_id: str) -> Path:
    """Return the folder of that run; the start of an id is enough if only one run has it. BATCH/KEY is that of a row.

    Raises:
        RecipeError: there is no such run, or several.
    """
    batch, is_row, key = run_id.partition("/")
    if is_row:
        there = [folder / past.ROWS for folder in past.folders(past.batches_dir(runs_dir))]
        matching = [row for rows in there for row in [rows / key] if row.parent.parent.name.startswith(batch)]
        matching = [row for row in matching if key not in ("", ".", "..") and "/" not in key and row.is_dir()]
    else:
        matching = [folder for folder in past.folders(runs_dir) if folder.name.startswith(run_id)]
    exact = [folder for folder in matching if past.run_id(folder) == run_id]
    if len(exact or matching) == 1:
        return (exact or matching)[0]
    several = f"{len(matching)} runs begin with" if matching else "there is no run"
    raise RecipeError(f"{several} '{run_id}'", hint="`imgfree runs` lists them")


def newest(runs_dir: Path, seal: Seal) -> Path:
    """Return the folder of the newest run of ours; of the newest one at all if none is.

    Raises:
        SetupError: there is none.
    """
    found = every(runs_dir, seal)
    for run in [*(one for one in found if one.ours), *found]:
        return run.folder
    raise SetupError("there are no runs here yet", hint="start one with: imgfree run RECIPE")


def to_resume(runs_dir: Path, seal: Seal) -> Path:
    """Return the folder of the newest run of ours that has not passed; of the newest one if all have.

    Raises:
        SetupError: there is no run.
    """
    for run in every(runs_dir, seal):
        if run.ours and run.outcome in ("failed", "interrupted", "unfinished"):
            return run.folder
    return newest(runs_dir, seal)


def prune(runs: Sequence[PastRun], *, force: bool, base: Path) -> Iterator[PastRun]:
    """Remove these runs and yield each that is gone.

    Unfinished ones stay unless forced, running ones always, and all to which a link below `base` leads.

    Raises:
        SetupError: a folder cannot be removed.
    """
    for run in runs:
        try:
            disk.opened(run.folder.parent, base=base).close()
        except OSError as error:
            raise SetupError(f"nothing is removed: {error.strerror}") from error
        if (run.outcome != "passed" and not force) or journal.in_use(run.folder):
            continue
        try:
            if run.folder.is_symlink():
                run.folder.unlink()
            else:
                shutil.rmtree(run.folder)
        except OSError as error:
            raise SetupError(f"'{error.filename}' cannot be removed: {error.strerror}") from error
        yield run


def _steps(records: Sequence[Mapping[str, Any]], spent: Times) -> list[dict[str, Any]]:
    steps: dict[str, dict[str, Any]] = {}
    for record in records:
        if "step" in record:
            about = {"kind": record["kind"], "outcome": "unfinished", "duration_s": 0.0, "waiting_s": 0.0}
            _tell(steps.setdefault(record["step"], {"id": record["step"], **about}), record)
    for name, step in steps.items():
        waiting_s = spent.spent_s(name, times.BACKEND) + spent.spent_s(name, times.WAITING)
        step["duration_s"] = round(spent.spent_s(name, times.WORKING) + waiting_s, 3)
        step["waiting_s"] = round(waiting_s, 3)
    return list(steps.values())


def _tell(step: dict[str, Any], record: Mapping[str, Any]) -> None:
    if record["event"] in (events.STEP_FINISHED, events.STEP_FAILED):
        step |= {
            "outcome": record.get("outcome", "unfinished"),
            "attempts": record.get("attempt", 0),
            "outputs": record.get("outputs") or {},
        }
        step.pop("error", None)
        if "reason" in record:
            step["error"] = record["reason"]
    elif record["event"] == events.STEP_SKIPPED:
        step["outcome"] = "skipped"


def _instructs(records: Sequence[Mapping[str, Any]]) -> int:
    taken = (events.STEP_ACCEPTED, events.STEP_FINISHED)
    return len({r["step"] for r in records if r["event"] in taken and schema.does(str(r.get("kind")), "edits")})


def credits_spent(steps: Sequence[Mapping[str, Any]]) -> int | None:
    """Return what these steps cost, where two of them read the balance; None where they do not."""
    told = [one for step in steps if isinstance(one := (step.get("outputs") or {}).get("available"), int)]
    return told[0] - told[-1] if len(told) > 1 and told[0] >= told[-1] else None
