"""Replay a recipe against a cassette, apart from everything that is kept here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import recipe
from imgfree.errors import ImgfreeError, Interrupted, error_as_text
from imgfree.replays.cases import Case
from imgfree.results import RunResult
from imgfree.runs import grants
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.runs.cassette import Tape
from imgfree.runs.order import Order
from imgfree.runs.perform import story_of
from imgfree.runs.start import start

_ROUND = re.compile(r"(.+)\[(\d+)\]\.(.+)")


@dataclass(frozen=True)
class Replayed:
    """What a replay came to. `outputs` are the recipe's, `steps` the outputs of each step, as expressions see them."""

    outcome: str  # passed, failed
    outputs: Mapping[str, Any]
    steps: Mapping[str, Any]
    files: tuple[Path, ...]  # what was downloaded
    events: tuple[str, ...]  # what happened, as it is compared with the recording
    error: ImgfreeError | None
    failed_step: str | None

    @property
    def exit_code(self) -> int:
        """Return what `imgfree run --replay` would have ended with."""
        return self.error.exit_code if self.error else 0

    @property
    def message(self) -> str:
        """Return the error as people see it; empty if there is none."""
        return error_words(self.error, self.failed_step) if self.error else ""


def replay(
    app: App, case: Case, folder: Path, sets: Mapping[str, str] | None = None, out: Path | None = None
) -> Replayed:
    """Return what a replay came to; the cassette stays as it is.

    Everything it writes is below `folder`, downloads below its `out` unless another folder is given for them.
    """
    try:
        loaded = recipe.load(case.recipe)
    except ImgfreeError as error:
        return Replayed("failed", {}, {}, (), (), error, None)
    order = Order(
        recipe=case.recipe,
        sets=sets or {},
        backend=None,
        out=out or folder / "out",
        rights=case.rights.plus(grants.granted(app.settings, loaded)),
        tape=Tape(replay=case.cassette),
        strict=case.strict,
        defaults=case.defaults,
    )
    try:
        ended = start(app.apart(folder), order, NOBODY)
    except Interrupted as stopped:
        raise KeyboardInterrupt from stopped  # no verdict: whoever replays is to stop
    except ImgfreeError as error:
        return Replayed("failed", {}, {}, (), (), error, None)
    failed = next((step.id for step in ended.steps if step.error is not None), None)
    return Replayed(
        outcome=ended.outcome,
        outputs=ended.outputs,
        steps=_steps(ended),
        files=tuple(Path(path) for path in ended.saved),
        events=story_of(ended, loaded, order.out),
        error=ended.error,
        failed_step=failed if ended.error else None,
    )


def error_words(error: ImgfreeError, step: str | None) -> str:
    """Return an error as people see it, and the step in which it came."""
    return error_as_text(error) + (f"\n  in step '{step}'" if step else "")


def _steps(ended: RunResult) -> dict[str, Any]:
    """Return the outputs by step, and those of a group's rounds below `each`."""
    steps: dict[str, Any] = {}
    for step in ended.steps:
        if step.outcome not in ("passed", "reused"):
            continue
        inner = _ROUND.fullmatch(step.id)
        if inner is None:
            steps[step.id] = step.outputs
            continue
        each = steps.setdefault(inner[1], {"each": []})["each"]
        each += [{} for _ in range(int(inner[2]) + 1 - len(each))]
        each[int(inner[2])][inner[3]] = step.outputs
    return steps
