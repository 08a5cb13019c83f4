"""The tools over HTTP, for programs of this machine that know the token."""

import contextlib
import hmac
import secrets
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from imgfree import disk
from imgfree.agents import claims
from imgfree.errors import SetupError
from imgfree.local.server import LOOPBACK, bound
from imgfree.runs.app import App
from imgfree.runs.signals import endings, handled

PATH = "/mcp"
_TOKEN = "http.token"
_MOST_BYTES = 1000


def serve(server: MCPServer[Any], app: App, port: int, tell: Callable[[str, str], None]) -> None:
    """Serve on loopback until SIGINT or SIGTERM; `tell` is told the address and the token once clients can come.

    Raises:
        SetupError: the port is taken, or the token cannot be kept.
    """
    token = token_of(app)
    with bound(LOOPBACK, port) as listener:
        number = listener.getsockname()[1]
        hosts = [f"{name}:{number}" for name in (LOOPBACK, "localhost")]
        allowed = TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts])
        guarded = Guarded(server.streamable_http_app(streamable_http_path=PATH, transport_security=allowed), token)
        tell(f"http://{LOOPBACK}:{number}{PATH}", token)
        config = uvicorn.Config(guarded, log_level="warning", timeout_graceful_shutdown=1)
        with handled(dict.fromkeys([signal.SIGINT, *endings()], _ended)):
            uvicorn.Server(config).run(sockets=[listener])


def token_of(app: App) -> str:
    """Return the token that clients need: the same for every server of this home, in a file of its owner alone.

    Raises:
        SetupError: it cannot be kept or read.
    """
    path = app.settings.home / claims.FOLDER / _TOKEN
    try:
        with contextlib.suppress(FileExistsError):
            token = secrets.token_urlsafe(32)
            disk.write(path, token.encode(), replace=False, mode=disk.PRIVATE_FILE, folder_mode=disk.PRIVATE_FOLDER)
        token = disk.read(path, most_bytes=_MOST_BYTES).decode("ascii")
    except (OSError, ValueError) as error:
        raise SetupError(f"'{path}' cannot be used: {error}") from error
    app.redactor.add(token)
    return token


def _ended(number: int, frame: FrameType | None) -> None:
    """Take the signal that uvicorn has heard, and gives again when it has ended."""


class Guarded:
    """Lets in whoever brings the token, and nobody else."""

    def __init__(self, inner: ASGIApp, token: str) -> None:
        self._inner = inner
        self._wanted = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            brought = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
            if not hmac.compare_digest(brought, self._wanted):
                headers = {"www-authenticate": "Bearer"}
                await PlainTextResponse("the token is missing or wrong", 401, headers)(scope, receive, send)
                return
        await self._inner(scope, receive, send)
