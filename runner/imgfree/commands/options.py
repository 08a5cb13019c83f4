"""Options that several commands share, each written once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from imgfree.commands import result

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    ctx.params[param.name or ""] = value
    result.remember_options(ctx)
    return value


as_json: Decorator = click.option(
    "--json", "as_json", is_flag=True, is_eager=True, callback=_remember, help="Print one JSON object on stdout."
)
log_format: Decorator = click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    is_eager=True,
    callback=_remember,
    help="What stderr shows: lines for a reader, or the events as JSON, one a line.",
)
backend: Decorator = click.option(
    "--backend",
    type=click.Choice(["auto", "local", "nemo"]),
    help="Where it runs; auto takes the cloud if a token is there, else this machine.",
)
allow_read: Decorator = click.option(
    "--allow-read",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Let the recipe read below DIR, too. May be repeated.",
)


def _pairs(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for item in value:
        name, equals, text = item.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"'{item}' is not NAME=VALUE")
        pairs[name.strip()] = text
    return pairs


def _inputs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    from imgfree.commands import completing  # only when Tab was pressed

    return completing.inputs(ctx, param, incomplete)


sets: Decorator = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_pairs,
    shell_complete=_inputs,
    help="Give an input another value; lists are comma-separated, files relative to here. May be repeated.",
)

new: Decorator = click.option(
    "--new", is_flag=True, help="Begin afresh, and pay again, although the same recipe has an unfinished run."
)
