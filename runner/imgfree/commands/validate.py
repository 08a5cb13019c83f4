"""imgfree validate RECIPE..."""

from pathlib import Path
from typing import Any

import click

from imgfree import recipe
from imgfree.commands import options, result
from imgfree.errors import RecipeError
from imgfree.errors import as_json as problem_object


@click.command(
    "validate", epilog="\b\nExamples:\n  imgfree validate recipes/*.yaml\n  imgfree validate clip.yaml --json"
)
@click.argument("recipes", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.as_json
@click.pass_context
def command(ctx: click.Context, recipes: tuple[Path, ...], as_json: bool) -> None:
    """Check recipes without running them; every problem is shown with file, line and column."""
    found: list[dict[str, Any]] = []
    code = 0
    for path in recipes:
        try:
            recipe.load(path)
        except RecipeError as error:
            code = error.exit_code
            found += [problem_object(problem) for problem in error.problems]
            if not as_json:
                click.echo(result.error_text(error), err=True)
        else:
            if not as_json:
                click.echo(f"{path}: ok", err=True)
    if as_json:
        result.print_json({"valid": not found, "recipes": [str(path) for path in recipes], "problems": found})
    ctx.exit(code)
