"""The names of all log events, and the shapes of the functions that take them."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

RUN_STARTED = "run.started"
RUN_RESUMED = "run.resumed"
RUN_FINISHED = "run.finished"
RUN_FAILED = "run.failed"
RUN_INTERRUPTED = "run.interrupted"

BATCH_STARTED = "batch.started"
BATCH_RESUMED = "batch.resumed"
BATCH_FINISHED = "batch.finished"  # every row has its end, good or bad
BATCH_STOPPED = "batch.stopped"  # rows are left: Ctrl-C, a limit, or an error that holds for all of them
ROW_STARTED = "row.started"  # which row is which run
ROW_ENDED = "row.ended"

SESSION_OPENED = "session.opened"
SESSION_LOST = "session.lost"
TOKEN_OBTAINED = "token.obtained"

STEP_STARTED = "step.started"
STEP_RENDERED = "step.rendered"  # its parameters, templates filled in
STEP_PLANNED = "step.planned"
STEP_INTENDED = "step.intended"
STEP_SENT = "step.sent"  # paid words: all of them may be with the backend from here on
STEP_ACCEPTED = "step.accepted"
STEP_WITHDRAWN = "step.withdrawn"  # refused before it was taken: the intent came to nothing
STEP_SETTLED = "step.settled"  # the user said what became of an unknown outcome
STEP_FINISHED = "step.finished"
STEP_SKIPPED = "step.skipped"
STEP_FAILED = "step.failed"
STEP_RETRY_SCHEDULED = "step.retry_scheduled"

REQUEST_SENT = "request.sent"
RESPONSE_RECEIVED = "response.received"
WAIT_SCHEDULED = "wait.scheduled"

STREAM_OPENED = "stream.opened"
STREAM_WAITING = "stream.waiting"
STREAM_MESSAGE_RECEIVED = "stream.message_received"
STREAM_CLOSED = "stream.closed"
STREAM_INTERRUPTED = "stream.interrupted"

STATE_READ = "state.read"
UPLOAD_PROGRESSED = "upload.progressed"
UPLOAD_FINISHED = "upload.finished"
WISH_OVERRULED = "wish.overruled"  # the words asked for one sort of file, the recipe gives another
RENDER_SUBMITTED = "render.submitted"
RENDER_POLLED = "render.polled"
RENDER_FINISHED = "render.finished"
RENDER_CANCELLED = "render.cancelled"
DOWNLOAD_BEGUN = "download.begun"  # the name under which the file grows: nothing else is gone on with
DOWNLOAD_RECEIVED = "download.received"  # whole, and about to get its name: by this we know it again
DOWNLOAD_PROGRESSED = "download.progressed"
FILM_MARKED = "film.marked"  # it says in its file how it was made
ARTIFACT_SAVED = "artifact.saved"

WORDS_RECEIVED = "words.received"
LANGUAGE_HEARD = "language.heard"  # of a conversation
FILM_SEEN = "film.seen"  # after words of a conversation: by its digest an undo is known

# Shown while they happen, never written: their end is an event of its own.
TRANSIENT = frozenset({UPLOAD_PROGRESSED, DOWNLOAD_PROGRESSED, WORDS_RECEIVED})

# On the disk when `emit` returns: what is done next could not be told from a stranger's doing without them.
DURABLE = frozenset({DOWNLOAD_RECEIVED})

CASSETTE_OPENED = "cassette.opened"
CASSETTE_CLOSED = "cassette.closed"
CASSETTE_PLACEHOLDER_USED = "cassette.placeholder_used"

ENGINE_OPENED = "engine.opened"  # what makes the pieces of films elsewhere
SERVER_STARTED = "server.started"
SERVER_STOPPED = "server.stopped"


Record = Mapping[str, Any]  # one event as it is written and shown
Sink = Callable[[Record], None]  # shows a record


class Emit(Protocol):
    """Takes one event. Field names carry their unit (`_s`, `_bytes`, `_pct`); values are scalars or short lists."""

    def __call__(self, event: str, /, **fields: Any) -> None: ...


def ignore(event: str, /, **fields: Any) -> None:
    """Take an event and do nothing with it."""
