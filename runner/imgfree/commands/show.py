"""imgfree show RUN_ID|FILM."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from imgfree import past, provenance, report
from imgfree.batches import ledger
from imgfree.commands import options
from imgfree.console import completer, result
from imgfree.runs import history
from imgfree.runs.app import App
from imgfree.sharing import films


def _line(step: Mapping[str, Any]) -> str:
    waiting_s = step["waiting_s"]
    waited = f"  {waiting_s:.2f} s of it waiting" if waiting_s >= 0.005 else ""
    return f"  {step['outcome']:<10} {step['duration_s']:8.2f} s  {step['id']} ({step['kind']}){waited}"


@click.command(
    "show",
    epilog="\b\nExamples:\n  imgfree show 20261122-101530-4f9c\n  imgfree show 2026 --events\n  imgfree show film.mp4",
)
@click.argument("run_id", required=False, metavar="[RUN_ID|FILM]", shell_complete=completer.run_ids)
@click.option("--events", "with_events", is_flag=True, help="Print every event, one JSON object a line.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write a report to keep.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, run_id: str | None, with_events: bool, html: Path | None, as_json: bool) -> None:
    """Show one run (default: the newest): its steps with their times, its outputs, its events; of a batch its rows.

    Of a film: what it says of itself, such as what was generated for it, and whether it was changed since.
    """
    app = ctx.find_object(App)
    assert app is not None
    if run_id and films.is_film(Path(run_id)):
        if html is not None or with_events:
            raise click.UsageError("--html and --events are for runs")
        _show_film(app, Path(run_id), as_json=as_json)
        return
    runs_dir = app.settings.runs_dir
    batch = ledger.find(runs_dir, run_id) if run_id and "/" not in run_id else None
    if batch is not None and html is None and not with_events:
        _show_batch(app, batch, as_json=as_json)
        return
    folder = batch or (history.find(runs_dir, run_id) if run_id else history.newest(runs_dir, app.seal()))
    if html is not None:
        report.write(app, folder, html)
        click.echo(html)
        return
    if with_events:
        for record in past.log(folder, app.seal()).records:
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    _show_run(app, folder, as_json=as_json)


def _show_run(app: App, folder: Path, *, as_json: bool) -> None:
    """Print how a run went."""
    run = history.load(folder, app.seal())
    if as_json:
        result.print_json(run.as_json())
        return
    click.echo(f"{run.run_id}  {run.outcome}  {run.backend}  {run.duration_s:.1f} s  {run.cost}  {run.recipe}")
    if not run.ours:
        click.echo(f"  {history.FOREIGN} in this place: what it says may be invented, and it is not resumed")
    for step in run.steps:
        click.echo(_line(step))
        if "error" in step:
            click.echo(f"    {step['error']}")
    for name, value in run.outputs.items():
        click.echo(f"  {name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    click.echo(f"  folder: {run.folder}")


def _show_film(app: App, path: Path, *, as_json: bool) -> None:
    """Print what a film says of itself."""
    found = provenance.look(path)
    if as_json:
        result.print_json(app.redactor.data(films.as_json(found)))
    else:
        result.print_lines(app, films.lines(found))


def _show_batch(app: App, folder: Path, *, as_json: bool) -> None:
    """Print how each row of a batch stands."""
    from imgfree.batches import results, rows  # only here: a run needs none of it

    state = ledger.read(folder, app.seal())
    with (folder / ledger.rows_file(state.rows_sha256)).open("rb") as lines:
        told = [results.facts(film, state.ended.get(film.key), folder.name) for film in rows.read(lines)]
    if as_json:
        result.print_json(app.redactor.data({"batch_id": folder.name, "finished": state.finished, "rows": told}))
        return
    width = max(len(row["key"]) for row in told)
    for row in told:
        what = ", ".join(row["paths"]) or row["error"]
        result.print_lines(app, [f"{row['key']:<{width}}  {row['outcome']:<7}  {what}".rstrip()])
    click.echo(f"  folder: {folder}")
