"""The Tasks extension of the protocol: to a client that knows it, a run is a task, and the run's id is the task's.

A call that begins a run is answered with the task; its result is what the run comes to, as `wait` would tell it.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import anyio.to_thread
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver import Extension, MethodBinding, require_client_extension
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, CallToolRequestParams, CallToolResult, RequestParams, TextContent

from imgfree.agents.progress import Progress

NAME = "io.modelcontextprotocol/tasks"
VERSIONS = frozenset({"2026-07-28"})
BEGINS = ("start", "change", "resume")
_POLL_MS = 1000

Context = ServerRequestContext[Any, Any]


class TaskParams(RequestParams):
    """Which task is meant."""

    task_id: str


class Tasks(Extension):
    """Tells runs as tasks. `of` gives how far a run is; `answer` shapes what it came to as a tool's answer."""

    identifier = NAME

    def __init__(self, of: Callable[[str], Progress | None], answer: Callable[[Progress], CallToolResult]) -> None:
        self._of = of
        self._answer = answer

    def methods(self) -> Sequence[MethodBinding]:
        """Return what such a client may ask about its tasks."""
        asked = {"tasks/get": self._get, "tasks/update": self._noted, "tasks/cancel": self._noted}
        return [MethodBinding(name, TaskParams, handler, VERSIONS) for name, handler in asked.items()]

    async def intercept_tool_call(
        self, params: CallToolRequestParams, ctx: Context, call_next: CallNext
    ) -> HandlerResult:
        """Answer with a task where a run was begun for a client that knows tasks."""
        result = await call_next(ctx)
        if params.name not in BEGINS or not _knows_tasks(ctx) or not isinstance(result, CallToolResult):
            return result
        run_id = _begun(result)
        if result.is_error or run_id is None:
            return result
        return {"resultType": "task", **await self._task(run_id)}

    async def _get(self, ctx: Context, params: TaskParams) -> HandlerResult:
        require_client_extension(ctx, NAME)
        return await self._task(params.task_id)

    async def _noted(self, ctx: Context, params: TaskParams) -> HandlerResult:
        """Take note. A run asks for nothing, and is not given up: what was paid for is not thrown away."""
        require_client_extension(ctx, NAME)
        await self._task(params.task_id)
        return {}

    async def _task(self, run_id: str) -> dict[str, Any]:
        now = await anyio.to_thread.run_sync(self._of, run_id)
        if now is None:
            raise MCPError(code=INVALID_PARAMS, message="there is no such task")
        seen = datetime.now(UTC).isoformat(timespec="seconds")
        task = {
            "taskId": run_id,
            "status": "completed" if now.is_over else "working",
            "statusMessage": now.line,
            "createdAt": now.began or seen,
            "lastUpdatedAt": now.touched or seen,
            "ttlMs": None,
            "pollIntervalMs": _POLL_MS,
        }
        result = self._answer(now).model_dump(by_alias=True, mode="json", exclude_none=True) if now.is_over else None
        return task if result is None else {**task, "result": result}


def _knows_tasks(ctx: Context) -> bool:
    capabilities = ctx.session.client_capabilities
    return ctx.protocol_version in VERSIONS and NAME in ((capabilities and capabilities.extensions) or {})


def _begun(result: CallToolResult) -> str | None:
    """Return the run that a tool began, or found begun; None where it only planned."""
    texts = [one.text for one in result.content if isinstance(one, TextContent)]
    told = json.loads(texts[0]) if texts else {}
    return told.get("run_id") if told.get("state") in ("starting", "running") else None
