"""The local backend on a port: beside a run in a thread, or by itself until it is told to stop."""

import errno
import logging
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imgfree import cores, events
from imgfree.clock import Clock
from imgfree.errors import SetupError
from imgfree.events import Emit
from imgfree.local import extra
from imgfree.local.cache import FOLDER
from imgfree.local.misbehave import Misbehave

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from imgfree.local.app import Options, Parts
    from imgfree.local.director.reply import Reply
    from imgfree.local.engines.elsewhere import Elsewhere
    from imgfree.local.speech.endpoint import Endpoint
    from imgfree.local.worker import Render
    from imgfree.settings import Model, VoiceEndpoint

    OnMade = Callable[[Any], None]  # of `Rendered`, or what a child process says of it

LOOPBACK = "127.0.0.1"
# Connections that do not end by themselves when the work does, such as a half-sent upload, are dropped after this.
_STRAGGLERS_S = 1
_CONNECTIONS = 400  # at a time; a process may have a thousand files open, and each needs some


@contextmanager
def running(
    data_dir: Path,
    *,
    emit: Emit,
    misbehave: Misbehave | None = None,
    embedded: bool = True,
    clock: Clock | None = None,
    model: "Model | None" = None,
    voice: "VoiceEndpoint | None" = None,
    on_made: "OnMade | None" = None,
    elsewhere: "Elsewhere | None" = None,
) -> Iterator[str]:
    """Yield the address of a local backend on a free port; the end of the block ends its work and its threads.

    Its director hears by rules, or by that model; its films speak with the package's voice, or with that one.
    `on_made` is told of each film that was rendered; their pieces are made by child processes, or elsewhere.

    Raises:
        SetupError: the `local` extra is missing, or `data_dir` cannot be used.
    """
    options = _options(embedded=embedded, misbehave=misbehave, model=model, voice=voice)
    listener, studios = bound(LOOPBACK, 0), _Studios(on_made, elsewhere)
    with _listening(data_dir, listener, options, emit, clock, studios) as url:
        yield url


@dataclass(frozen=True)
class _Studios:
    """Who makes films, and who is told of each."""

    on_made: "OnMade | None" = None
    elsewhere: "Elsewhere | None" = None


@dataclass(frozen=True)
class Door:
    """Where `serve` listens, and by which further names it may be asked for."""

    host: str = LOOPBACK
    port: int = 0
    names: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Return whether only this machine's own programs can come in."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


