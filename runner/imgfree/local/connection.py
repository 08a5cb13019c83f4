"""The server, and its side of one connection: that ends where a request's head does not come, or nobody reads on."""

import asyncio
import contextlib
import json
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0  # for the whole of it, however slowly it drips
UNREAD_S = 60.0
_LOOK_S = 1.0
_SAID = f"no whole request head within {HEAD_S:g} s"
_BODY = json.dumps({"code": 408, "message": _SAID, "detail": _SAID}).encode()
_TOO_LATE = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/json\r\nconnection: close\r\n"
    b"content-length: " + str(len(_BODY)).encode() + b"\r\n\r\n" + _BODY
)


class Quiet(uvicorn.Server):
    """uvicorn's own server, which looks ten times a second whether it is to end; this one is told."""

    _ending: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    async def main_loop(self) -> None:
        """Return once the server is to end; the date of its answers is renewed each second."""
        self._ending = asyncio.get_running_loop(), asyncio.Event()
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending[1].wait(), 1.0)

    def end(self) -> None:
        """Have the server end, from any thread."""
        self.should_exit = True
        if self._ending is not None:
            loop, asked = self._ending
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(asked.set)


class Connection(H11Protocol):
    """uvicorn's own connection, with the limits in time that it does not have."""

    _watch: asyncio.TimerHandle | None = None
    _head_s = 0.0
    _unread_s = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch the clock."""
        super().connection_made(transport)
        self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look_later(self) -> None:
        self._watch = self.loop.call_later(_LOOK_S, self._look)

    def _look(self) -> None:
        self._head_s = self._head_s + _LOOK_S if self._awaits_head() else 0.0
        self._unread_s = self._unread_s + _LOOK_S if not self._can_write() else 0.0
        if self._head_s >= HEAD_S:
            self.transport.write(_TOO_LATE)
            self.transport.close()
        elif self._unread_s >= UNREAD_S:
            self.transport.abort()
        else:
            self._look_later()

    def _awaits_head(self) -> bool:
        """Return whether a request is due: its head is on its way, or the connection has only been opened."""
        begun: Any = self.conn.trailing_data[0]
        idle = self.timeout_keep_alive_task is not None and not begun  # uvicorn ends those itself
        return self.conn.their_state is h11.IDLE and not idle

    def _can_write(self) -> bool:
        return not self.flow.write_paused
