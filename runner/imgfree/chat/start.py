"""A conversation begun, or gone on with: its journal, its backend, its screen."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imgfree import __version__, events, log, past, seal
from imgfree.answers import phrases
from imgfree.chat import mentions
from imgfree.chat.memory import Memory, recall
from imgfree.chat.named_paths import Place
from imgfree.chat.room import Room
from imgfree.chat.screen import ChatScreen
from imgfree.chat.tongue import Tongue
from imgfree.console.live import Terminal, on_stderr
from imgfree.errors import ImgfreeError, SetupError
from imgfree.events import Sink
from imgfree.journal import Journal
from imgfree.rights import Rights
from imgfree.runs import backend, marking
from imgfree.runs import folder as run_folder
from imgfree.runs.app import App
from imgfree.runs.prepare import artifacts
from imgfree.wire import STILL_WORKING_S


@dataclass(frozen=True)
class Wanted:
    """How a conversation is to be held. `go_on`: with the last one of this folder."""

    backend: str | None
    out: Path
    rights: Rights
    go_on: bool
    log_format: str
    greets: bool  # somebody sits at the terminal
    names: Sequence[str] = ()  # of the first files
    words: str = ""  # that are about to be said, as far as they are known


@dataclass(frozen=True)
class Held:
    """A conversation that is open."""

    room: Room
    tongue: Tongue
    memory: Memory


@contextlib.contextmanager
def held(app: App, wanted: Wanted) -> Iterator[Held]:
    """Yield the conversation, connected; it is journaled like any other run, and its end is written.

    Raises:
        SetupError: there is no conversation here to go on with, or its backend cannot be used.
    """
    folder, records = _last(app) if wanted.go_on else (run_folder.fresh(app), ())
    memory = recall(records)
    choice = _choice(app, wanted, records)
    with _terminal(app, wanted) as terminal, contextlib.ExitStack() as stack:
        tongue = Tongue(lambda text: terminal.line(app.redactor.text(text)) if terminal else None,
                        locale=app.settings.locale)  # fmt: skip
        if memory.language:
            tongue.go_on(memory.language)
        tongue.hear(mentions.find(wanted.words, _place(app)).words, wanted.names)
        screen = ChatScreen(terminal, tongue, cloud=choice.name == "nemo") if terminal else None
        book = _journal(app, folder, [screen] if screen else [log.json_lines(sys.stderr)])
        stack.callback(book.close)
        _say_begin(tongue, choice, wanted, app)
        _note(book, choice, wanted, app)
        book.emit(events.LANGUAGE_HEARD, language=tongue.language)
        try:
            opened = stack.enter_context(backend.opened(choice, app, emit=book.emit, language=tongue.language))
            room = _room(app, book, opened, wanted, memory, screen)
            _connect(room, tongue, memory, wanted)
            yield Held(room, tongue, memory)
        except KeyboardInterrupt:
            book.commit(events.RUN_INTERRUPTED)
            raise
        book.commit(events.RUN_FINISHED, outcome="passed", outputs={}, saved=[])


def _last(app: App) -> tuple[Path, Sequence[dict[str, object]]]:
    """Return the folder and the records of the newest conversation that was held here."""
    for folder in past.folders(app.settings.runs_dir):
        try:
            records = past.our_log(folder, app.seal()).records
        except (ImgfreeError, OSError):
            continue  # another's, or damaged: no conversation of ours
        began = past.start_of(records)
        if began and not began.get("recipe"):
            return folder, records
    raise SetupError("no conversation was held in this folder", hint="begin one with: imgfree chat")


def _choice(app: App, wanted: Wanted, records: Sequence[dict[str, object]]) -> backend.Choice:
    began = past.start_of(records)
    if not began:
        return backend.choose(wanted.backend or "auto", app.settings, ask=app.ask)
    if began["backend"] == "local":
        return backend.Choice("local", "the conversation used it")
    return backend.Choice("nemo", "the conversation used it")


def _terminal(app: App, wanted: Wanted) -> contextlib.AbstractContextManager[Terminal | None]:
    """Give the block the lines on stderr; None where events are asked for instead."""
    return contextlib.nullcontext() if wanted.log_format == "json" else on_stderr(app)


def _journal(app: App, folder: Path, sinks: Sequence[Sink]) -> Journal:
    return Journal(
        folder, clock=app.clock, redactor=app.redactor, sinks=sinks,
        sealed=seal.lasting(app.settings.home), base=app.settings.cwd,
    )  # fmt: skip


def _say_begin(tongue: Tongue, choice: backend.Choice, wanted: Wanted, app: App) -> None:
    if wanted.greets:
        tongue.say("greeting")
    heard = backend.listener(choice, app.settings)
    begin = "setting up heard" if heard else f"setting up {choice.name}"
    tongue.say(begin, because=phrases.because(tongue.voice, choice.because), **heard)


def _note(book: Journal, choice: backend.Choice, wanted: Wanted, app: App) -> None:
    if wanted.go_on:
        book.commit(
            events.RUN_RESUMED, backend=choice.name, **backend.listener(choice, app.settings), version=__version__
        )
        return
    book.commit(
        events.RUN_STARTED,
        recipe="",
        steps=0,
        backend=choice.name,
        because=choice.because,
        **backend.listener(choice, app.settings),
        cwd=str(app.settings.cwd),
        version=__version__,
    )


def _place(app: App) -> Place:
    return Place(app.settings.cwd, app.settings.user_home)


def _room(
    app: App, book: Journal, opened: backend.Opened, wanted: Wanted, memory: Memory, screen: ChatScreen | None
) -> Room:
    every_s = app.clock.real_s(STILL_WORKING_S)
    return Room(
        journal=book,
        client=opened.client,
        clock=app.clock,
        ids=app.ids,
        poll_s=opened.poll_s,
        render_limit_s=opened.render_limit_s,
        place=_place(app),
        out=wanted.out,
        rights=wanted.rights,
        artifacts=artifacts(app, None),
        mark=marking.of_conversation(opened.client.backend, app.redactor),
        patience=lambda: screen.reassured(every_s) if screen else contextlib.nullcontext(),
        numbers=dict(memory.numbers),
    )


def _connect(room: Room, tongue: Tongue, memory: Memory, wanted: Wanted) -> None:
    """Sign in at once; it is tried again with the first thing that needs the backend.

    A failure is told here where that is not sure to come at once and to tell it.
    """
    if memory.session is not None:
        room.client.restore(memory.session, memory.uploads)
        for kind, outputs in memory.arrived:
            room.reuse(kind, outputs)
        tongue.say("continued")
    try:
        room.client.auth.token()
    except ImgfreeError as error:
        if not wanted.names and (wanted.greets or not wanted.words):
            tongue.tell_failure(error)
