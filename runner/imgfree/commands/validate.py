"""imgfree validate RECIPE..."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from imgfree import recipe, terminal
from imgfree.commands import options
from imgfree.console import result
from imgfree.errors import Problem, RecipeError, describe, error_as_text
from imgfree.errors import as_json as problem_object
from imgfree.recipe import brand
from imgfree.replays import find
from imgfree.sharing import gallery


@click.command(
    "validate",
    epilog="""\b
Examples:
  imgfree validate recipes/*.yaml
  imgfree validate clip.yaml --json
  imgfree validate recipes/*.yaml --format github
  imgfree validate recipes/*.yaml --format sarif > recipes.sarif""",
)
@click.argument("recipes", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How to tell it: for people, for a script, or for a continuous-integration service.",
)
@options.as_json
@click.pass_context
def command(ctx: click.Context, recipes: tuple[Path, ...], form: str, as_json: bool) -> None:
    """Check recipes, brands and galleries, without running them; every problem is shown with file, line and column.

    Warnings do not fail.
    """
    form = "json" if as_json else form
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for path in recipes:
        try:
            found = _warnings(path)
        except RecipeError as error:
            errors += error.problems
            said = error_as_text(error)
        else:
            warnings += found
            said = "\n".join([*map(describe, found), f"{path}: ok"])
        if form == "text":
            click.echo(said, err=True)
    _tell(form, recipes, errors, warnings)
    ctx.exit(RecipeError.exit_code if errors else 0)


def _warnings(path: Path) -> Sequence[Problem]:
    """Return what is most likely not meant in a recipe, or nothing in a brand or an index.

    Raises:
        RecipeError: it is wrong.
    """
    if brand.is_brand(path):
        brand.load(path, cwd=Path.cwd())
        return ()
    if path.name == gallery.INDEX and not find.is_recipe(path):
        gallery.load(path.parent)
        return ()
    return recipe.load(path).warnings


def _tell(form: str, recipes: Sequence[Path], errors: Sequence[Problem], warnings: Sequence[Problem]) -> None:
    if form == "json":
        objects = [problem_object(problem) for problem in errors]
        told = {"valid": not errors, "recipes": [str(path) for path in recipes], "problems": objects}
        result.print_json(told | {"warnings": [problem_object(problem) for problem in warnings]})
    elif form != "text":
        from imgfree.console import annotations

        if form == "sarif":
            result.print_json(annotations.sarif([*errors, *warnings]))
        else:
            for line in annotations.github([*errors, *warnings]):
                terminal.Door.before(sys.stdout).command(line)
