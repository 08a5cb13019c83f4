"""How a run is told: one object, or a path a line, and its exit code."""

from typing import Any

import click

from imgfree.console import result
from imgfree.errors import SetupError
from imgfree.executor import RunResult, StepResult
from imgfree.runs.app import App
from imgfree.runs.start import Ended


def finish(ctx: click.Context, ended: Ended, *, as_json: bool, log_format: str) -> None:
    """Print a run's result and leave with its exit code."""
    app = ctx.find_object(App)
    assert app is not None
    error = ended.result.error
    if as_json:
        try:
            result.print_json(app.redactor.data(_object(ended)))
        except SetupError as lost:
            done = ", ".join(_paths(ended.result)) or ended.run_id
            raise SetupError(lost.message, hint=f"the run is {'done' if error is None else 'over'}: {done}") from lost
    elif error is None:
        for path in _paths(ended.result):
            click.echo(path)
    if error is not None and log_format != "json":  # as JSON the run.failed event has said it
        click.echo(app.redactor.text(result.error_text(error)), err=True)
    ctx.exit(error.exit_code if error else 0)


def _object(ended: Ended) -> dict[str, Any]:
    found: dict[str, Any] = {
        "run_id": ended.run_id,
        "outcome": ended.result.outcome,
        "backend": ended.backend,
        "outputs": ended.result.outputs,
        "steps": [_step_object(step) for step in ended.result.steps],
        "duration_s": ended.result.duration_s,
        "run_dir": str(ended.folder),
    }
    if ended.result.error is not None:
        found["error"] = result.error_object(ended.result.error)
    return found


def _step_object(step: StepResult) -> dict[str, Any]:
    found = {
        name: getattr(step, name) for name in ("id", "kind", "name", "outcome", "attempts", "duration_s", "outputs")
    }
    if step.error is not None:
        found["error"] = result.error_object(step.error)
    return found


def _paths(ended: RunResult) -> list[str]:
    """Return the paths a run promised in `outputs`; every download if it promised none."""
    promised = [value for item in ended.outputs.values() for value in (item if isinstance(item, list) else [item])]
    chosen = [str(value) for value in promised if value in ended.saved]
    return chosen or ended.saved
