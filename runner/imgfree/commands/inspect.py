"""imgfree inspect [FILM|RUN]."""

from pathlib import Path
from typing import Any

import click

from imgfree.commands import options
from imgfree.console import completer, result
from imgfree.console.live import on_stderr
from imgfree.errors import InputRefused
from imgfree.runs.agreement import lacks_local
from imgfree.runs.app import App
from imgfree.runs.signals import stoppable


@click.command(
    "inspect",
    epilog="""\b
Examples:
  imgfree inspect
  imgfree inspect out/product-reel.mp4 --platform tiktok
  imgfree inspect 20261122-101530-4f9c --frames faults
  imgfree inspect out/product-reel.mp4 --json | jq .films[0].findings

\b
Exit codes: 0 no fault, 1 faults found; with --strict also for what may be meant so, such as a still picture.""",
)
@click.argument("film_or_run", required=False, metavar="[FILM|RUN]", shell_complete=completer.run_ids)
@click.option("--platform", metavar="NAME", help="Where it is shown (tiktok, reels …). Default: what its words said.")
@click.option(
    "--frames",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a picture of each fault there, its place marked.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for what may be meant so, too.")
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, film_or_run: str | None, platform: str | None, frames: Path | None, strict: bool, as_json: bool
) -> None:
    """Look at a finished film as its viewers will: what is wrong, when, and the sentence that mends it.

    Any film: flashes, black and frozen stretches, loudness, clipped sound. A film that a run of this folder made here
    (default: the newest run): also layers on each other or outside the platform's safe box, contrast too low, text on
    faces, subjects cut off, words too fast to read. What could not be checked is said.
    """
    app = ctx.find_object(App)
    assert app is not None
    from imgfree.local.platforms import PLATFORMS  # only here: `--help` needs no table

    if platform is not None and platform not in PLATFORMS:
        raise click.BadParameter(f"'{platform}' is none of {', '.join(PLATFORMS)}", param_hint="--platform")
    try:
        from imgfree.runs.inspections import inspections
    except ImportError as error:
        raise lacks_local(error.name) from error
    with stoppable(), on_stderr(app) as terminal:
        terminal.begin("looking at the film")
        found = inspections(
            app,
            film_or_run,
            platform=platform,
            frames=frames,
            on_progress=lambda share: terminal.tell("watching", f" {share:.0%}", share),
        )
    if not found:
        raise InputRefused("this run has no film that can be looked at", hint="give the path of a film")
    _show(app, found, as_json=as_json)
    faults = [one for each in found for one in each.inspection.findings if one.sure or strict]
    ctx.exit(1 if faults else 0)


def _show(app: App, found: list[Any], *, as_json: bool) -> None:
    from imgfree.local.inspection.findings import told

    if as_json:
        films = [{**each.inspection.as_json(), "pictures": [str(path) for path in each.pictures]} for each in found]
        result.print_json(app.redactor.data({"films": films}))
        return
    for each in found:
        one = each.inspection
        count = f"{len(one.findings)} finding{'s' if len(one.findings) != 1 else ''}" if one.findings else "clean"
        lines = [f"{one.name}  {one.duration_s:.1f} s  {count}", *(f"  {line}" for line in told(one))]
        result.print_lines(app, [*lines, *(f"  {path}" for path in each.pictures)])
