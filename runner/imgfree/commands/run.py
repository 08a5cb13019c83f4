"""imgfree run RECIPE."""

from pathlib import Path

import click

from imgfree.commands import ending, options, running
from imgfree.commands.app import App


@click.command(
    "run",
    epilog="""\b
Examples:
  imgfree run recipes/product-reel.yaml
  imgfree run recipes/product-reel.yaml --set photos='shots/*.jpg' --set title='Autumn Sale' --out reels
  imgfree run recipes/product-reel.yaml --backend local --json | jq -r .outputs.video""",
)
@click.argument("recipe", type=click.Path(path_type=Path))
@options.sets
@options.backend
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Where downloads go; nothing is written outside it. Default: here.",
)
@options.allow_read
@options.as_json
@options.log_format
@click.pass_context
def command(
    ctx: click.Context,
    recipe: Path,
    sets: dict[str, str],
    backend: str | None,
    out: Path,
    allow_read: tuple[Path, ...],
    as_json: bool,
    log_format: str,
) -> None:
    """Run a recipe: photos in, a finished video out. The path of the result goes to stdout."""
    app = ctx.find_object(App)
    assert app is not None
    ended = running.start(app, running.Order(recipe, sets, backend, out, allow_read), log_format)
    ending.finish(ctx, ended, as_json=as_json, log_format=log_format)
