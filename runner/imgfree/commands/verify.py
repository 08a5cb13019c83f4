"""imgfree verify FILM."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from imgfree.commands import options
from imgfree.console import result
from imgfree.console.live import on_stderr
from imgfree.runs.agreement import lacks_local
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.signals import stoppable


@click.command(
    "verify",
    epilog="""\b
Examples:
  imgfree verify reel.mp4
  imgfree verify reel.mp4 --with photos --frames differences
  imgfree verify reel.mp4 --json | jq -r .verdict

\b
Exit codes: 0 the same, if only to eyes and ears; 1 it differs, or was altered after it was marked.""",
)
@click.argument("film", type=click.Path(path_type=Path))
@click.option(
    "--with",
    "media",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Where the files are that it was made of, under any name. Default: beside the film.",
)
@click.option(
    "--frames",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a picture of the first difference there, the film on the left.",
)
@options.as_json
@click.pass_context
def command(ctx: click.Context, film: Path, media: Path | None, frames: Path | None, as_json: bool) -> None:
    """Make a film again from the recipe that it carries, and compare, piece by piece.

    The recipe is a stranger's: it is given no right, asks nobody, and reads only files whose digests the film names. A
    film that was made in the cloud, or carries no recipe, is only held against its digests. A mark is no signature: who
    alters a film can write it anew.
    """
    app = ctx.find_object(App)
    assert app is not None
    try:
        from imgfree.sharing import verdicts
        from imgfree.sharing.verify import Asked, verify
    except ImportError as error:
        raise lacks_local(error.name) from error
    with stoppable(), _told(app) as (audience, on_progress):
        found = verify(app, Asked(film, media, frames), audience, on_progress)
    if as_json:
        result.print_json(app.redactor.data(found.as_json()))
    else:
        result.print_lines(app, verdicts.lines(found))
    ctx.exit(0 if found.holds else 1)


@contextlib.contextmanager
def _told(app: App) -> Iterator[tuple[Audience, Callable[[float], None]]]:
    """Yield who follows the run and the comparison: one live line on a terminal, nothing elsewhere."""
    with on_stderr(app) as terminal:

        def rendering(record: Mapping[str, Any]) -> None:
            if "progress_pct" in record:
                share = float(record["progress_pct"] or 0) / 100
                terminal.tell("making it again", f" {share:.0%}", share)

        terminal.begin("verifying the film")
        yield Audience([rendering]), lambda share: terminal.tell("comparing", f" {share:.0%}", share)
