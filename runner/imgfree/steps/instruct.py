"""instruct: send words to the agent once, and learn what they changed."""

from typing import Any

from imgfree import events, wire
from imgfree.client import Answer, State
from imgfree.errors import OutcomeUnknown, SessionLost
from imgfree.journal import Marks
from imgfree.steps.base import Outputs, Params, StepContext


def run(params: Params, step: StepContext) -> Outputs:
    """Return text, edited, silent, changes, clauses and timeline.

    Words that an interrupted run may have sent are never sent again while the state tells, or could still tell,
    that they arrived.

    Raises:
        OutcomeUnknown: the words were accepted earlier, yet the state never changed.
    """
    if step.marks.settled:
        return _outputs(_taken_for_done(step.client.state()), step)
    if step.marks.intended is not None:
        state = _look(step)
        if state is not None:
            return _outputs(_seen_later(state), step)
    before = step.client.state()
    step.record(events.STEP_PLANNED, fingerprint=before.fingerprint)
    step.record(events.STEP_INTENDED, durable=True, chars=len(params["text"]))
    answer = step.client.instruct(
        params["text"],
        baseline=before,
        on_accepted=lambda: step.record(events.STEP_ACCEPTED, durable=True),
        on_words=lambda words: step.emit(events.WORDS_RECEIVED, words=words),
        on_refused=lambda: step.record(events.STEP_WITHDRAWN),
    )
    return _outputs(answer, step)


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    if marks.settled:
        return "the words are taken for done, as you said; reads the timeline"
    if marks.accepted:
        return "the backend took the words; reads what they changed, never sends them again"
    quiet_s = wire.RECOVERY_FIRST_S + (wire.RECOVERY_READS - 1) * wire.RECOVERY_EVERY_S
    return f"the words may have left; sends them only if the timeline stays unchanged until {quiet_s:g} s after"


def _look(step: StepContext) -> State | None:
    """Return the state that the earlier words led to; None means that they never left and may be sent."""
    planned = step.marks.planned or {}
    if step.client.backend == "local":  # it ended with the run: an edit that is not there now will never be
        now = step.client.state()
        return now if now.fingerprint != planned.get("fingerprint") else None
    waited_s = max(0.0, step.clock.now_s() - step.marks.intended_s)
    try:
        state = step.client.await_change(str(planned.get("fingerprint")), already_waited_s=waited_s)
    except SessionLost as error:
        error.hint = error.hint or "its timeline is gone; begin afresh with: imgfree run --new RECIPE"
        raise
    if state is None and step.marks.accepted:
        raise OutcomeUnknown(
            "the backend took these words before the interruption, but its timeline has not changed: "
            "whether they are done, and paid, only you can tell"
        )
    return state


def _taken_for_done(state: State) -> Answer:
    return Answer(text="", silent=True, edited=False, changes=["taken for done"], clauses=None, state=state)


def _seen_later(state: State) -> Answer:
    """Return what can be told of words whose answer was lost with the interrupted run."""
    change = f"the timeline changed while the run was interrupted: {state.summary}"
    return Answer(text="", silent=True, edited=True, changes=[change], clauses=None, state=state)


def _outputs(answer: Answer, step: StepContext) -> Outputs:
    step.conversation.state = answer.state
    step.emit(events.STATE_READ, summary=answer.state.summary)
    outputs: dict[str, Any] = {
        "text": answer.text,
        "edited": answer.edited,
        "silent": answer.silent,
        "changes": list(answer.changes),
        "timeline": answer.state.timeline,
    }
    if answer.clauses is not None:
        outputs["clauses"] = answer.clauses
    return outputs
