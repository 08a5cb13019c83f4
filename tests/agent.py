"""An agent as the server sees it: the SDK's own client, called from plain tests."""

import base64
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import ListRootsResult, Root

import warm


@dataclass(frozen=True)
class Answer:
    """What a tool answered: its text read as JSON, its size, its pictures, and whether it failed."""

    told: dict[str, Any]
    failed: bool
    size_bytes: int
    pictures: list[bytes] = field(default_factory=list)


class Agent:
    """A client that is connected. `seen` are the progress notifications that came, as (done, of, words)."""

    def __init__(self, client: Client, portal: BlockingPortal) -> None:
        self.client = client
        self.seen: list[tuple[float, float | None, str | None]] = []
        self._portal = portal

    def call(self, tool: str, /, **arguments: Any) -> Answer:
        """Return the answer of a tool."""

        async def noted(done: float, of: float | None, words: str | None) -> None:
            self.seen.append((done, of, words))

        answer = self.ask("call_tool", tool, arguments, progress_callback=noted)
        texts = [one.text for one in answer.content if one.type == "text"]
        pictures = [base64.b64decode(one.data) for one in answer.content if one.type == "image"]
        told = json.loads(texts[0]) if texts and texts[0].startswith("{") else {"text": "".join(texts)}
        return Answer(told, bool(answer.is_error), sum(len(text.encode()) for text in texts), pictures)

    def told(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Return what a tool told that did not fail."""
        answer = self.call(tool, **arguments)
        assert not answer.failed, answer.told
        return answer.told

    def finished(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Return what the run came to that a tool began."""
        run_id = self.told(tool, **arguments)["run_id"]
        while (told := self.told("wait", run_id=run_id, seconds=45))["next"] == "wait":
            pass
        return told

    def ask(self, method: str, /, *arguments: Any, **options: Any) -> Any:
        """Return what a method of the SDK's client gives."""
        return self._portal.call(partial(getattr(self.client, method), *arguments, **options))

    def wire(self, method: str, /, *arguments: Any) -> Any:
        """Return what a method of the client's session gives, below what the SDK makes of it."""
        return self._portal.call(partial(getattr(self.client.session, method), *arguments))


@contextmanager
def connected(server: Any, roots: Sequence[Path] = (), **options: Any) -> Iterator[Agent]:
    """Yield an agent of that server: one in this process, an address, or a transport."""
    if roots:
        found = ListRootsResult(roots=[Root(uri=path.absolute().as_uri()) for path in roots])  # type: ignore[arg-type]

        async def told(context: Any) -> ListRootsResult:
            return found

        options["list_roots_callback"] = told
    with start_blocking_portal() as portal:
        made: Callable[[], Client] = partial(Client, server, **options)
        with portal.wrap_async_context_manager(portal.call(made)) as client:
            yield Agent(client, portal)


@contextmanager
def over_stdio(
    *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None, roots: Sequence[Path] = (), **options: Any
) -> Iterator[Agent]:
    """Yield an agent that has started `imgfree mcp ARGUMENTS` in that folder."""
    parameters = StdioServerParameters(
        command=warm.python(),
        args=["-m", "imgfree", "mcp", *map(str, arguments)],
        env={**os.environ, **(env or {})},
        cwd=cwd,
    )
    with connected(stdio_client(parameters), roots, **options) as agent:
        yield agent
