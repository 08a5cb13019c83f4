"""Options that several commands share, each written once."""

import dataclasses
import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from imgfree.batches.order import Limits, failures_of, rate_of
from imgfree.console import result
from imgfree.durations import duration_s
from imgfree.engine import wished
from imgfree.errors import InputRefused
from imgfree.rights import Rights

if TYPE_CHECKING:
    from imgfree.provenance import Level

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
strict: Decorator = click.option(
    "--strict", is_flag=True, help="Fail, with exit code 1, where the words ask for something that is not done."
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


def checked(sort: str, name: str) -> str:
    """Return the name of an environment variable (`env`) or a host (`host`), if it can be one.

    Raises:
        BadParameter: it cannot, or no recipe may ask it.
    """
    if sort == "env" and (not name or "=" in name or "\0" in name):
        raise click.BadParameter(f"'{name}' is not the name of a variable")
    if sort == "host":
        from imgfree import addresses  # only where a host is named

        found = _HOST.fullmatch(name)
        host = next(filter(None, found.groups())) if found else ""
        if not addresses.plain(host):
            raise click.BadParameter(f"'{name}' is not a host, such as cdn.example.com or cdn.example.com:8443")
    return name


def _each(sort: str) -> Callable[..., tuple[str, ...]]:
    return lambda ctx, param, value: tuple(checked(sort, name) for name in value)


allow_env: Decorator = click.option(
    "--allow-env",
    multiple=True,
    metavar="NAME",
    callback=_each("env"),
    help="Let the recipe ask for this environment variable. May be repeated.",
)


_IN_BRACKETS, _NAME, _PORT = r"\[([0-9A-Fa-f:.]+)\]", r"([^:\s]+)", r"(?::\d{1,5})?"
_HOST = re.compile(rf"(?:{_IN_BRACKETS}|{_NAME}){_PORT}|((?:[0-9A-Fa-f.]*:){{2,}}[0-9A-Fa-f.]*)")
_SIZE = re.compile(r"\s*([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([kmgt]?)(i?)b?\s*", re.ASCII | re.IGNORECASE)


def _bytes(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Return the number of bytes that a size means: 500MB, 2 GB, 1GiB, or plain digits; None where none is given."""
    if value is None:
        return None
    found = _SIZE.fullmatch(value)
    if found is None or (found[3] and not found[2]):
        raise click.BadParameter(f"'{value}' is not a size, such as 500MB or 2GB")
    scale: int = (1024 if found[3] else 1000) ** " kmgt".index(found[2].lower() or " ")
    return int(float(found[1]) * scale)


max_download: Decorator = click.option(
    "--max-download",
    "max_download_bytes",
    callback=_bytes,
    metavar="SIZE",
    help="End a download that is larger. Default: 2GB.",
)
overwrite: Decorator = click.option(
    "--overwrite", is_flag=True, help="Replace files that are in the way of a download, whoever made them."
)
_allow_host: Decorator = click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="HOST[:PORT]",
    callback=_each("host"),
    help="Let the recipe download from this host, too. May be repeated.",
)


def _gathering(called: str, into: type[Rights] | type[Limits], *options: Decorator) -> Decorator:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def gathered(*args: Any, **params: Any) -> Any:
            given = {one.name: params.pop(one.name) for one in dataclasses.fields(into) if one.name in params}
            return command(*args, **{called: into(**given)}, **params)

        for option in reversed(options):
            option(gathered)
        return gathered

    return decorate


# The options that give a recipe rights; the command gets them as one value, `rights`.
reading_rights = _gathering("rights", Rights, allow_read, allow_env, _allow_host)
rights = _gathering("rights", Rights, allow_read, allow_env, _allow_host, overwrite, max_download)


def pairs(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Return what several NAME=VALUE give.

    Raises:
        BadParameter: one is none.
    """
    found = {}
    for item in value:
        name, equals, text = item.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"'{item}' is not NAME=VALUE")
        found[name.strip()] = text
    return found


def _inputs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    from imgfree.console import completer  # only when Tab was pressed

    return completer.inputs(ctx, param, incomplete)


sets: Decorator = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="NAME=VALUE",
    callback=pairs,
    shell_complete=_inputs,
    help="Give an input another value; lists are comma-separated, files relative to here. May be repeated.",
)


def marks(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what its films say of themselves; it gets that as one value, `marks`."""

    @click.option("--carry", is_flag=True, help="Let the film carry its recipe: texts, and the names of files.")
    @click.option("--no-marks", is_flag=True, help="Let the film say nothing of how it was made.")
    @functools.wraps(command)
    def marked(*args: Any, carry: bool, no_marks: bool, **params: Any) -> Any:
        if carry and no_marks:
            raise click.UsageError("--carry and --no-marks exclude each other")
        level: Level | None = "recipe" if carry else "none" if no_marks else None
        return command(*args, marks=level, **params)

    return marked


brand: Decorator = click.option(
    "--brand",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The brand of the film, a brand.yaml; by default the one beside the recipe.",
)
new: Decorator = click.option(
    "--new", is_flag=True, help="Begin afresh, and pay again, although the same recipe has an unfinished run."
)


def _read(read: Callable[[str], Any]) -> Callable[..., Any]:
    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
        try:
            return None if value is None else read(value)
        except InputRefused as error:
            raise click.BadParameter(f"{error.message}: {error.hint}") from error

    return callback


_LIMITS: tuple[Decorator, ...] = (
    click.option("--max-credits", type=click.IntRange(0), metavar="N", help="Begin no row that might cost more."),
    click.option(
        "--max-failures", callback=_read(failures_of), metavar="N|P%", help="Begin no row after so many have failed."
    ),
    click.option("--rate", callback=_read(rate_of), metavar="N/min", help="Begin at most so many rows in that time."),
    click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many rows are under way at a time."),
    click.option(
        "--deadline",
        "deadline_s",
        callback=_read(duration_s),
        metavar="TIME",
        help="End a row that takes longer, such as 10m.",
    ),
)


# What slows a batch down, or ends it; the command gets it as one value, `limits`.
limits = _gathering("limits", Limits, *_LIMITS)


def engine(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what makes the pieces of films; it gets them as one value, `engine`."""

    @click.option(
        "--engine",
        metavar="URL",
        help="What makes the pieces of films: local (the default), or machines, such as dask://HOST:PORT.",
    )
    @click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="A folder that all machines of the engine see; they keep photos and pieces there.",
    )
    @functools.wraps(command)
    def engaged(*args: Any, engine: str | None, store: Path | None, **params: Any) -> Any:
        try:
            found = wished(engine, store)
        except InputRefused as error:
            raise click.UsageError(f"{error.message}: {error.hint}") from error
        return command(*args, engine=found, **params)

    return engaged
