"""What a conversation is held in, and one deed done in it as a run would do it."""

import itertools
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import events
from imgfree.artifacts import Artifacts
from imgfree.chat.named_paths import Place
from imgfree.client import Client, State
from imgfree.clock import Clock, Ids
from imgfree.errors import ImgfreeError, InputRefused, Interrupted
from imgfree.journal import Journal, Marks
from imgfree.provenance import Mark
from imgfree.rights import Rights
from imgfree.steps import KINDS
from imgfree.steps.base import Conversation, Outputs, StepContext, recorder


class Ended(KeyboardInterrupt):
    """The conversation is to end, not only what is being done: SIGTERM, a closed terminal, Ctrl-C twice."""


@dataclass(frozen=True)
class Room:
    """A journal, a client, and the folders: `place` is where paths begin, `out` is where videos go.

    `patience` is held while something is done; it says every two minutes that work goes on.
    """

    journal: Journal
    client: Client
    clock: Clock
    ids: Ids
    poll_s: float
    render_limit_s: float
    place: Place
    out: Path
    rights: Rights
    artifacts: Artifacts
    patience: Callable[[], AbstractContextManager[None]]
    mark: Callable[[Conversation, str], Mark | None] = lambda conversation, render_id: None
    conversation: Conversation = field(default_factory=Conversation)
    numbers: dict[str, "itertools.count[int]"] = field(default_factory=dict)  # of the steps, by kind

    def do(self, kind: str, params: Mapping[str, Any]) -> tuple[str, Outputs]:
        """Return the id and the outputs of a step of that kind; everything it does is journaled.

        Raises:
            ImgfreeError: the step failed; that is journaled, too.
        """
        name = self.next_id(kind)
        return name, self.finish(name, kind, params, Marks())

    def next_id(self, kind: str) -> str:
        """Return the id of the next step of that kind."""
        number = next(self.numbers.setdefault(kind, itertools.count(1)))
        return f"{kind}_{number}" if number > 1 else kind

    def finish(self, name: str, kind: str, params: Mapping[str, Any], marks: Marks) -> Outputs:
        """Return the outputs of a step that `marks` show as begun; what it had done is not done again."""
        began_s = self.clock.monotonic_s()
        with self.journal.step(name, kind), self.patience():
            self.journal.emit(events.STEP_STARTED, attempt=1)
            self.journal.emit(events.STEP_RENDERED, params=dict(params))
            try:
                outputs = KINDS[kind].run(params, self.context(marks))
            except ImgfreeError as error:
                self.journal.emit(
                    events.STEP_FAILED, outcome="failed", attempt=1, duration_s=self._since(began_s),
                    error=type(error).__name__, reason=error.message,
                )  # fmt: skip
                raise
            except Ended:  # the terminal has gone, say: `--continue` finds out what became of the step
                raise
            except KeyboardInterrupt:
                self.journal.emit(
                    events.STEP_FAILED, outcome="failed", attempt=1, duration_s=self._since(began_s),
                    error=Interrupted.__name__, reason="interrupted",
                )  # fmt: skip
                raise
            self.journal.commit(
                events.STEP_FINISHED, outcome="passed", attempt=1, duration_s=self._since(began_s), outputs=outputs
            )
        return outputs

    def reuse(self, kind: str, outputs: Outputs) -> Outputs:
        """Return what an earlier conversation's step came to, as it holds now; those to come know what it knew."""
        return KINDS[kind].reused(outputs, self.context(Marks()))

    def state(self) -> State:
        """Return the timeline as it stands."""
        self.conversation.state = self.conversation.state or self.client.state()
        return self.conversation.state

    def _since(self, began_s: float) -> float:
        return round(self.clock.monotonic_s() - began_s, 3)

    def context(self, marks: Marks) -> StepContext:
        """Return what a step may touch."""

        def holds(expression: str, state: State) -> Any:
            raise InputRefused(f"'{expression}' cannot be waited for in a conversation")

        return StepContext(
            client=self.client,
            clock=self.clock,
            ids=self.ids,
            emit=self.journal.emit,
            record=recorder(self.journal, self.clock, marks),
            marks=marks,
            conversation=self.conversation,
            readable=lambda text: [Path(text)],
            holds=holds,
            out=self.out,
            rights=self.rights,
            artifacts=self.artifacts,
            timeout_s=None,
            poll_s=self.poll_s,
            render_limit_s=self.render_limit_s,
            mark=lambda render_id: self.mark(self.conversation, render_id),
        )
