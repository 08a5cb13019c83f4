"""Decide once where a run happens, and open it."""

import contextlib
import importlib.util
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from imgfree import events, wire
from imgfree.cassette import Taping
from imgfree.client import Client, connect
from imgfree.client.auth import auth
from imgfree.engine import LOCAL, Engine
from imgfree.errors import SetupError
from imgfree.events import Emit
from imgfree.media_types import CLOUD_SUFFIXES, LOCAL_SUFFIXES
from imgfree.runs import agreement
from imgfree.runs.app import App
from imgfree.settings import Settings
from imgfree.tools import Tools

if TYPE_CHECKING:
    from imgfree.local.engines.elsewhere import Elsewhere

_LOCAL_MODULES = (
    *("av", "cv2", "fontpkg_source_sans_3", "noto_cjk_sans_otc", "numpy", "PIL", "pillow_heif"),
    *("python_multipart", "regex", "starlette", "uharfbuzz", "uvicorn"),
)
LOCAL_POLL_S = 0.3
_SHARED_POLL_S = 2.0  # where several runs ask one server, which answers sooner when a film is made
NEMO_RENDER_LIMIT_S = 3600.0
_BY_OPTION = "--backend"


@dataclass(frozen=True)
class Choice:
    """Which backend, and why, in words for the first line on stderr."""

    name: Literal["nemo", "local"]
    because: str
    url: str | None = None  # where the local one answers already, for several runs; else it is begun with the run
    engine: Engine | None = None  # what makes the pieces of films for the local one
    elsewhere: "Elsewhere | None" = None  # that engine, once it is open

    def __str__(self) -> str:
        return f"{self.name} ({self.because}{f'; pieces by {self.away.url}' if self.away else ''})"

    @property
    def away(self) -> Engine | None:
        """Return what makes pieces on other machines; None where this one does."""
        return self.engine if self.engine is not None and self.engine.scheme != LOCAL else None

    @property
    def formats(self) -> Sequence[str]:
        """Return the suffixes of the files that this backend takes."""
        return LOCAL_SUFFIXES if self.name == "local" else CLOUD_SUFFIXES


@dataclass(frozen=True)
class Opened:
    """A client that is ready, and how this backend wants to be polled."""

    client: Client
    poll_s: float
    render_limit_s: float


def choose(wanted: str, settings: Settings, *, by: str = _BY_OPTION, ask: agreement.Ask = agreement.unasked) -> Choice:
    """Return the backend for `wanted` (auto, local or nemo), as `by` says.

    Nobody is sent to the cloud unasked: a token, a sign-in or --backend is the answer given beforehand, else `ask`.

    Raises:
        SetupError: local was asked for and the `local` extra is not installed, or the cloud was not agreed to.
    """
    missing = missing_modules()
    if wanted == "local":
        if missing:
            raise agreement.lacks_local(*missing)
        return Choice("local", f"{by} says so")
    if wanted == "nemo" and by == _BY_OPTION:
        return Choice("nemo", f"{by} says so")
    if settings.token:
        return Choice("nemo", "NEMO_TOKEN is set")
    if auth.stored(settings, settings.api_url) is not None:
        return Choice("nemo", "a saved token is there; `imgfree logout` removes it")
    if wanted == "nemo":
        if _agreed(settings, ask, pinned=True):
            return Choice("nemo", f"{by} says so")
        raise SetupError(f"{by} asks for the cloud, which was not agreed to", hint="--backend local, or --backend nemo")
    if not missing:
        return Choice("local", "no token is set, and the local extra is installed")
    if _agreed(settings, ask, pinned=False):
        known = agreement.given(settings) is not None
        return Choice("nemo", "you agreed to it; `imgfree logout` takes that back" if known else "you are asked first")
    raise agreement.refusal()


def with_engine(choice: Choice, engine: Engine | None) -> Choice:
    """Return the choice with what makes the pieces of its films.

    Raises:
        SetupError: the films are made in the cloud, where no engine of ours is.
    """
    if engine is not None and engine.scheme != LOCAL and choice.name != "local":
        why = f"the films are made in the cloud ({choice.because}), and an engine makes those of the local backend"
        raise SetupError(why, hint="add --backend local, or drop --engine")
    return replace(choice, engine=engine)


