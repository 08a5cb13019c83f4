"""imgfree runs."""

import click

from imgfree import journal
from imgfree.commands import history, options, result
from imgfree.commands.app import App


@click.command("runs")
@options.as_json
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the runs of this folder, the newest first: id, outcome, age, time taken, recipe."""
    app = ctx.find_object(App)
    assert app is not None
    found = history.every(app.settings.runs_dir)
    if as_json:
        result.print_json({"runs": [run.as_json() for run in found]})
        return
    for run in found:
        age = _age(app.clock.now_s() - journal.epoch_s(run.began)) if run.began else "?"
        click.echo(
            f"{run.run_id}  {run.outcome:<11}  {age:>4} ago  {run.duration_s:7.1f} s  {run.backend:<5}  {run.recipe}"
        )
    if not found:
        click.echo("no runs here yet; start one with: imgfree run RECIPE", err=True)


def _age(age_s: float) -> str:
    for unit, length_s in (("d", 86400), ("h", 3600), ("m", 60)):
        if age_s >= length_s:
            return f"{age_s / length_s:.0f}{unit}"
    return f"{age_s:.0f}s"
