"""imgfree resume [RUN_ID]."""

import click

from imgfree.commands import ending, history, options, running
from imgfree.commands.app import App


@click.command("resume", epilog="\b\nExamples:\n  imgfree resume\n  imgfree resume 20261122-101530-4f9c")
@click.argument("run_id", required=False)
@options.as_json
@options.log_format
@click.pass_context
def command(ctx: click.Context, run_id: str | None, as_json: bool, log_format: str) -> None:
    """Finish an interrupted run (the newest unfinished one). What is done is not done, or paid, again."""
    app = ctx.find_object(App)
    assert app is not None
    folder = history.find(app.settings.runs_dir, run_id) if run_id else history.newest_unfinished(app.settings.runs_dir)
    ended = running.resume(app, folder, log_format)
    if ended is None:
        click.echo(f"run {folder.name} is finished; there is nothing to resume", err=True)
        return
    ending.finish(ctx, ended, as_json=as_json, log_format=log_format)
