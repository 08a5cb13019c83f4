"""imgfree serve."""

from pathlib import Path
from typing import Any

import click

from imgfree import events
from imgfree.runs.agreement import lacks_local
from imgfree.runs.app import App

_OPEN = """warning: other machines can reach this port, and what they send is not encrypted; put it behind TLS
Clients need this key, which is shown only now:
  export NEMO_TOKEN={key}"""


@click.command(
    "serve",
    epilog="""\b
Examples:
  imgfree serve --port 8765
  NEMO_API_URL=http://127.0.0.1:8765 imgfree run recipes/product-reel.yaml --backend nemo
  imgfree serve --host 0.0.0.0 --allow-host films.lan
  imgfree serve --misbehave silent=0.3,heartbeat=1s,cut=0.1""",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free port.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Also answer to this name; may repeat.")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where everything is kept."
)
@click.option("--misbehave", metavar="HOW", help="Be a bad server on purpose: silent=0.3,heartbeat=1s,cut=0.1 ...")
@click.pass_context
def command(
    ctx: click.Context, host: str, port: int, names: tuple[str, ...], data: Path | None, misbehave: str | None
) -> None:
    """Serve the local backend for any client of the NemoVideo protocol, until Ctrl-C.

    On another --host than this machine's own, clients need the key that is printed at the start, as their NEMO_TOKEN.
    """
    app = ctx.find_object(App)
    assert app is not None
    try:
        from imgfree.local import misbehave as manners
        from imgfree.local import server
    except ImportError as error:
        raise lacks_local(error.name) from error
    try:
        how = manners.parse(misbehave or "")
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--misbehave") from error

    def say(event: str, /, **fields: Any) -> None:
        if event == events.SERVER_STARTED:
            heard = f"; the words are heard by {model}" if model else ""
            click.echo(f"serving on {fields['url']} (data in {folder}){heard}; end with Ctrl-C", err=True)
            if "key" in fields:
                click.echo(_OPEN.format(**fields), err=True)

    folder, model = data or app.settings.home / "local", app.settings.model
    server.serve(folder, server.Door(host, port, names), misbehave=how, emit=say, model=model, voice=app.settings.voice)
