"""A run is a task to a client that knows tasks, and to no other."""

from collections.abc import Sequence
from typing import Any, Literal

import pytest
from mcp.client.extension import ClaimContext, ClientExtension, ResultClaim
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, Request, RequestParams, Result

from agent import Agent, connected
from imgfree.agents.desk import Office
from imgfree.agents.server import served
from imgfree.agents.tasks import NAME
from nemo import Nemo

ASKED = {"key": "k", "recipe": "reel.yaml", "max_credits": 50}


class Task(Result):
    """What a server tells of a task."""

    result_type: Literal["task"] = "task"
    task_id: str = ""
    status: str = ""
    result: dict[str, Any] | None = None


class Seen(Result):
    """The same, asked for later."""

    task_id: str = ""
    status: str = ""
    result: dict[str, Any] | None = None


class Params(RequestParams):
    """Which task is meant."""

    task_id: str


class Ask(Request[Params, str]):
    """A question about a task."""


class KnowsTasks(ClientExtension):
    """Waits for a task as its result; `seen` are the states on the way."""

    identifier = NAME

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.task_id = ""

    def claims(self) -> Sequence[ResultClaim[Any]]:
        """Take what the server answers in place of a tool's result."""
        return [ResultClaim(result_type="task", model=Task, resolve=self._resolve)]

    async def _resolve(self, task: Task, context: ClaimContext) -> CallToolResult:
        self.task_id, found = task.task_id, None
        while found is None:
            asked = Ask(method="tasks/get", params=Params(task_id=task.task_id))
            now = await context.session.send_request(asked, Seen)  # type: ignore[arg-type]
            self.seen.append(now.status)
            found = now.result
        return CallToolResult.model_validate(found)


def test_a_run_is_a_task(paid: Nemo, office: Office) -> None:
    """Its id is the run's; its result is what `wait` tells."""
    knows = KnowsTasks()
    with connected(served(office), extensions=[knows]) as agent:
        told = agent.told("start", **ASKED)
        assert ("passed", "completed", told["run_id"]) == (told["state"], knows.seen[-1], knows.task_id)
        assert told == agent.told("wait", run_id=told["run_id"])
        assert told == agent.told("start", **ASKED)


def test_who_does_not_know_tasks_gets_none(paid: Nemo, agent: Agent) -> None:
    """And may not ask for them."""
    run_id = agent.told("start", **ASKED)["run_id"]
    asked = Ask(method="tasks/get", params=Params(task_id=run_id))
    with pytest.raises(MCPError, match=NAME):
        agent.wire("send_request", asked, Seen)
    assert "passed" == agent.finished("start", **ASKED)["state"]
