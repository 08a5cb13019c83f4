"""imgfree test [PATH...]"""

import dataclasses
import time
from pathlib import Path

import click

from imgfree.commands import options
from imgfree.console import result
from imgfree.replays import junit, text
from imgfree.replays.cases import cases_below
from imgfree.replays.judge import Verdict, exit_code, judge_all
from imgfree.replays.update import accept
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.signals import stoppable


@click.command(
    "test",
    epilog="""\b
Examples:
  imgfree test
  imgfree test recipes/product-reel.yaml --update
  imgfree test recipes --junitxml report.xml""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--junitxml", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write a report for a CI."
)
@click.option(
    "--update",
    is_flag=True,
    help="Accept what changed: new events replace the recorded ones, and a cassette that no longer fits is recorded "
    "again, if it came from the local backend. The cloud is never asked.",
)
@options.strict
@options.reading_rights
@options.as_json
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    junitxml: Path | None,
    update: bool,
    strict: bool,
    rights: Rights,
    as_json: bool,
) -> None:
    """Replay recipes against their cassettes: do they still ask, do and promise what was recorded?

    Without a PATH, all recipes in recipes/ are tested, or all below this folder if there is no recipes/. A recipe's
    cassette has its name and is in cassettes/, here or beside the recipe or its folder; more cases are under `tests:`.
    """
    app = ctx.find_object(App)
    assert app is not None
    began_s = time.monotonic()
    cases = [dataclasses.replace(case, rights=rights, strict=strict) for case in cases_below(paths or (_default(),))]
    verdicts: list[Verdict] = []
    with stoppable():
        for verdict in judge_all(app, cases):
            verdicts.append(accept(app, verdict) if update else verdict)
            if not as_json:
                click.echo(app.redactor.text(text.line(verdicts[-1])))
    duration_s = round(time.monotonic() - began_s, 3)
    if junitxml is not None:
        junit.write(junitxml, verdicts, duration_s)
    if as_json:
        result.print_json(app.redactor.data(text.as_object(verdicts, duration_s)))
    else:
        for line in text.summary(verdicts, duration_s):
            click.echo(app.redactor.text(line))
        for line in text.hints(verdicts):
            click.echo(app.redactor.text(f"hint: {line}"), err=True)
    ctx.exit(exit_code(verdicts))


def _default() -> Path:
    return Path("recipes") if Path("recipes").is_dir() else Path()
