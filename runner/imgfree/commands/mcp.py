"""imgfree mcp."""

from pathlib import Path

import click

from imgfree import terminal
from imgfree.commands import options
from imgfree.errors import SetupError
from imgfree.runs.app import App


@click.command(
    "mcp",
    epilog="""\b
Examples:
  imgfree mcp --root ~/Pictures --out ~/Movies
  claude mcp add imgfree -- imgfree mcp""",
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
    help="Where films go; nothing is written outside it. Default: the first root.",
)
@options.backend
@click.pass_context
def command(ctx: click.Context, roots: tuple[Path, ...], out: Path | None, backend: str | None) -> None:
    """Serve seven tools to an agent over stdin and stdout: plan, start, wait, look, change, resume, find.

    Runs happen in processes of their own, which outlive the agent and this server.
    """
    app = ctx.find_object(App)
    assert app is not None
    try:
        from imgfree.agents.server import served
    except ImportError as error:
        raise SetupError(f"imgfree mcp needs {error.name}", hint="run: pip install 'imgfree[mcp]'") from error
    from imgfree.agents.desk import Office

    with terminal.protocol():
        served(Office(app, roots, out, backend)).run("stdio")
