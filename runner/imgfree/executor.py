"""Run a recipe step by step. Read this first."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import events, schema, shell, template
from imgfree.artifacts import Artifacts
from imgfree.client import Client, State
from imgfree.clock import Ids, RunClock
from imgfree.disk import System
from imgfree.errors import (
    BackendError,
    ExpectationFailed,
    ExportBlocked,
    FileRefused,
    ImgfreeError,
    NotDone,
    OutcomeUnknown,
    RecipeInvalid,
    RunTimedOut,
    StepFailed,
    StreamInterrupted,
)
from imgfree.journal import Journal, Marks
from imgfree.provenance import Mark
from imgfree.recipe import Group, Inputs, Recipe, Step, environment, readable, walk
from imgfree.recipe.walk import Rounds, Scope
from imgfree.results import RunResult, StepResult
from imgfree.rights import Rights
from imgfree.steps import KINDS
from imgfree.steps.base import Conversation, Outputs, StepContext, recorder

# What the film of a render says of itself, after those steps; None: nothing.
Marking = Callable[[Sequence[StepResult], str], Mark | None]
HOPELESS = (FileRefused, ExportBlocked, NotDone, RunTimedOut)  # the same answer would come again


@dataclass(frozen=True)
class Run:
    """What a recipe is executed with. `earlier` holds the marks of an interrupted run, by step id."""

    recipe: Recipe
    inputs: Inputs
    client: Client
    journal: Journal
    clock: RunClock
    ids: Ids
    out: Path
    cwd: Path
    rights: Rights
    artifacts: Artifacts
    poll_s: float
    render_limit_s: float
    earlier: Mapping[str, Marks] = field(default_factory=dict)
    strict: bool = False  # whether words that were declined or not understood fail their step
    system: System = os  # where files are written
    backend: str = ""  # where it runs, for its result
    rehearsal: bool = False  # stills in place of renders, and no file is written
    told_id: str | None = None  # what templates see as `run.id`; a replay says the recorded run's
    marking: Marking = lambda steps, render_id: None


def execute(run: Run) -> RunResult:
    """Return how the run ended; a failed step ends it and is in the result, an interrupt goes through."""
    return _Execution(run).result()


class _Execution:
    """The state of one execution, a walk over the recipe: the scope that templates see, and what the steps came to."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.document = run.recipe.document
        self.conversation = Conversation()
        self.ended = RunResult(run.journal.run_id, run.journal.folder, run.backend)
        self.scope = walk.scope_of(
            run.recipe,
            run.inputs.values,
            brand=run.inputs.brand,
            run={"id": run.told_id or run.journal.run_id, "dir": str(run.journal.folder)},
            env=environment(run.recipe, run.rights),
        )

    def result(self) -> RunResult:
        began_s = self.run.clock.monotonic_s()
        try:
            walk.walk(self.run.recipe.steps, self.scope, self)
            self.ended.outputs = self._outputs()
        except ImgfreeError as error:
            self.ended.outcome, self.ended.error = "failed", error
        self.ended.saved = self.conversation.saved
        self.ended.previews = self.conversation.previews
        self.ended.duration_s = round(self.run.clock.monotonic_s() - began_s, 3)
        return self.ended

    def rounds(self, group: Group, scope: Scope, key: str) -> Rounds:
        """Return the rounds of a group; its list and its condition are worked out once, before the first."""
        return walk.rounds(group, scope, self.document)

    def step(self, step: Step, scope: Scope, key: str) -> Outputs | None:
        """Do a step, or take over what an interrupted run had done of it; None if it was skipped, or failed."""
        result = StepResult(key, step.kind, step.name, "passed")
        self.ended.steps.append(result)
        earlier = self.run.earlier.get(key) or Marks()
        with self.run.journal.step(key, step.kind):
            if earlier.finished is not None:
                result.outcome = "reused"
                result.outputs = KINDS[step.kind].reused(earlier.finished, self._context(step, scope, earlier))
                return result.outputs
            began_s = self.run.clock.monotonic_s()
            try:
                if self._wanted(step, scope):
                    return self._attempts(step, scope, earlier, result)
                result.outcome = "skipped"
                self.run.journal.emit(events.STEP_SKIPPED, because=f"if: {step.if_}")
            except ImgfreeError as error:
                self._failed(step, error, result, began_s)
            finally:
                result.duration_s = round(self.run.clock.monotonic_s() - began_s, 3)
        return None

    def _wanted(self, step: Step, scope: Scope) -> bool:
        with self.run.clock.limit(step.timeout_s), template.limited(watch=self.run.clock.protocol_s):
            return bool(walk.wanted(step, scope, self.document))

    def _failed(self, step: Step, error: ImgfreeError, result: StepResult, began_s: float) -> None:
        if isinstance(error, OutcomeUnknown | StreamInterrupted):
            again, step_id = shell.command("imgfree", "resume", self.run.journal.run_id), shell.word(result.id)
            error.hint = (
                f"go on without them: {again} --accept {step_id} · send (and maybe pay) again: --resend {step_id}"
            )
        error.at = error.at or self.document.at(step.path, key=True)
        result.outcome, result.error = "failed", error
        self.run.journal.emit(
            events.STEP_FAILED,
            outcome="failed",
            attempt=result.attempts,
            duration_s=round(self.run.clock.monotonic_s() - began_s, 3),
            error=type(error).__name__,
            reason=error.message,
            at=str(error.at),
            **({"goes_on": True} if step.continue_on_error else {}),
        )
        if not step.continue_on_error:
            raise error

    def _attempts(self, step: Step, scope: Scope, marks: Marks, result: StepResult) -> Outputs:
        """Return the step's outputs, after as many attempts as `retry` allows."""
        retry = step.retry
        while True:
            result.attempts += 1
            began_s = self.run.clock.monotonic_s()
            self.run.journal.emit(
                events.STEP_STARTED, attempt=result.attempts, **({"name": step.name} if step.name else {})
            )
            try:
                result.outputs = self._once(step, scope, marks)
            except (StepFailed, BackendError) as error:
                if retry is None or result.attempts >= retry.attempts or isinstance(error, HOPELESS):
                    raise
                wait_s = retry.delay_s * retry.backoff ** (result.attempts - 1)
                self.run.journal.emit(
                    events.STEP_RETRY_SCHEDULED, attempt=result.attempts + 1, wait_s=wait_s, error=error.message
                )
                self.run.clock.wait(wait_s)
                continue
            self.run.journal.commit(
                events.STEP_FINISHED,
                outcome="passed",
                attempt=result.attempts,
                duration_s=round(self.run.clock.monotonic_s() - began_s, 3),
                outputs=result.outputs,
            )
            return result.outputs

    def _once(self, step: Step, scope: Scope, marks: Marks) -> Outputs:
        with self.run.clock.limit(step.timeout_s), template.limited(watch=self.run.clock.protocol_s):
            params = self._params(step, scope)
            self.run.journal.emit(events.STEP_RENDERED, params=params)
            if self.run.strict and marks.refused:
                raise NotDone(marks.refused, hint=_STRICT_HINT)
            act = KINDS[step.kind].rehearse if self.run.rehearsal else KINDS[step.kind].run
            outputs = act(params, self._context(step, scope, marks))
            if self.run.strict:
                _hold_to(outputs.get("clauses") or ())
            if step.expect and not (self.run.rehearsal and schema.makes_files(step.kind)):
                self._expect(step, scope.behind(step, outputs))
        return outputs

    def _params(self, step: Step, scope: Scope) -> dict[str, Any]:
        """Return the step's parameters rendered and checked once more, now without templates."""
        params = {
            one.name: one.value
            if one.bare
            else template.render(one.value, scope.values, self.document.locate(one.path))
            for one in walk.params(step)
        }
        problems = walk.problems(step, params, self.document)
        if problems:
            raise RecipeInvalid(problems)
        return params

    def _expect(self, step: Step, scope: dict[str, Any]) -> None:
        for number, expression in enumerate(step.expect):
            path = (*step.path, "expect", number)
            seen = dict(scope)
            if template.mentions(expression, walk.STATES):
                seen |= _seen(self.conversation.state or self.run.client.state())
            if not template.evaluate(expression, seen, self.document.locate(path)):
                raise ExpectationFailed(
                    f"expected {expression}",
                    at=self.document.at(path),
                    hint=f"here {template.values_in(expression, seen)}",
                )

    def _context(self, step: Step, scope: Scope, marks: Marks) -> StepContext:
        run = self.run

        def holds(expression: str, state: State) -> Any:
            seen = {**scope.values, **_seen(state)}
            with template.limited(watch=run.clock.protocol_s):
                return template.evaluate(expression, seen, self.document.locate((*step.path, step.kind)))

        return StepContext(
            client=run.client,
            clock=run.clock,
            ids=run.ids,
            emit=run.journal.emit,
            record=recorder(run.journal, run.clock, marks),
            marks=marks,
            conversation=self.conversation,
            readable=lambda text: readable(text, run.recipe, run.inputs, cwd=run.cwd, allow_read=run.rights.allow_read),
            holds=holds,
            out=run.out,
            rights=run.rights,
            artifacts=run.artifacts,
            timeout_s=step.timeout_s,
            poll_s=run.poll_s,
            render_limit_s=run.render_limit_s,
            mark=lambda render_id: run.marking(self.ended.steps, render_id),
            system=run.system,
        )

    def _outputs(self) -> dict[str, Any]:
        with template.limited():
            return {
                name: template.render(value, self.scope.values, self.document.locate(("outputs", name)))
                for name, value in self.run.recipe.outputs.items()
            }


def _seen(state: State) -> dict[str, Any]:
    """Return what expressions see of a state, by the names of `walk.STATES`."""
    return dict(zip(walk.STATES, (state.raw, state.timeline), strict=True))


_STRICT_HINT = "say it another way, or run it without --strict and without 'strict: true'"


def _hold_to(clauses: Sequence[Mapping[str, Any]]) -> None:
    """Refuse words of which a part was not done.

    Raises:
        NotDone: naming each such part, and why.
    """
    refused = [clause for clause in clauses if clause.get("outcome") in ("declined", "not understood")]
    if refused:
        told = "; ".join(f'"{one.get("text")}" ({one.get("note") or one["outcome"]})' for one in refused)
        raise NotDone(f"not done: {told}", hint=_STRICT_HINT)