def serve(
    data_dir: Path,
    door: Door,
    *,
    misbehave: Misbehave | None,
    emit: Emit,
    model: "Model | None" = None,
    voice: "VoiceEndpoint | None" = None,
) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP. Call it from the main thread.

    Where other machines can come in, they need a key: it is in the event that tells the address.

    Raises:
        SetupError: the port is taken, the extra is missing, or `data_dir` cannot be used.
    """
    options = _options(embedded=False, misbehave=misbehave, door=door, model=model, voice=voice)
    asked = threading.Event()
    with _signals(asked.set), _listening(data_dir, bound(door.host, door.port), options, emit, None):
        while not asked.wait(1.0):  # in pieces: one long wait would not notice Ctrl-C on Windows
            pass


@contextmanager
def _listening(
    data_dir: Path,
    listener: socket.socket,
    options: "Options",
    emit: Emit,
    clock: Clock | None,
    studios: _Studios = _Studios(),
) -> Iterator[str]:
    with listener, _application(data_dir, options, clock, studios) as app, hosted(app, listener) as url:
        emit(events.SERVER_STARTED, url=url, **({} if options.key is None else {"key": options.key}))
        try:
            yield url
        finally:
            emit(events.SERVER_STOPPED, url=url)


@contextmanager
def _application(data_dir: Path, options: "Options", clock: Clock | None, studios: _Studios) -> "Iterator[Starlette]":
    with _extra():
        from imgfree.local.app import create_app
        from imgfree.local.director import direct
        from imgfree.local.director.ears import chosen
        from imgfree.local.store import Store

    extra.check()
    store = Store(data_dir)
    ear = chosen(options.model)
    try:
        parts = _parts(partial(direct, ear=ear), data_dir, ear.stop, _endpoint(options.voice), studios.elsewhere)
        parts = replace(parts, render=_told(parts.render, studios.on_made)) if studios.on_made else parts
        yield create_app(store, parts, options=options, clock=clock)
    finally:
        store.close()


@contextmanager
def hosted(app: "Starlette", listener: socket.socket) -> Iterator[str]:
    """Yield the address at which `app` answers; the end of the block ends its work and its threads."""
    import uvicorn

    from imgfree.local.connection import Connection, Quiet

    # What goes wrong with a request is in its answer; a broken-off stream is meant and needs no line.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_STRAGGLERS_S,
        limit_concurrency=_CONNECTIONS,
    )
    server = Quiet(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="imgfree-server")
    thread.start()
    try:
        while not app.state.ready.wait(0.05):
            if not thread.is_alive():
                raise SetupError("the local backend could not start", hint="its data folder may be damaged or in use")
        host, port = listener.getsockname()[:2]
        yield f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    finally:
        if app.state.ready.is_set():
            app.state.stop()
        server.end()
        thread.join()


def _parts(
    direct: "Callable[..., Reply]",
    data_dir: Path,
    stop: Callable[[], None],
    endpoint: "Endpoint | None",
    elsewhere: "Elsewhere | None" = None,
) -> "Parts":
    """Return what stands behind the routes; decoders, renderer and voice in processes of their own, where possible.

    `stop` ends what the director waits for.
    """
    from imgfree.local.app import Parts
    from imgfree.local.draft_files import with_files
    from imgfree.local.music.library import of_this_machine
    from imgfree.local.sandbox import parent
    from imgfree.local.sandbox.studio import Studio
    from imgfree.local.speech.voices import Voices
    from imgfree.local.voice import VOICES

    parent.shared()  # loads its packages while the first files come in
    pieces = data_dir / FOLDER
    studio = Studio(parent.shared, elsewhere.cache(pieces) if elsewhere else pieces)
    voices, library = Voices(data_dir / VOICES, studio, endpoint), of_this_machine(studio.listen)

    def stop_all() -> None:
        stop()
        studio.stop()

    make, beside = studio.render, cores.films_at_once(cores.available())
    if elsewhere is not None:
        from imgfree.local.engines.elsewhere import Renderer

        make, beside = Renderer(studio, pieces, elsewhere).render, elsewhere.cores + 1
    render, preview = (with_files(one, library.assets, voices.assets) for one in (make, studio.preview))
    directed = partial(direct, speech=voices, library=library)
    return Parts(directed, render, preview, studio.probe, studio.thumbnail, stop_all, beside)


def _endpoint(voice: "VoiceEndpoint | None") -> "Endpoint | None":
    if voice is None:
        return None
    from imgfree.local.speech.endpoint import Endpoint  # only here: most people need no http client beside their film

    return Endpoint(voice)


def _told(render: "Render", on_made: "OnMade") -> "Render":
    """Return the renderer, and whom it tells of each film."""

    def rendered(*draft: Any, **seams: Any) -> Any:
        made = render(*draft, **seams)
        on_made(made)
        return made

    return rendered


@contextmanager
def _extra() -> Iterator[None]:
    """Turn a package that is not installed into a sentence that says how to get it."""
    try:
        yield
    except ImportError as exc:
        if exc.name is None or exc.name.startswith("imgfree"):
            raise
        message = f"the local backend needs the package '{exc.name.partition('.')[0]}'"
        raise SetupError(message, hint="pip install 'imgfree[local]', or use --backend nemo") from exc


def _options(
    *,
    embedded: bool,
    misbehave: Misbehave | None,
    door: Door | None = None,
    model: "Model | None" = None,
    voice: "VoiceEndpoint | None" = None,
) -> "Options":
    with _extra():
        import uvicorn  # noqa: F401 so that its absence is told here, with the others

        from imgfree.local.app import Options
        from imgfree.local.gate import names_of
        from imgfree.local.quota import Quota

    options = Options(embedded=embedded, misbehave=misbehave or Misbehave(), model=model, voice=voice)
    if door is None:
        return options
    key = None if door.local else f"nmv_usr_{secrets.token_urlsafe(32)}"
    return replace(options, hosts=(*names_of(door.host), *door.names), key=key, quota=Quota())


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that already takes connections, so that no client comes too early."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # Without the protocol's number asyncio would not know it for TCP, and small frames would wait 40 ms each.
        listener = socket.socket(family, kind, protocol)
    except OSError as exc:
        raise SetupError(f"cannot serve on '{host}': {exc}", hint="give another --host") from exc
    try:
        if hasattr(socket, "SO_REUSEPORT"):  # not on Windows, where it would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as exc:
        listener.close()
        if exc.errno == errno.EADDRINUSE:
            raise SetupError(f"port {port} is taken", hint="give another one, or 0 for any that is free") from exc
        raise SetupError(f"cannot serve on {host}:{port}: {exc.strerror}", hint="give another port") from exc
    return listener


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    numbers = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.getsignal(number) for number in numbers}
    before = {number: former for number, former in before.items() if former is not signal.SIG_IGN}  # nohup
    try:
        for number in before:
            signal.signal(number, lambda *_: stop())
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
