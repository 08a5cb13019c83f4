"""How a batch is told when it is over: its summary, or one object, and its exit code."""

from collections.abc import Callable

import click

from imgfree.batches import screen
from imgfree.batches.board import Watcher
from imgfree.batches.summary import Summary
from imgfree.console import result
from imgfree.errors import error_as_text
from imgfree.runs.app import App
from imgfree.runs.signals import stoppable


def follow(ctx: click.Context, hold: Callable[[Watcher], Summary], *, as_json: bool) -> None:
    """Show a batch while it goes, print how it ended, and leave with its exit code."""
    app = ctx.find_object(App)
    assert app is not None
    with screen.watched(app) as watcher, stoppable():
        summary = hold(watcher)
    if as_json:
        result.print_json(app.redactor.data(summary.as_json()))
    else:
        for line in summary.lines():
            click.echo(app.redactor.text(line))
    if summary.why is not None:
        click.echo(app.redactor.text(error_as_text(summary.why)), err=True)
    if summary.again:
        click.echo(f"go on with: {summary.again}", err=True)
    ctx.exit(summary.exit_code)
