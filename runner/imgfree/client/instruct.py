"""Send words once, listen to the answer, and find out from the state what they changed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import httpx

from imgfree import wire
from imgfree.client import failures, timeline
from imgfree.client.api import Api
from imgfree.client.failures import Patience
from imgfree.client.http import Call
from imgfree.client.model import Answer, Session, State, Witness
from imgfree.client.session import read_state
from imgfree.client.stream.stream import StreamEnd, follow
from imgfree.errors import (
    AuthRejected,
    BackendError,
    BackendRefused,
    BackendUnreachable,
    ProtocolBroken,
    SessionLost,
    StreamInterrupted,
)
from imgfree.events import STATE_READ, STREAM_INTERRUPTED
from imgfree.quotes import Spoken
from imgfree.tools import Tools

_SHORTEST_HEAD_TIMEOUT_S = 5.0  # real seconds, also where protocol time runs fast
_EXTRA_READS = 10  # for those that were not answered
_SETTLE_S = (3.0, 3.0, 3.0)  # the state may lag a moment behind the stream
# Whoever answers so may have passed the words on before: a gateway, or a server that broke while it was at work.
_MAYBE_AT_WORK = frozenset({408, *range(500, 600)})

_ELSEWHERE = frozenset({307, 308})  # the only redirects that say that nothing was done

_UNHEARD = StreamEnd(
    text="",
    words="",
    clauses=None,
    drafts_seen=0,
    tool_calls=(),
    messages=0,
    error=None,
    cut=True,
    reason="",
)


@dataclass(frozen=True)
class Message:
    """Words for one session, as the one part of a message.

    `key` is the same for every try at them: a backend that minds it does them once.
    """

    session: Session
    part: Mapping[str, Any]
    baseline: State
    key: str


def message_part(text: str, *, extended: bool) -> dict[str, Any]:
    """Return the words as a part of a message.

    An extended backend is told where their literals stand; another sees each in quotation marks of its own.
    """
    if not isinstance(text, Spoken):
        return {"text": text}
    if not extended:
        return {"text": text.balanced}
    return {"text": str(text), "partMetadata": {"literals": [list(span) for span in text.literals]}}


class Instructor:
    """Talks to the agent of one API."""

    def __init__(self, api: Api, tools: Tools) -> None:
        self._api = api
        self._tools = tools

    def message(self, session: Session, part: Mapping[str, Any], baseline: State, key: str | None = None) -> Message:
        """Return a message, with a fresh key unless one is given."""
        return Message(session, part, baseline, key or self._tools.ids.uuid())

    def speak(self, message: Message, witness: Witness) -> StreamEnd:
        """Return the answer; it is `cut` also if the connection broke off when the words may just have arrived.

        Words whose last byte never left, and words refused before a stream begins, were not taken: that is raised, or
        cured, and they go again.
        """
        patience = Patience(self._tools)
        while True:
            left = False

            def sent() -> None:
                nonlocal left
                witness.sent()
                left = True

            witness.intended(message.key, message.baseline)
            try:
                with self._opened(message, sent) as response:
                    witness.accepted()
                    return follow(response, self._tools, witness.words)
            except AuthRejected as error:
                witness.refused()
                self._api.auth.renew(error)
            except BackendError as error:
                if left and _may_have_arrived(error):
                    self._tools.emit(STREAM_INTERRUPTED, reason=error.message, messages=0, duration_s=0.0)
                    return replace(_UNHEARD, reason=error.message)
                witness.refused()
                if not left and isinstance(error, BackendUnreachable):
                    error = failures.NotSent(error.message, hint=error.hint)
                patience.wait_or_raise(error, repeatable=False)

    def outcome(self, session: Session, end: StreamEnd, baseline: State) -> Answer:
        """Return what the words came to, by the state; see Client.instruct."""
        if isinstance(end.error, SessionLost | AuthRejected):  # no cure now: the words were taken, and may be at work
            raise BackendRefused(end.error.message, code=end.error.code)
        if end.error is not None:
            raise end.error
        if end.cut:
            state = self._changed(session, baseline, end.reason)
        elif end.words.strip():
            state = self._settled(session, baseline) if end.drafts_seen else read_state(self._api, session)
        else:
            state = self._settled(session, baseline)
            if state.fingerprint == baseline.fingerprint:
                state = self._changed(session, baseline, "the answer was silent")
        return _answer(end, baseline, state)

    def await_change(self, session: Session, baseline_fingerprint: str, already_waited_s: float = 0.0) -> State | None:
        """Return the first state that differs, read after 30 s, then every 60 s; None after five that do not.

        After an earlier wait the first look is taken at once, then go on those that were still due. Reads that fail in
        passing are made up for.

        Raises:
            BackendError: the state could not be read at all.
        """
        schedule = [wire.RECOVERY_FIRST_S + i * wire.RECOVERY_EVERY_S for i in range(wire.RECOVERY_READS)]
        due_s = [moment_s - already_waited_s for moment_s in schedule if moment_s > already_waited_s]
        if already_waited_s:
            due_s.insert(0, 0.0)
        waits_s = [later - earlier for earlier, later in pairwise([0.0, *due_s])]
        unanswered: BackendError | None = None
        unchanged = 0
        for wait_s in [*waits_s, *[wire.RECOVERY_EVERY_S] * _EXTRA_READS]:
            self._tools.pause(wait_s, "state")
            try:
                state = read_state(self._api, session)
            except BackendError as error:
                if not failures.passing(error):
                    raise
                unanswered = error
                continue
            self._tools.emit(STATE_READ, summary=state.summary)
            if state.fingerprint != baseline_fingerprint:
                return state
            unchanged += 1
            if unchanged == len(waits_s):
                return None
        if unchanged == 0 and unanswered is not None:
            raise unanswered
        return None

    @contextmanager
    def _opened(self, message: Message, on_sent: Callable[[], None]) -> Iterator[httpx.Response]:
        """Yield a stream that has begun; anything else in its place is raised as what it refuses."""
        body = {
            "app_name": wire.APP_NAME,
            "user_id": wire.USER,
            "session_id": message.session.session_id,
            "new_message": {"parts": [message.part]},
        }
        headers = {"Accept": "text/event-stream", wire.IDEMPOTENCY_HEADER: message.key}
        head_s = max(_SHORTEST_HEAD_TIMEOUT_S, self._tools.clock.real_s(wire.STREAM_IDLE_LIMIT_S))
        timeout = httpx.Timeout(60.0, connect=10.0, read=head_s)
        call = Call("POST", wire.RUN_SSE, body=body, headers=headers, timeout=timeout, on_sent=on_sent)
        with self._api.open_once(call) as response:
            kind = response.headers.get("content-type", "")
            if response.status_code in _ELSEWHERE:
                raise BackendRefused("the backend asks to send the words elsewhere", code=response.status_code)
            if response.status_code >= 300 or "json" in kind:
                self._api.http.answer(response)
            response.request.extensions["timeout"]["read"] = None  # from here on protocol time counts, not the socket's
            yield response

    def _changed(self, session: Session, baseline: State, why: str) -> State:
        state = self.await_change(session, baseline.fingerprint)
        if state is None:
            hint = "the words may have been paid for: look with `imgfree status` before you send them again"
            raise StreamInterrupted(f"{why}, and the timeline has not changed since", hint=hint)
        return state

    def _settled(self, session: Session, baseline: State) -> State:
        """Return the state, read a few more times while it is still the old one."""
        state = read_state(self._api, session)
        for wait_s in _SETTLE_S:
            if state.fingerprint != baseline.fingerprint:
                break
            self._tools.pause(wait_s, "state")
            state = read_state(self._api, session)
        return state


def _may_have_arrived(error: BackendError) -> bool:
    """Return whether words that left may be at work although no stream began: anything but a clear no."""
    if isinstance(error, BackendRefused):
        return error.code in _MAYBE_AT_WORK
    return isinstance(error, BackendUnreachable | ProtocolBroken) and not isinstance(error, failures.NotSent)


def _answer(end: StreamEnd, before: State, after: State) -> Answer:
    return Answer(
        text=end.words,
        silent=not end.words.strip(),
        edited=after.fingerprint != before.fingerprint,
        changes=timeline.changes(before, after),
        clauses=None if end.clauses is None else list(end.clauses),
        state=after,
    )