def missing_modules() -> list[str]:
    """Return which modules of the `local` extra are not installed; none of them is loaded for it."""
    return [name for name in _LOCAL_MODULES if importlib.util.find_spec(name) is None]


def listener(choice: Choice, settings: Settings, *, replays: bool = False) -> dict[str, str]:
    """Return the field of an event that says who hears the words; none where it is the backend's own director."""
    return {"ear": str(settings.model)} if choice.name == "local" and settings.model and not replays else {}


def _agreed(settings: Settings, ask: agreement.Ask, *, pinned: bool) -> bool:
    known = agreement.given(settings)
    return ask(settings, pinned) if known is None else known


@contextlib.contextmanager
def asked(app: App, wanted: str | None) -> Iterator[Client]:
    """Yield a client for one question outside any run, such as the balance."""
    with opened(choose(wanted or "auto", app.settings, ask=app.ask), app, emit=events.ignore) as found:
        yield found.client


@contextlib.contextmanager
def opened(
    choice: Choice,
    app: App,
    *,
    emit: Emit,
    taping: Taping | None = None,
    task_name: str = "project",
    language: str = "en",
) -> Iterator[Opened]:
    """Yield a client of the chosen backend; the local one runs as long as the block, a replay needs neither."""
    with contextlib.ExitStack() as stack:
        url, poll_s, limit_s = app.settings.api_url, wire.RENDER_POLL_S, NEMO_RENDER_LIMIT_S
        replays = taping is not None and taping.replays
        if taping is not None and replays:
            poll_s, limit_s = taping.about.get("poll_s", poll_s), taping.about.get("render_limit_s") or math.inf
        elif choice.name == "local":
            url = choice.url or stack.enter_context(_begun(app, choice, emit))
            poll_s, limit_s = local_pace(app.settings, LOCAL_POLL_S if choice.url is None else _SHARED_POLL_S)
        client = connect(
            app.settings,
            Tools(app.clock, app.ids, emit, app.redactor),
            backend=choice.name,
            replayed=replays,
            api_url=url,
            task_name=task_name,
            language=language,
            formats=choice.formats,
            transport=taping.transport if taping else None,
        )
        with contextlib.closing(client):
            yield Opened(client, poll_s, limit_s)


@contextlib.contextmanager
def begun(
    app: App,
    emit: Emit,
    on_made: Callable[[Any], None] | None = None,
    elsewhere: "Elsewhere | None" = None,
) -> Iterator[str]:
    """Yield the address of a local backend that runs as long as the block; `on_made` is told of each film.

    Pieces of films are made by its child processes, or elsewhere.
    """
    from imgfree.local import server  # only here: the cloud-only core installs without it

    home, settings = app.settings.home / "local", app.settings
    seams: dict[str, Any] = {"model": settings.model, "voice": settings.voice}
    with server.running(home, emit=emit, on_made=on_made, elsewhere=elsewhere, **seams) as url:
        yield url


@contextlib.contextmanager
def engaged(choice: Choice, emit: Emit, within_s: float | None = None) -> Iterator["Elsewhere | None"]:
    """Yield what makes pieces elsewhere, none of them in more than that time; None where this machine does.

    Raises:
        SetupError: the engine cannot be used; told within ten seconds.
    """
    if choice.away is None:
        yield None
        return
    from imgfree.local.engines import elsewhere, registry  # only here: nobody else needs them

    with registry.opened(choice.away) as executor:
        found = elsewhere.Elsewhere(choice.away, executor, within_s or elsewhere.LONGEST_S)
        emit(events.ENGINE_OPENED, engine=choice.away.url, cores=found.cores, words=found.words)
        yield found


@contextlib.contextmanager
def _begun(app: App, choice: Choice, emit: Emit) -> Iterator[str]:
    with engaged(choice, emit) as elsewhere, begun(app, emit, elsewhere=elsewhere) as url:
        yield url


def local_pace(settings: Settings, poll_s: float = LOCAL_POLL_S) -> tuple[float, float]:
    """Return how often the local backend is polled, in protocol seconds, and how long a render may take there."""
    return poll_s / settings.time_scale, math.inf
