"""One message to a session: from the frozen credit to the last word. The work outlives the client's connection."""

import asyncio
import dataclasses
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.types import Receive, Scope, Send

from imgfree.clock import Clock
from imgfree.errors import ImgfreeError
from imgfree.local.accounts import Accounts
from imgfree.local.answers import Refused
from imgfree.local.assets import Asset
from imgfree.local.frames import HEARTBEAT, Frames
from imgfree.local.misbehave import Dice, Misbehave
from imgfree.local.store import Session, Store


class Reply(Protocol):
    """What the director answers."""

    @property
    def clauses(self) -> Sequence[Any]: ...
    @property
    def draft(self) -> dict[str, Any] | None: ...
    @property
    def text(self) -> str: ...
    @property
    def edited(self) -> bool: ...


class Direct(Protocol):
    """Turns a sentence into a new draft."""

    def __call__(self, sentence: str, assets: Sequence[Asset], revisions: Sequence[dict[str, Any]], /) -> Reply: ...


@dataclass(frozen=True)
class Turn:
    """A message whose credit is frozen."""

    session_id: str
    sentence: str
    streaming: bool
    hold: str


class Turns:
    """Runs the messages of all sessions, one at a time in each."""

    def __init__(self, store: Store, accounts: Accounts, direct: Direct, faults: Misbehave, clock: Clock) -> None:
        self._store = store
        self._accounts = accounts
        self._direct = direct
        self._faults = faults
        self._clock = clock
        self._dice = Dice(faults.seed)
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._taken: Counter[str] = Counter()

    def lost(self, session_id: str) -> bool:
        """Return whether the session has taken as many messages as the misbehaviour lets it live."""
        return self._faults.gone is not None and self._taken[session_id] >= self._faults.gone

    def begin(self, session: Session, sentence: str, *, streaming: bool) -> "Stream":
        """Return the stream of a turn that has started.

        Raises:
            Refused: 409 when the session still works on another message, 2001 when credits are short.
        """
        if session.session_id in self._busy:
            raise Refused(409, 409, "this session is still working on the message before")
        turn = Turn(session.session_id, sentence, streaming, hold=self._accounts.freeze(session.user_id))
        self._taken[session.session_id] += 1
        stream = Stream(self._faults.heartbeat_s, cut=self._dice.strikes("cut", self._faults.cut))
        self._busy[session.session_id] = asyncio.create_task(self._work(turn, stream))
        return stream

    async def close(self) -> None:
        """Stop all work; what was frozen for it is given back."""
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, turn: Turn, stream: "Stream") -> None:
        frames = Frames(self._clock)
        try:
            stream.put(frames.call(turn.sentence))
            if self._faults.slow_s:
                await asyncio.sleep(self._faults.slow_s)
            # The director is another's code on a stranger's words: whatever it raises becomes the stream's last frame.
            [reply] = await asyncio.gather(asyncio.to_thread(self._answer, turn), return_exceptions=True)
            if isinstance(reply, BaseException):
                stream.put(frames.failure(_reason(reply)))
            else:
                self._finish(turn, reply, stream, frames)
            stream.end()
        finally:
            self._accounts.refund(turn.hold)
            del self._busy[turn.session_id]
            stream.end(cut=True)

    def _answer(self, turn: Turn) -> Reply:
        assets, drafts = self._store.assets(turn.session_id), self._store.drafts(turn.session_id)
        return self._direct(turn.sentence, assets, drafts)

    def _finish(self, turn: Turn, reply: Reply, stream: "Stream", frames: Frames) -> None:
        draft = reply.draft if reply.edited else None
        if draft is not None:
            with self._store.changes():
                self._store.add_draft(turn.session_id, draft, turn.sentence, self._clock.now_s())
                self._accounts.settle(turn.hold)
        stream.put(frames.result({"ok": True, "clauses": [_plain(clause) for clause in reply.clauses]}, draft))
        # Only an edit can be silent: the cloud's silence always has a changed timeline behind it.
        if draft is not None and self._dice.strikes("silent", self._faults.silent):
            stream.put(frames.silence())
            return
        for frame in frames.words(reply.text, streaming=turn.streaming):
            stream.put(frame)


class Stream:
    """An ASGI response: frames as they are put, heartbeats in between, until the end or the cut."""

    def __init__(self, heartbeat_s: float, *, cut: bool) -> None:
        self._heartbeat_s = heartbeat_s
        self._cut = cut
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._complete: bool | None = None

    def put(self, frame: bytes) -> None:
        """Send this frame as soon as the client takes it; a stream that is to be cut loses all but its first."""
        self._frames.put_nowait(frame)
        if self._cut:
            self.end(cut=True)

    def end(self, *, cut: bool = False) -> None:
        """End the stream, cleanly or by breaking the connection; only the first end counts."""
        if self._complete is None:
            self._complete = not cut
            self._frames.put_nowait(None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request. Returning without a last message makes the server break the connection off."""
        headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async for frame in self._sent():
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        if self._complete:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _sent(self) -> AsyncIterator[bytes]:
        while True:
            try:
                frame = await asyncio.wait_for(self._frames.get(), self._heartbeat_s)
            except TimeoutError:
                yield HEARTBEAT
                continue
            if frame is None:
                return
            yield frame


def _reason(exc: BaseException) -> str:
    return exc.message if isinstance(exc, ImgfreeError) else f"{type(exc).__name__}: {exc}"


def _plain(clause: Any) -> Mapping[str, Any]:
    """Return a clause as JSON."""
    plain: dict[str, Any] = dataclasses.asdict(clause)
    return plain
