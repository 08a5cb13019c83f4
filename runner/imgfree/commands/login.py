"""imgfree login."""

import sys
from datetime import UTC, datetime

import click

from imgfree.client.auth.auth import SignIn
from imgfree.commands import options
from imgfree.console import result
from imgfree.runs import backend as backends
from imgfree.runs.app import App


@click.command(
    "login", epilog="\b\nExamples:\n  imgfree login\n  imgfree login --token < token.txt\n  imgfree login --status"
)
@click.option("--status", "only_status", is_flag=True, help="Say who is signed in; ask nobody.")
@click.option(
    "--token", "own", is_flag=True, help="Save a token of your own, read from stdin (never from the command line)."
)
@options.as_json
@click.pass_context
def command(ctx: click.Context, only_status: bool, own: bool, as_json: bool) -> None:
    """Save a token for NemoVideo's cloud: a free anonymous one (100 credits, 7 days), or your own."""
    app = ctx.find_object(App)
    assert app is not None
    with backends.asked(app, "nemo") as client:
        if own and not only_status:
            client.auth.keep(_typed())
        elif not only_status:
            client.auth.sign_in()
        found = client.auth.status()
    if as_json:
        result.print_json(_object(found))
    else:
        click.echo(_sentence(found))
    ctx.exit(0 if found.source != "none" or not only_status else 4)


def _typed() -> str:
    value = click.prompt("token", hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not value.strip():
        raise click.UsageError("no token was given on stdin")
    return value.strip()


def _object(found: SignIn) -> dict[str, object]:
    return {
        "source": found.source,
        "anonymous": found.anonymous,
        "expired": found.expired,
        "user_id": found.user_id,
        "expires": _date(found.expires_s),
        "file": str(found.path),
    }


def _sentence(found: SignIn) -> str:
    if found.source == "NEMO_TOKEN":
        return "NEMO_TOKEN is set and wins over anything saved"
    if found.source == "none":
        return "nobody is signed in; `imgfree login` gets a free token"
    who = f"anonymous user {found.user_id or ''}".strip() if found.anonymous else "your own token"
    until = f", good until {_date(found.expires_s)}" if found.expires_s else ""
    return f"{who}{until}{' (expired)' if found.expired else ''}; kept in {found.path}"


def _date(moment_s: float | None) -> str | None:
    return datetime.fromtimestamp(moment_s, UTC).isoformat(timespec="seconds") if moment_s else None
