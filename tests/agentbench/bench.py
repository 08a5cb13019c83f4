"""Tasks done one after the other, each in a folder of its own, and counted."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from agent import Agent, Answer, over_stdio
from agentbench.facts import Left, wrong
from agentbench.world import environment, furnish

TASKS = Path(__file__).with_name("tasks.toml")


class Worker(Protocol):
    """Whoever does a task."""

    def work(self, turns: Sequence[str]) -> str: ...


Engaged = Callable[[Agent, str], Worker]


@dataclass(frozen=True)
class Outcome:
    """How a task ended: what is wrong, how many calls it took, and what was read and seen."""

    task: str
    wrong: tuple[str, ...]
    calls: int
    read_bytes: int
    seen_bytes: int

    @property
    def language(self) -> str:
        """Return in which language the task was given."""
        return self.task.partition("-")[0]


class _Counted(Agent):
    """An agent whose calls are counted."""

    def __init__(self, agent: Agent) -> None:
        super().__init__(agent.client, agent._portal)
        self.answers: list[Answer] = []

    def call(self, tool: str, /, **arguments: Any) -> Answer:
        answer = super().call(tool, **arguments)
        self.answers.append(answer)
        return answer


def tasks() -> dict[str, dict[str, Any]]:
    """Return every task by its name: `turns` and `facts`."""
    return tomllib.loads(TASKS.read_text(encoding="utf-8"))


def done(name: str, folder: Path, engaged: Engaged) -> Outcome:
    """Return how a task ended that was done below that folder, with a server of its own over stdio."""
    task = tasks()[name]
    work = furnish(folder)
    with over_stdio(cwd=work, env=environment(folder), roots=[work]) as agent:
        counted = _Counted(agent)
        answer = engaged(counted, name).work(task["turns"])
    amiss = tuple(wrong(Left(work, answer), task["facts"]))
    read_bytes = sum(one.size_bytes for one in counted.answers)
    seen_bytes = sum(len(picture) for one in counted.answers for picture in one.pictures)
    return Outcome(name, amiss, len(counted.answers), read_bytes, seen_bytes)


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    """Return the row of the table in README.md: solved by language; calls, kB of text and kB of pictures a task."""
    solved = []
    for language in ("en", "zh"):
        of = [one for one in outcomes if one.language == language]
        solved.append(f"{sum(not one.wrong for one in of)} of {len(of)}")
    calls, read, seen = (
        sum(numbers) / len(outcomes)
        for numbers in zip(*((one.calls, one.read_bytes, one.seen_bytes) for one in outcomes), strict=True)
    )
    return f"| {name} | {' | '.join(solved)} | {calls:.1f} | {read / 1000:.1f} | {seen / 1000:.0f} |"
