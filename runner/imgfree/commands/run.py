"""imgfree run RECIPE."""

from pathlib import Path
from typing import Literal

import click

from imgfree.cassette import Mode
from imgfree.commands import options
from imgfree.console import result, run_result, screen
from imgfree.engine import Engine
from imgfree.errors import ImgfreeError
from imgfree.provenance import Level
from imgfree.report import reported
from imgfree.rights import Rights
from imgfree.runs import folder as run_folder
from imgfree.runs.app import App
from imgfree.runs.cassette import Tape
from imgfree.runs.order import Order
from imgfree.runs.signals import stoppable
from imgfree.runs.start import start


@click.command(
    "run",
    epilog="""\b
Examples:
  imgfree run recipes/product-reel.yaml
  imgfree run recipes/product-reel.yaml --set photos='shots/*.jpg' --set title='Autumn Sale' --out reels
  imgfree run recipes/product-reel.yaml --dry-run
  imgfree run recipes/product-reel.yaml --backend local --json | jq -r .outputs.video""",
)
@click.argument("recipe", type=click.Path(path_type=Path))
@options.sets
@options.brand
@options.backend
@options.engine
@options.marks
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Where downloads go; nothing is written outside it. Default: here.",
)
@options.rights
@click.option("--record", type=click.Path(path_type=Path, dir_okay=False), metavar="CASSETTE", help="Record the run.")
@click.option(
    "--replay",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="CASSETTE",
    help="Replay a recorded run: no network, no waiting, no token.",
)
@click.option(
    "--record-mode",
    type=click.Choice(["once", "none", "all"]),
    default="all",
    show_default=True,
    help="As in vcrpy: once replays a cassette that is there, none never records, all records anew.",
)
@click.option(
    "--record-media",
    type=click.Choice(["keep", "digest"]),
    default="keep",
    show_default=True,
    help="digest leaves videos out; a replay then gives a small placeholder.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write an HTML report of the run, however it ends.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be done, and about what it costs; send nothing.")
@options.strict
@options.new
@options.as_json
@options.log_format
@click.pass_context
def command(
    ctx: click.Context,
    recipe: Path,
    sets: dict[str, str],
    brand: Path | None,
    backend: str | None,
    engine: Engine | None,
    marks: Level | None,
    out: Path,
    rights: Rights,
    record: Path | None,
    replay: Path | None,
    record_mode: Mode,
    record_media: Literal["keep", "digest"],
    report: Path | None,
    dry_run: bool,
    strict: bool,
    new: bool,
    as_json: bool,
    log_format: str,
) -> None:
    """Run a recipe: photos in, a finished video out. The path of the result goes to stdout."""
    app = ctx.find_object(App)
    assert app is not None
    if record is not None and replay is not None:
        raise click.UsageError("--record and --replay exclude each other")
    tape = Tape(record, replay, record_mode, record_media)
    order = Order(
        recipe,
        sets,
        backend,
        out,
        rights,
        tape,
        strict,
        new,
        report,
        advise=True,
        brand=brand,
        engine=engine,
        marks=marks,
    )
    if dry_run:
        _show_plan(app, order, as_json=as_json)
        return
    folder = run_folder.fresh(app)
    with reported(app, folder, report, screen.warn), screen.watched(app, log_format) as audience, stoppable():
        ended = start(app, order, audience, folder)
    run_result.finish(ctx, ended, as_json=as_json, log_format=log_format)


def _show_plan(app: App, order: Order, *, as_json: bool) -> None:
    """Print what the recipe touches, and what this run would do."""
    from imgfree.planning import text, trust_text  # only here: a real run needs none of it
    from imgfree.planning.dry_run import dry_run, trust_of

    try:
        planned = dry_run(app, order)
    except ImgfreeError:
        sheet = trust_of(app, order)
        if sheet.missing and not as_json:
            result.print_lines(app, [*trust_text.as_text(sheet), ""])
        raise
    if as_json:
        result.print_json(app.redactor.data(planned.as_json()))
        return
    told = text.as_text(planned.inputs, planned.choice, planned.plan, planned.estimate)
    result.print_lines(app, [*trust_text.as_text(planned.trust), "", *told])
