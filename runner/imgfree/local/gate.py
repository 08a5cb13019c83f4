"""Who may talk to the backend, and how slowly: checked before any route is."""

import asyncio
import re
import socket
import time
from collections.abc import Collection

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from imgfree.local import answers
from imgfree.local.answers import Refused

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:@\[\]]+)(?::[0-9]*)?")
STALLED_S = 10.0
LEAST_BYTES = 1000  # of a body in that time; less is no progress


class KnownHosts:
    """Refuses requests that name another host: a web page elsewhere may have its own name lead to this address.

    The address at which the request has arrived is no such name, and always good.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it with 400."""
        here = _bracketed(scope["server"][0]) if scope.get("server") else None
        if scope["type"] != "http" or _host(Request(scope)) in (here, *self._hosts):
            await self._app(scope, receive, send)
            return
        known = ", ".join(sorted(self._hosts))
        refused = Refused(400, 400, f"this server does not go by that name; it answers to {known} (--allow-host NAME)")
        await answers.refusal(refused)(scope, receive, send)


def _host(request: Request) -> str | None:
    """Return the one host that the request names, in lower case and without its port."""
    named = request.headers.getlist("host")
    if len(named) != 1:
        return None
    found = _HOST.fullmatch(named[0].lower())
    return found["name"].rstrip(".") if found else None


def names_of(host: str) -> tuple[str, ...]:
    """Return the names by which a server bound to this address may be asked for."""
    everywhere = host in ("0.0.0.0", "::", "")
    return (*LOOPBACK_NAMES, _bracketed(socket.gethostname() if everywhere else host))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


class Stalled(Exception):
    """The client has stopped sending in the middle of a request."""


class Progress:
    """Ends requests whose body does not get on; time in which nobody asks for more of it does not count."""

    def __init__(self, app: ASGIApp, stalled_s: float = STALLED_S) -> None:
        self._app = app
        self._stalled_s = stalled_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; one that stalls is refused with 408, if nothing has been answered yet."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive, self._stalled_s)
        answered = False

        async def send_noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, body.receive, send_noted)
        except Stalled:
            if not answered:
                said = f"the request stopped: less than {LEAST_BYTES} bytes in {self._stalled_s:g} s"
                await answers.refusal(Refused(408, 408, said))(scope, receive, send)


class _Body:
    """Counts what comes of a request's body while somebody waits for it."""

    def __init__(self, receive: Receive, stalled_s: float) -> None:
        self._receive = receive
        self._stalled_s = stalled_s
        self._whole = False
        self._waited_s = 0.0
        self._bytes = 0

    async def receive(self) -> Message:
        """Return the next message. Raises Stalled."""
        if self._whole:
            return await self._receive()
        began_s = time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), self._stalled_s - self._waited_s)
        except TimeoutError as error:
            raise Stalled from error
        self._waited_s += time.monotonic() - began_s
        self._bytes += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._bytes >= LEAST_BYTES:
            self._waited_s, self._bytes = 0.0, 0
        elif self._waited_s >= self._stalled_s and not self._whole:
            raise Stalled
        return message
