"""imgfree mcp."""

from pathlib import Path

import click

from imgfree import terminal
from imgfree.commands import options
from imgfree.errors import SetupError
from imgfree.runs.app import App

_OPEN = "serving on {url}; clients need the header\n  Authorization: Bearer {token}"


@click.command(
    "mcp",
    epilog="""\b
Examples:
  imgfree mcp --root ~/Pictures --out ~/Movies
  claude mcp add imgfree -- imgfree mcp
  imgfree mcp --root ~/Pictures --http 8766""",
)
@click.option(
    "--root",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="A folder that may be read; may repeat. Runs work in the first. Default: the client's roots, else here.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where films go, and no film goes elsewhere. Default: the first root, in which runs are kept.",
)
@options.backend
@click.option(
    "--http",
    "port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Speak HTTP on this port of 127.0.0.1, to clients with the token that is shown; 0 takes a free one.",
)
@click.pass_context
def command(
    ctx: click.Context, roots: tuple[Path, ...], out: Path | None, backend: str | None, port: int | None
) -> None:
    """Serve seven tools to an agent over stdin and stdout: plan, start, wait, look, change, resume, find.

    Runs happen in processes of their own, which outlive the agent and this server.
    """
    app = ctx.find_object(App)
    assert app is not None
    try:
        from imgfree.agents import door
        from imgfree.agents.server import served
    except ImportError as error:
        raise SetupError(f"imgfree mcp needs {error.name}", hint="run: pip install 'imgfree[mcp]'") from error
    from imgfree.agents.desk import Office

    server = served(Office(app, roots, out, backend))
    if port is not None:
        door.serve(server, app, port, lambda url, token: click.echo(_OPEN.format(url=url, token=token), err=True))
        return
    with terminal.protocol():
        server.run("stdio")
