"""imgfree show RUN_ID."""

import json

import click

from imgfree import journal
from imgfree.commands import history, options, result
from imgfree.commands.app import App


@click.command("show", epilog="\b\nExamples:\n  imgfree show 20261122-101530-4f9c\n  imgfree show 2026 --events")
@click.argument("run_id", required=False)
@click.option("--events", "with_events", is_flag=True, help="Print every event, one JSON object a line.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, run_id: str | None, with_events: bool, as_json: bool) -> None:
    """Show one run (default: the newest): its steps with their times, its outputs, its events."""
    app = ctx.find_object(App)
    assert app is not None
    runs_dir = app.settings.runs_dir
    folder = history.find(runs_dir, run_id) if run_id else history.newest(runs_dir)
    if with_events:
        for record in journal.read(folder):
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    run = history.load(folder)
    if as_json:
        result.print_json(run.as_json())
        return
    click.echo(f"{run.run_id}  {run.outcome}  {run.backend}  {run.duration_s:.1f} s  {run.recipe}")
    for step in run.steps:
        took = f"{step['duration_s']:8.2f} s" if "duration_s" in step else " " * 10
        click.echo(f"  {step['outcome']:<10} {took}  {step['id']} ({step['kind']})")
        if "error" in step:
            click.echo(f"    {step['error']}")
    for name, value in run.outputs.items():
        click.echo(f"  {name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    click.echo(f"  folder: {run.folder}")
