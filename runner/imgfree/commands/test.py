"""imgfree test [PATH...]"""

import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from imgfree import recipe, shell
from imgfree.commands import options
from imgfree.console import result
from imgfree.errors import CassetteError, CassetteMissing, ImgfreeError, RecipeError, RecipeUnreadable, StepFailed
from imgfree.replays import find, junit
from imgfree.replays import update as accepting
from imgfree.replays.cases import Case, cases_of
from imgfree.replays.replay import Verdict, judge_all
from imgfree.rights import Rights
from imgfree.runs.app import App

MARKS = {"passed": "ok", "failed": "FAILED", "stale": "STALE", "updated": "updated"}


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
    cases = [dataclasses.replace(case, rights=rights, strict=strict) for case in _cases(paths or (_default(),))]
    verdicts: list[Verdict] = []
    for verdict in judge_all(app, cases):
        verdicts.append(accepting.accept(app, verdict) if update else verdict)
        if not as_json:
            click.echo(app.redactor.text(_line(verdicts[-1])))
    duration_s = round(time.monotonic() - began_s, 3)
    if junitxml is not None:
        junit.write(junitxml, verdicts, duration_s)
    if as_json:
        result.print_json(app.redactor.data(_object(verdicts, duration_s)))
    else:
        _tell(app, verdicts, duration_s)
    ctx.exit(exit_code(verdicts))


def exit_code(verdicts: Sequence[Verdict]) -> int:
    """Return 0 if all is well, 5 or 3 if cassettes or recipes alone are at fault, else 1."""
    codes = {verdict.exit_code for verdict in verdicts if not verdict.good}
    if not codes:
        return 0
    alone = {CassetteError.exit_code, RecipeError.exit_code}
    return codes.pop() if len(codes) == 1 and codes <= alone else StepFailed.exit_code


def _default() -> Path:
    return Path("recipes") if Path("recipes").is_dir() else Path()


def _cases(paths: Sequence[Path]) -> list[Case]:
    """Return all cases below these paths, each once.

    Raises:
        RecipeUnreadable: a path does not exist.
        CassetteMissing: a recipe that was named, or all of them, have no cassette.
    """
    roots = [Path()]
    cases: dict[tuple[Path, str], Case] = {}
    for path in paths:
        if not path.exists():
            raise RecipeUnreadable(f"'{path}' does not exist")
        found = [case for one in _recipes(path) for case in cases_of(one, roots)]
        if not found and path.is_file():
            recipe.load(path)  # says what is wrong with a file that is no recipe
            raise _missing(path, find.places(path, roots))
        cases |= {(case.recipe.resolve(), case.name): case for case in found}
    if not cases:
        shown = ", ".join(f"'{path}'" for path in paths)
        raise CassetteMissing(
            f"there is no recipe with a cassette in {shown}",
            hint="record one: imgfree run recipes/NAME.yaml --record cassettes/NAME.yaml",
        )
    return list(cases.values())


def _recipes(path: Path) -> list[Path]:
    return list(find.recipes_below(path)) if path.is_dir() else [path]


def _missing(path: Path, places: Sequence[Path]) -> ImgfreeError:
    looked = ", ".join(f"'{place}'" for place in places if place.suffix == find.SUFFIXES[0])
    return CassetteMissing(
        f"there is no cassette for '{path}'; looked for {looked}",
        hint=f"record one: {shell.command('imgfree', 'run', path, '--record', places[-2])}",
    )


def _line(verdict: Verdict) -> str:
    note = f"  ({verdict.note})" if verdict.note else ""
    return f"{MARKS[verdict.outcome]:>7}  {verdict.case}  {verdict.duration_s:.2f} s{note}"


def _tell(app: App, verdicts: Sequence[Verdict], duration_s: float) -> None:
    failed = [verdict for verdict in verdicts if not verdict.good]
    for verdict in failed:
        click.echo(app.redactor.text(f"\n{verdict.case} with {verdict.case.cassette}\n{verdict.words()}"))
    counts = {outcome: sum(1 for verdict in verdicts if verdict.outcome == outcome) for outcome in MARKS}
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    click.echo(f"{chr(10) if failed else ''}{told} in {duration_s:.2f} s")
    if any(verdict.told for verdict in failed):
        click.echo("hint: if what is new is right, accept it with: imgfree test --update", err=True)
    for verdict in failed:
        if verdict.outcome == "stale" and not verdict.case.name:
            again = shell.command("imgfree", "run", verdict.case.recipe, "--record", verdict.case.cassette)
            click.echo(f"hint: if the recipe is right, record it again with: {again}", err=True)


def _object(verdicts: Sequence[Verdict], duration_s: float) -> dict[str, Any]:
    return {
        "outcome": "passed" if all(verdict.good for verdict in verdicts) else "failed",
        "cases": [
            {
                "recipe": str(verdict.case.recipe),
                "name": verdict.case.name or None,
                "cassette": str(verdict.case.cassette),
                "outcome": verdict.outcome,
                "duration_s": verdict.duration_s,
                "reason": verdict.reason or None,
                "diff": list(verdict.diff),
                "note": verdict.note or None,
            }
            for verdict in verdicts
        ],
        "duration_s": duration_s,
    }
