"""How a command ends: results on stdout, errors on stderr, and with --json one object."""

import json
from collections.abc import Iterable
from typing import Any

import click

from imgfree.errors import ImgfreeError, error_as_json, error_as_text
from imgfree.runs.app import App


def mask(ctx: click.Context, text: str) -> str:
    """Return `text` without the secrets of this process."""
    app = ctx.find_object(App)
    return app.redactor.text(text) if app else text


def print_json(value: Any) -> None:
    """Print one JSON object on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_lines(app: App, lines: Iterable[str]) -> None:
    """Print these lines on stdout, without secrets."""
    for line in lines:
        click.echo(app.redactor.text(line))


def show_error(ctx: click.Context, error: ImgfreeError) -> int:
    """Show an error that ended a command, in the form its options ask for, and return the exit code."""
    params = _params(ctx)
    if params.get("as_json"):
        print_json(json.loads(mask(ctx, json.dumps({"outcome": "failed", "error": error_as_json(error)}))))
    if params.get("log_format") == "json":
        event = {"event": "run.failed", **error_as_json(error)}
        click.echo(mask(ctx, json.dumps(event, ensure_ascii=False)), err=True)
    else:
        click.echo(mask(ctx, error_as_text(error)), err=True)
    return error.exit_code


def _params(ctx: click.Context) -> dict[str, Any]:
    """Return the options of the command that was called, which click keeps in a context of its own."""
    called = ctx.meta.get("imgfree.called")
    return called if isinstance(called, dict) else {}


def remember_options(ctx: click.Context) -> None:
    """Let an error that ends this command know its --json and --log-format."""
    ctx.meta["imgfree.called"] = dict(ctx.params)
