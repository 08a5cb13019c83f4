"""imgfree runs."""

import re
from typing import Any

import click

from imgfree import journal
from imgfree.batches import ledger
from imgfree.commands import options
from imgfree.console import result
from imgfree.plurals import counted
from imgfree.runs import history
from imgfree.runs.app import App
from imgfree.runs.history import PastRun

KEPT = 20
_UNITS_S = {"m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}


def _age_of(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,6})([mhdw])", value)
    if found is None:
        raise click.BadParameter(f"'{value}' is not an age; write it like 12h, 30d or 8w")
    return int(found[1]) * _UNITS_S[found[2]]


@click.command(
    "runs",
    epilog="\b\nExamples:\n  imgfree runs\n  imgfree runs --prune --keep 5\n  imgfree runs --prune --older 30d",
)
@click.option("--prune", is_flag=True, help=f"Remove finished runs; without more, all but the newest {KEPT}.")
@click.option("--keep", type=click.IntRange(0), metavar="N", help="Prune: all but the newest N.")
@click.option("--older", metavar="AGE", callback=_age_of, help="Prune: only what is older, such as 12h, 30d or 8w.")
@click.option("--force", is_flag=True, help="Prune unfinished runs, too; what they have paid for is then out of reach.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, prune: bool, keep: int | None, older: float | None, force: bool, as_json: bool) -> None:
    """List the runs of this folder, the newest first: id, outcome, age, time taken, cost, recipe; then its batches."""
    app = ctx.find_object(App)
    assert app is not None
    if not prune and (keep is not None or older is not None or force):
        raise click.UsageError("--keep, --older and --force go with --prune")
    found = history.every(app.settings.runs_dir, app.seal())
    if prune:
        _prune(app, found, keep=keep, older_s=older, force=force, as_json=as_json)
    elif as_json:
        result.print_json({"runs": [run.as_json() for run in found], "batches": _batches(app)})
    else:
        for run in found:
            click.echo(_line(app, run))
        batches = _batches(app)
        for batch in batches:
            click.echo(_batch_line(app, batch))
        if not found and not batches:
            click.echo("no runs here yet; start one with: imgfree run RECIPE", err=True)


def _line(app: App, run: PastRun) -> str:
    age = _age(_age_s(app, run)) if run.began else "?"
    took = f"{run.duration_s:7.1f} s"
    told = f"{run.run_id}  {run.outcome:<11}  {age:>4} ago  {took}  {run.backend:<5}  {run.cost:>12}  {run.recipe}"
    if run.outcome == "damaged":
        return f"{told}{run.error}"
    return told if run.ours else f"{told}  ({history.FOREIGN})"


def _batches(app: App) -> list[dict[str, Any]]:
    return ledger.told(app.settings.runs_dir, app.seal())


def _batch_line(app: App, batch: dict[str, Any]) -> str:
    age = _age(max(0.0, app.clock.now_s() - journal.epoch_s(batch["began"])))
    failed = f", {batch['failed']:,} failed" if batch["failed"] else ""
    rows = f"{batch['passed']:,} of {counted(batch['rows'], 'row')} done{failed}"
    return f"{batch['batch_id']}  {batch['outcome']:<11}  {age:>4} ago  {rows}  {batch['backend']}  {batch['recipe']}"


def _prune(
    app: App, found: list[PastRun], *, keep: int | None, older_s: float | None, force: bool, as_json: bool
) -> None:
    newest = keep if keep is not None else (KEPT if older_s is None else 0)
    ours, others = ([run for run in found if run.ours == is_ours] for is_ours in (True, False))
    old = [*ours[newest:], *others[newest:]]  # those that came with the folder push none of ours out
    chosen = [run for run in old if older_s is None or not run.began or _age_s(app, run) > older_s]
    gone = list(history.prune(chosen, force=force, base=app.settings.cwd))
    if as_json:
        about: dict[str, Any] = {"removed": [run.run_id for run in gone], "kept": len(found) - len(gone)}
        result.print_json(about)
        return
    for run in gone:
        click.echo(run.run_id)
    spared = len(chosen) - len(gone)
    more = f"; {spared} unfinished ones stay (--force removes them, too)" if spared else ""
    click.echo(f"{len(gone)} of {counted(len(found), 'run')} removed{more}", err=True)


def _age_s(app: App, run: PastRun) -> float:
    return max(0.0, app.clock.now_s() - journal.epoch_s(run.began))


def _age(age_s: float) -> str:
    for unit, length_s in (("d", 86400), ("h", 3600), ("m", 60)):
        if age_s >= length_s:
            return f"{age_s / length_s:.0f}{unit}"
    return f"{age_s:.0f}s"
