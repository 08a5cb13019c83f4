"""How a command ends: results on stdout, errors on stderr, and with --json one object."""

import json
from typing import Any

import click

from imgfree.errors import ImgfreeError, as_json, describe
from imgfree.runs.app import App

MOST_PROBLEMS = 10


def mask(ctx: click.Context, text: str) -> str:
    """Return `text` without the secrets of this process."""
    app = ctx.find_object(App)
    return app.redactor.text(text) if app else text


def print_json(value: Any) -> None:
    """Print one JSON object on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def error_object(error: ImgfreeError) -> dict[str, Any]:
    """Return the error for a script: type, exit code, message, place, hint, and all problems if there are several."""
    found: dict[str, Any] = {"type": type(error).__name__, "exit_code": error.exit_code, **as_json(error.problems[0])}
    if len(error.problems) > 1:
        found["problems"] = [as_json(problem) for problem in error.problems]
    return found


def error_text(error: ImgfreeError) -> str:
    """Return the error for a reader: at most ten problems, and the count of the rest."""
    shown = [describe(problem) for problem in error.problems[:MOST_PROBLEMS]]
    rest = len(error.problems) - MOST_PROBLEMS
    if rest > 0:
        shown.append(f"… and {rest} more")
    return "\n".join(shown)


def show_error(ctx: click.Context, error: ImgfreeError) -> int:
    """Show an error that ended a command, in the form its options ask for, and return the exit code."""
    params = _params(ctx)
    if params.get("as_json"):
        print_json(json.loads(mask(ctx, json.dumps({"outcome": "failed", "error": error_object(error)}))))
    if params.get("log_format") == "json":
        event = {"event": "run.failed", **error_object(error)}
        click.echo(mask(ctx, json.dumps(event, ensure_ascii=False)), err=True)
    else:
        click.echo(mask(ctx, error_text(error)), err=True)
    return error.exit_code


def _params(ctx: click.Context) -> dict[str, Any]:
    """Return the options of the command that was called, which click keeps in a context of its own."""
    called = ctx.meta.get("imgfree.called")
    return called if isinstance(called, dict) else {}


def remember_options(ctx: click.Context) -> None:
    """Let an error that ends this command know its --json and --log-format."""
    ctx.meta["imgfree.called"] = dict(ctx.params)
