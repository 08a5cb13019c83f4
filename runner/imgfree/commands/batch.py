"""imgfree batch RECIPE ROWS."""

import csv
import sys
from pathlib import Path
from typing import Any, BinaryIO

import click

from imgfree.batches.follow import follow
from imgfree.batches.order import DEFAULT_OUT, DEFAULT_SEPARATOR, BatchOrder, Choosing, Limits
from imgfree.commands import options
from imgfree.console import result
from imgfree.rights import Rights
from imgfree.runs.app import App


def _matrix(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found = {}
    for item in value:
        name, equals, text = item.partition("=")
        values = [one.strip() for one in next(csv.reader([text]), [])]
        if not equals or not name.strip() or not values or not all(values):
            raise click.BadParameter(f"'{item}' is not NAME=VALUE,VALUE")
        if len(set(values)) < len(values):
            raise click.BadParameter(f"'{item}' names a value twice")
        found[name.strip()] = tuple(values)
    return found


@click.command(
    "batch",
    epilog="""\b
Examples:
  imgfree batch recipes/catalogue.yaml recipes/assets/catalogue.csv --key sku
  imgfree batch reel.yaml products.xlsx --key sku --map title=headline --matrix aspect=9:16,1:1 --dry-run
  imgfree batch reel.yaml products.csv --key sku --only A-17 --only A-18 --report report.html
  imgfree resume 20261122-101530-4f9c --retry failed""",
)
@click.argument("recipe", type=click.Path(path_type=Path))
@click.argument("table", type=click.Path(path_type=Path, allow_dash=True), metavar="ROWS")
@click.option("--key", metavar="COLUMN", help="The column that names rows. Default: their numbers.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="INPUT=COLUMN",
    callback=options.pairs,
    help="Give an input a column of another name. May be repeated.",
)
@options.sets
@options.brand
@click.option(
    "--matrix",
    multiple=True,
    metavar="INPUT=VALUE,VALUE",
    callback=_matrix,
    help="Run each row once with each of these values. May be repeated.",
)
@click.option(
    "--separator",
    default=DEFAULT_SEPARATOR,
    show_default=True,
    metavar="TEXT",
    help="What stands between the items of a list in one cell.",
)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook. Default: its first.")
@click.option(
    "--out",
    default=DEFAULT_OUT,
    show_default=True,
    metavar="DIR",
    help="Where a row's downloads go; expressions see `row.key`, `row.number` and its cells.",
)
@click.option("--only", multiple=True, metavar="KEY", help="Run the row of this key, and no other. May be repeated.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Run so many rows from all over the table.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Run the first rows alone.")
@click.option("--skip-bad-rows", is_flag=True, help="Run the others although some rows are wrong.")
@options.limits
@options.backend
@options.engine
@options.marks
@options.rights
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write an HTML page of all rows."
)
@click.option(
    "--junitxml", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write a report for a CI."
)
@click.option("--dry-run", is_flag=True, help="Check all rows and show what they come to; send nothing.")
@options.strict
@click.option("--new", is_flag=True, help="Begin afresh, and pay again, although a batch of these rows is unfinished.")
@options.as_json
@click.pass_context
def command(
    ctx: click.Context,
    /,
    recipe: Path,
    table: Path,
    only: tuple[str, ...],
    sample: int | None,
    limit: int | None,
    limits: Limits,
    rights: Rights,
    dry_run: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Run a recipe over the rows of a table: each row a film, and every row accounted for.

    ROWS is a CSV file of any dialect, TSV, JSON Lines, a JSON list, or XLSX; - is stdin. A column gives the input of
    its name; files are relative to the table. All rows are checked before the first is run.
    """
    app = ctx.find_object(App)
    assert app is not None
    if sum(map(bool, (only, sample, limit))) > 1:
        raise click.UsageError("--only, --sample and --limit exclude each other")
    order = BatchOrder(
        recipe,
        None if str(table) == "-" else table,
        choosing=Choosing(only, sample, limit),
        rights=rights,
        limits=limits,
        out=asked.pop("out"),
        **asked,
    )
    given = sys.stdin.buffer if order.table is None else None
    if dry_run:
        _show_plan(app, order, given, as_json=as_json)
        return
    from imgfree.batches.start import start  # only here: the help needs none of it

    follow(ctx, lambda watcher: start(app, order, watcher, given), as_json=as_json)


def _show_plan(app: App, order: BatchOrder, given: BinaryIO | None, *, as_json: bool) -> None:
    """Print what the batch would come to."""
    from imgfree.batches.plan import plan  # only here: a batch needs none of it

    planned = plan(app, order, given)
    if as_json:
        result.print_json(app.redactor.data(planned.as_json()))
    else:
        result.print_lines(app, planned.lines())
