"""How a run is told: one object, or a path a line, and its exit code."""

import click

from imgfree.console import result
from imgfree.errors import SetupError, error_as_text
from imgfree.results import RunResult
from imgfree.runs.app import App


def finish(ctx: click.Context, ended: RunResult, *, as_json: bool, log_format: str) -> None:
    """Print a run's result and leave with its exit code."""
    app = ctx.find_object(App)
    assert app is not None
    error = ended.error
    if as_json:
        try:
            result.print_json(app.redactor.data(ended.as_json()))
        except SetupError as lost:
            done = ", ".join(ended.paths) or ended.run_id
            raise SetupError(lost.message, hint=f"the run is {'done' if error is None else 'over'}: {done}") from lost
    elif error is None:
        for path in ended.paths:
            click.echo(path)
    if error is not None and log_format != "json":  # as JSON the run.failed event has said it
        click.echo(app.redactor.text(error_as_text(error)), err=True)
    ctx.exit(error.exit_code if error else 0)
