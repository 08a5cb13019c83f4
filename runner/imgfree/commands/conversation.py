"""What a conversation is held in: a run without a recipe, journaled like any other."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import click

from imgfree import __version__, events
from imgfree.artifacts import Artifacts
from imgfree.client import Client
from imgfree.clock import Clock, Ids
from imgfree.commands import backend, running
from imgfree.commands.app import App
from imgfree.commands.stopping import stoppable
from imgfree.journal import Journal
from imgfree.language import detection


@dataclass(frozen=True)
class Room:
    """What a conversation is held in: a journal, a client, and a line to the person."""

    journal: Journal
    client: Client
    clock: Clock
    ids: Ids
    poll_s: float
    render_limit_s: float
    artifacts: Artifacts
    say: Callable[[str], None]


@contextlib.contextmanager
def held(app: App, wanted: str | None, log_format: str, words: Sequence[str]) -> Iterator[Room]:
    """Yield a room for a run without a recipe; the run is journaled like any other."""
    choice = backend.choose(wanted or "auto", app.settings)
    folder = app.settings.runs_dir / running.run_id(app)
    with running.journaled(app, folder, log_format) as book:
        book.commit(
            events.RUN_STARTED,
            recipe="",
            steps=0,
            backend=choice.name,
            because=choice.because,
            cwd=str(app.settings.cwd),
            version=__version__,
        )
        try:
            with (
                stoppable(),
                backend.opened(choice, app, emit=book.emit, language=detection.detect(words)) as opened,
            ):
                yield Room(
                    book,
                    opened.client,
                    app.clock,
                    app.ids,
                    opened.poll_s,
                    opened.render_limit_s,
                    running.artifacts(app, None),
                    lambda text: click.echo(app.redactor.text(text), err=True),
                )
        except KeyboardInterrupt:
            book.commit(events.RUN_INTERRUPTED)
            raise
        book.commit(events.RUN_FINISHED, outcome="passed", outputs={}, saved=[])
