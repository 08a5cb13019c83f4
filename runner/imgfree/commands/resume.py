"""imgfree resume [RUN_ID]."""

import dataclasses
from pathlib import Path

import click

from imgfree.batches import ledger
from imgfree.batches.follow import follow
from imgfree.batches.order import Limits
from imgfree.commands import options
from imgfree.console import completer, result, run_result, screen
from imgfree.engine import Engine
from imgfree.provenance import Level
from imgfree.report import reported
from imgfree.rights import Rights
from imgfree.runs import history, resume
from imgfree.runs.app import App
from imgfree.runs.signals import stoppable


@click.command(
    "resume",
    epilog="""\b
Examples:
  imgfree resume
  imgfree resume --explain
  imgfree resume 20261122-101530-4f9c --accept cut
  imgfree resume 20261122-101530-4f9c --retry failed""",
)
@click.argument("run_id", required=False, shell_complete=completer.run_ids)
@click.option("--explain", is_flag=True, help="Say what would become of each step, and why, without doing it.")
@click.option("--accept", multiple=True, metavar="STEP", help="Take a step whose outcome is unknown for done.")
@click.option("--resend", multiple=True, metavar="STEP", help="Send its words again, which may be paid twice.")
@click.option("--accept-changes", is_flag=True, help="Go on although the recipe, an input or a file is another now.")
@click.option("--retry", type=click.Choice(["failed"]), help="Of a batch: run the rows again that failed.")
@options.limits
@options.engine
@options.marks
@options.rights
@options.as_json
@options.log_format
@click.pass_context
def command(
    ctx: click.Context,
    run_id: str | None,
    explain: bool,
    accept: tuple[str, ...],
    resend: tuple[str, ...],
    accept_changes: bool,
    retry: str | None,
    limits: Limits,
    engine: Engine | None,
    marks: Level | None,
    rights: Rights,
    as_json: bool,
    log_format: str,
) -> None:
    """Finish an interrupted run or batch (the newest unfinished one). What is done is not done, or paid, again."""
    app = ctx.find_object(App)
    assert app is not None
    if set(accept) & set(resend):
        raise click.UsageError("a step can be accepted or sent again, not both")
    batch = _batch(app, run_id)
    if batch is not None:
        if explain or accept or resend:
            raise click.UsageError(f"these are for one row: imgfree resume {batch.name}/KEY")
        from imgfree.batches import resume as batches  # only here: a run needs none of it

        asked = batches.Wishes(retry is not None, accept_changes, rights, limits, engine, marks)
        follow(ctx, lambda watcher: batches.resume(app, batch, asked, watcher), as_json=as_json)
        return
    if retry or limits != Limits():
        raise click.UsageError("--retry and limits are for batches; `imgfree resume RUN_ID` runs what has failed again")
    folder = (
        history.find(app.settings.runs_dir, run_id) if run_id else history.to_resume(app.settings.runs_dir, app.seal())
    )
    if explain:
        _explain(app, folder, rights, as_json=as_json)
        return
    wishes = resume.Wishes(accept, resend, accept_changes, rights, engine, marks)
    page = resume.report_target(app, folder)
    with reported(app, folder, page, screen.warn), screen.watched(app, log_format) as audience, stoppable():
        ended = resume.resume(app, folder, wishes, audience)
    if ended is None:
        _say_finished(app, folder, as_json=as_json)
        return
    run_result.finish(ctx, ended, as_json=as_json, log_format=log_format)


def _batch(app: App, run_id: str | None) -> Path | None:
    """Return the folder of the batch that is meant; None where it is a run."""
    if run_id is None:
        return ledger.to_resume(app.settings.runs_dir, app.seal())
    return None if "/" in run_id else ledger.find(app.settings.runs_dir, run_id)


def _explain(app: App, folder: Path, rights: Rights, *, as_json: bool) -> None:
    told = resume.explain(app, folder, rights)
    if told is None:
        _say_finished(app, folder, as_json=as_json)
        return
    steps, changed = told
    if as_json:
        listed = [dataclasses.asdict(step) for step in steps]
        result.print_json(app.redactor.data({"run_id": folder.name, "steps": listed, "changes": changed}))
        return
    click.echo(f"run {folder.name}", err=True)
    width = max((len(step.step) for step in steps), default=0)
    for step in steps:
        click.echo(app.redactor.text(f"{step.will:<9} {step.step:<{width}}  because {step.because}"))
    if changed:
        click.echo(app.redactor.text("\n  ".join(["changed since (needs --accept-changes):", *changed])))


def _say_finished(app: App, folder: Path, *, as_json: bool) -> None:
    if as_json:
        result.print_json(history.load(folder, app.seal()).as_json())
    click.echo(f"run {folder.name} is finished; there is nothing to resume", err=True)
