"""imgfree preview RECIPE."""

import contextlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from imgfree import schema
from imgfree.commands import options
from imgfree.console import result, screen
from imgfree.errors import error_as_json, error_as_text
from imgfree.events import Sink
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.order import Order
from imgfree.runs.signals import stoppable


@click.command(
    "preview",
    epilog="""\b
Examples:
  imgfree preview recipes/product-reel.yaml
  imgfree preview recipes/product-reel.yaml --set title='Autumn Sale' -o sheet.jpg
  imgfree preview recipes/product-reel.yaml --json | jq .sheets[0].stills""",
)
@click.argument("recipe", type=click.Path(path_type=Path))
@options.sets
@options.brand
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The sheet, a JPEG. Default: RECIPE-preview.jpg here; an earlier one is replaced.",
)
@options.reading_rights
@options.strict
@options.as_json
@options.log_format
@click.pass_context
def command(
    ctx: click.Context,
    recipe: Path,
    sets: dict[str, str],
    brand: Path | None,
    output: Path | None,
    rights: Rights,
    strict: bool,
    as_json: bool,
    log_format: str,
) -> None:
    """Show a recipe's film as stills, one a shot with all that lies on it: nothing is rendered, nothing is kept.

    It happens on this machine, whatever backend the recipe names. The sheet is shown where the terminal shows pictures
    (kitty, iTerm2, sixel; IMGFREE_PICTURES says otherwise); its path goes to stdout. Each film of a recipe that makes
    several gets a sheet.
    """
    from imgfree.planning import preview as planned  # only here: help and completion need none of it
    from imgfree.planning import sheet

    app = ctx.find_object(App)
    assert app is not None
    target = output or Path(f"{recipe.stem}-preview.jpg")
    sheet.check(target, option=planned.OPTION)
    with _watched(app, log_format) as audience, stoppable():
        order = Order(recipe, sets, "local", Path(), rights, strict=strict, advise=True, brand=brand)
        ended = planned.preview(app, order, audience)
    sheets = planned.written(ended.previews, target)
    _show(app, sheets, ended, as_json=as_json)
    if ended.error is not None and log_format != "json":
        click.echo(app.redactor.text(error_as_text(ended.error)), err=True)
    ctx.exit(ended.error.exit_code if ended.error else 0)


def _show(app: App, sheets: list[Any], ended: RunResult, *, as_json: bool) -> None:
    """Print what is where: one object, or a path a line with the pictures above it."""
    if as_json:
        told = {"outcome": ended.outcome, "sheets": [sheet.as_json() for sheet in sheets]}
        result.print_json(app.redactor.data(told | ({"error": error_as_json(ended.error)} if ended.error else {})))
        return
    from imgfree.console import pictures

    for sheet in sheets:
        pictures.show(sys.stderr, sheet.preview.jpeg, app.settings.pictures)
        click.echo(str(sheet.path))


@contextlib.contextmanager
def _watched(app: App, log_format: str) -> Iterator[Audience]:
    """Yield who follows the rehearsal: steps that would make files are not told as if they had."""
    with screen.watched(app, log_format) as audience:
        if log_format == "json":
            yield audience
            return
        yield replace(audience, sinks=[_but_for_files(sink) for sink in audience.sinks])


def _but_for_files(sink: Sink) -> Sink:
    def shown(record: Mapping[str, Any]) -> None:
        if not schema.makes_files(str(record.get("kind"))):
            sink(record)

    return shown
