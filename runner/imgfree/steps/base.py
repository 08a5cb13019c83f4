"""What a step kind is, and what it is given."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from imgfree.artifacts import Artifacts
from imgfree.client import Client, Preview, State
from imgfree.client.transfer.bounds import hosts_of
from imgfree.clock import Clock, Ids
from imgfree.disk import System
from imgfree.events import Emit
from imgfree.journal import Journal, Marks
from imgfree.provenance import Mark
from imgfree.rights import Rights
from imgfree.steps.foresight import Foreseen, Look, Talk, Touches

Params = Mapping[str, Any]
Outputs = dict[str, Any]


class Record(Protocol):
    """Writes one mark of the step: the event's name, its fields, and whether it must be on the disk on return."""

    def __call__(self, event: str, /, *, durable: bool = False, **fields: Any) -> None: ...


def recorder(journal: Journal, clock: Clock, marks: Marks) -> Record:
    """Return what writes the marks of a step to the journal, and remembers them in `marks`."""

    def record(event: str, /, *, durable: bool = False, **fields: Any) -> None:
        (journal.commit if durable else journal.emit)(event, **fields)
        marks.take(event, fields, clock.now_s())

    return record


@dataclass
class Conversation:
    """What the steps of one run tell each other without the recipe's help."""

    state: State | None = None  # the newest state read, while nothing was done since
    export: Outputs | None = None  # the last export's outputs, the default of `download.from`
    named: set[str] = field(default_factory=set)  # hosts that the backend's answers told, where its files lie
    renders: dict[str, str] = field(default_factory=dict)  # the address of a finished render -> its id
    uploaded: dict[tuple[str, str], Outputs] = field(default_factory=dict)  # session and sha256 -> the file there
    saved: list[str] = field(default_factory=list)  # paths of finished downloads, in order
    previews: list[Preview] = field(default_factory=list)  # of the films that a rehearsal would have rendered

    def exported(self, outputs: Outputs) -> None:
        """Note what an export gave: a download may fetch it, and ask the hosts where the backend put it."""
        self.export = outputs
        self.renders[str(outputs["url"])] = str(outputs["render_id"])
        self.named |= hosts_of(outputs.get(name) for name in outputs if name.endswith("url"))


@dataclass(frozen=True)
class StepContext:
    """Everything a kind may touch. `marks` says what an earlier, interrupted try of this very step left behind."""

    client: Client
    clock: Clock
    ids: Ids
    emit: Emit
    record: Record
    marks: Marks
    conversation: Conversation
    readable: Callable[[str], list[Path]]  # a path or glob of the recipe -> the files it may read
    holds: Callable[[str, State], Any]  # a bare expression over the scope plus `state` and `timeline`
    out: Path
    rights: Rights
    artifacts: Artifacts  # what earlier runs left behind
    timeout_s: float | None
    poll_s: float  # how often this backend wants to be asked for a render
    render_limit_s: float  # how long a render may take where the recipe does not say
    mark: Callable[[str], Mark | None] = lambda render_id: None  # what the film of a render says of itself
    system: System = os  # where files are written

    def still_s(self, quiet_s: float) -> float:
        """Return for how much longer something sent before may still arrive, if nothing arrives for `quiet_s`.

        With a backend that ends with the run ends whatever was on its way to it.
        """
        if self.client.ends_with_the_run:
            return 0.0
        return max(0.0, quiet_s - self.marks.quiet_s(self.clock.now_s()))


class Needed(Protocol):
    """What no kind can do without."""

    def run(self, params: Params, step: StepContext, /) -> Outputs:
        """Do the step, or finish what `step.marks` shows as begun, and return its outputs."""
        ...

    def unfinished(self, marks: Marks, /) -> str:
        """Return in words what `run` does with the marks of a try that was cut off."""
        ...


class Kind(Needed, Protocol):
    """A step kind is a module with `run` and `unfinished`, and those functions of these to which it has an answer.

    An answer that is not there is the one that stands here. What a check may ask, which loads no kind, stands in the
    kind's schema: see `schema.Kind`.
    """

    def rehearse(self, params: Params, step: StepContext, /) -> Outputs:
        """Do the step where nothing is to be rendered or written, and return what it would come to."""
        return self.run(params, step)

    def reused(self, outputs: Outputs, step: StepContext, /) -> Outputs:
        """Return the outputs of an earlier, interrupted run as they hold now; the steps behind know what they know."""
        return outputs

    def words(self, params: Params, /) -> Sequence[str]:
        """Return the words that are sent to the agent: the session is opened in their language."""
        return ()

    def touches(self, params: Params, /) -> Touches:
        """Return which files and addresses the step deals with; what only the run can tell is an `OpenText`."""
        return Touches()

    def foresee(self, params: Params, look: Look, /) -> Foreseen:
        """Return what the step comes to as far as this machine knows; `params` as for `touches`."""
        return Foreseen()

    def requests(self, params: Params, foreseen: Foreseen, talk: Talk, /) -> None:
        """Tell `talk` what the step would ask the backend, in order."""
        return

    def usual_s(self, backend: str, /) -> tuple[float, float]:
        """Return from how many to how many seconds the step takes with that backend, where no earlier run tells."""
        return (0, 1)

    def told(self, outputs: Outputs, /) -> str:
        """Return what is worth saying of the finished step, in a few words."""
        return ""

    def phase(self) -> str:
        """Return what a conversation says while the step is at work, by its frame's name."""
        return ""


class _Module(Kind):
    """A module as a kind: its own answers, and those of `Kind` where it has none."""

    def __init__(self, module: Needed) -> None:
        self._module = module
        vars(self).update({name: vars(module)[name] for name in ANSWERS if name in vars(module)})

    def run(self, params: Params, step: StepContext, /) -> Outputs:
        return self._module.run(params, step)

    def unfinished(self, marks: Marks, /) -> str:
        return self._module.unfinished(marks)


ANSWERS = frozenset(name for name in vars(Kind) if not name.startswith("_"))


def kind(module: Needed) -> Kind:
    """Return the kind that a module is."""
    return _Module(module)
