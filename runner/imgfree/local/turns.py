"""One message to a session: from the frozen credit to the last word. The work outlives the client's connection.

A message that comes again under the same idempotency key is answered again, and not done again.
"""

import asyncio
import contextlib
import dataclasses
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.types import Receive, Scope, Send

from imgfree.clock import Clock
from imgfree.errors import ImgfreeError
from imgfree.local import disk
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
class Message:
    """What was said to a session; `key` is the client's name for this request, None where it gave none."""

    session: Session
    sentence: str
    streaming: bool
    key: str | None = None

    @property
    def digest(self) -> str:
        """Return what tells this message from another."""
        said = json.dumps([self.session.session_id, self.sentence, self.streaming])
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class Turn:
    """A message whose credit is frozen."""

    message: Message
    hold: str
    telling: "Telling"

    @property
    def session_id(self) -> str:
        """Return whose turn it is."""
        return self.message.session.session_id


class Turns:
    """Runs the messages of all sessions, one at a time in each."""

    def __init__(self, store: Store, accounts: Accounts, direct: Direct, faults: Misbehave, clock: Clock) -> None:
        self._store = store
        self._accounts = accounts
        self._direct = direct
        self._faults = faults
        self._clock = clock
        self._dice = Dice(faults.seed)
        self._busy: dict[str, tuple[Turn, asyncio.Task[None]]] = {}
        self._taken: Counter[str] = Counter()

    def lost(self, session_id: str) -> bool:
        """Return whether the session has taken as many messages as the misbehaviour lets it live."""
        return self._faults.gone is not None and self._taken[session_id] >= self._faults.gone

    def begin(self, message: Message) -> "Stream":
        """Return the stream of a turn: one that starts now, or the one that this very message has had already.

        Raises:
            Refused: 409 when the session still works on another message, 2001 when credits are short, 422 when the
                key was another message's.
        """
        session_id, heartbeat_s = message.session.session_id, self._faults.heartbeat_s
        stream = Stream(heartbeat_s, cut=self._dice.strikes("cut", self._faults.cut))
        known = self._known(message)
        if known is not None:
            known.add(stream)
            return stream
        if session_id in self._busy:
            raise Refused(409, 409, "this session is still working on the message before")
        turn = Turn(message, self._accounts.freeze(message.session.user_id), Telling())
        turn.telling.add(stream)
        self._taken[session_id] += 1
        self._busy[session_id] = turn, asyncio.create_task(self._work(turn))
        return stream

    def _known(self, message: Message) -> "Telling | None":
        """Return what is told, or was, of the same message under the same key."""
        if message.key is None:
            return None
        working = next((turn for turn, _ in self._busy.values() if turn.message == message), None)
        if working is not None:
            return working.telling
        found = self._store.answer(message.session.user_id, message.key)
        if found is None:
            return None
        digest, frames = found
        if digest != message.digest:
            raise Refused(422, 422, "this idempotency key was another message's")
        telling = Telling(frames)
        telling.end()
        return telling

    async def close(self) -> None:
        """Stop all work; what was frozen for it is given back."""
        tasks = [task for _, task in self._busy.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, turn: Turn) -> None:
        frames, telling = Frames(self._clock), turn.telling
        try:
            telling.put(frames.call(turn.message.sentence))
            if self._faults.slow_s:
                await asyncio.sleep(self._faults.slow_s)
            # The director is another's code on a stranger's words: whatever it raises becomes the stream's last frame.
            [reply] = await asyncio.gather(asyncio.to_thread(self._answer, turn), return_exceptions=True)
            if isinstance(reply, BaseException):
                telling.put(frames.failure(_reason(reply)))
            else:
                self._finish(turn, reply, frames)
            telling.end()
        except sqlite3.Error as exc:
            told = disk.full(self._store.data_dir) if disk.is_full(exc) else f"the backend cannot write its data: {exc}"
            telling.put(frames.failure(told))
            telling.end()
        finally:
            del self._busy[turn.session_id]
            telling.end(cut=True)
            with contextlib.suppress(sqlite3.Error):  # where it cannot be written, the next start gives it back
                self._accounts.refund(turn.hold)

    def _answer(self, turn: Turn) -> Reply:
        assets, drafts = self._store.assets(turn.session_id), self._store.drafts(turn.session_id)
        return self._direct(turn.message.sentence, assets, drafts)

    def _finish(self, turn: Turn, reply: Reply, frames: Frames) -> None:
        """Keep the edit, its price and its answer, all or none; then tell."""
        message, now_s = turn.message, self._clock.now_s()
        draft = reply.draft if reply.edited else None
        told = [frames.result({"ok": True, "clauses": [_plain(clause) for clause in reply.clauses]}, draft)]
        # Only an edit can be silent: the cloud's silence always has a changed timeline behind it.
        if draft is not None and self._dice.strikes("silent", self._faults.silent):
            told.append(frames.silence())
        else:
            told += frames.words(reply.text, streaming=message.streaming)
        with self._store.changes():
            if draft is not None:
                self._store.add_draft(turn.session_id, draft, message.sentence, now_s)
                self._accounts.settle(turn.hold)
            if message.key is not None:
                whole = [*turn.telling.frames, *told]
                self._store.add_answer((message.session.user_id, message.key), message.digest, whole, now_s)
        for frame in told:
            turn.telling.put(frame)


class Telling:
    """What a turn has to tell, to as many as listen; who comes later hears it from the start."""

    def __init__(self, frames: Sequence[bytes] = ()) -> None:
        self.frames = list(frames)
        self._streams: list[Stream] = []
        self._ended: bool | None = None  # whether it was cut

    def add(self, stream: "Stream") -> None:
        """Let one more listen."""
        for frame in self.frames:
            stream.put(frame)
        if self._ended is not None:
            stream.end(cut=self._ended)
        self._streams.append(stream)

    def put(self, frame: bytes) -> None:
        """Tell this frame."""
        self.frames.append(frame)
        for stream in self._streams:
            stream.put(frame)

    def end(self, *, cut: bool = False) -> None:
        """End it, cleanly or by breaking off; only the first end counts."""
        if self._ended is None:
            self._ended = cut
            for stream in self._streams:
                stream.end(cut=cut)


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
    if isinstance(exc, ImgfreeError):
        return f"{exc.message} ({exc.hint})" if exc.hint else exc.message
    return f"{type(exc).__name__}: {exc}"


def _plain(clause: Any) -> Mapping[str, Any]:
    """Return a clause as JSON."""
    plain: dict[str, Any] = dataclasses.asdict(clause)
    return plain
