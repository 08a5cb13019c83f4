"""instruct: send words to the agent once, and learn what they changed."""

from collections.abc import Sequence
from typing import Any

from imgfree import events, wire
from imgfree.client import Answer, State, Witness
from imgfree.errors import BackendError, OutcomeUnknown, SessionLost, StreamInterrupted
from imgfree.journal import Marks
from imgfree.steps.base import Outputs, Params, StepContext
from imgfree.steps.foresight import Foreseen, Talk


def run(params: Params, step: StepContext) -> Outputs:
    """Return text, edited, silent, changes, clauses and timeline.

    Words of which every byte may have left are never sent again unless the user says so: if the state does not tell
    what became of them, the user is asked. Words of which the last byte never left are sent when the state has stayed
    unchanged for long enough.

    Raises:
        OutcomeUnknown: the words left in an earlier try, yet the state never changed.
        StreamInterrupted: the same of this try.
    """
    if step.marks.settled:
        return _outputs(_taken_for_done(step.client.state()), step)
    if step.marks.intended is not None:
        state = _look(step)
        if state is not None:
            return _outputs(_seen_later(state), step)
    return _outputs(_send(params["text"], step), step)


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    if marks.settled:
        return "the words are taken for done, as you said; reads the timeline"
    if marks.accepted:
        return "the backend took the words; reads what they changed, never sends them again"
    if marks.sent:
        return "all the words may have left; reads what they changed, asks you if nothing did, never sends them again"
    quiet_s = wire.RECOVERY_FIRST_S + (wire.RECOVERY_READS - 1) * wire.RECOVERY_EVERY_S
    return f"the words had not left whole; sends them if the timeline stays unchanged until {quiet_s:g} s after"


def words(params: Params) -> Sequence[str]:
    """Return the words, in whose language the agent answers."""
    return [str(params.get("text", ""))]


def requests(params: Params, foreseen: Foreseen, talk: Talk) -> None:
    """Read the state before and after the words, and the balance before them where they are paid for."""
    talk.open_session()
    if talk.charged:
        talk.ask("GET", wire.CREDITS)
    talk.read_state()
    talk.ask("POST", wire.RUN_SSE)
    talk.read_state()
    talk.state_known = True


def usual_s(backend: str) -> tuple[float, float]:
    """Return how long the agent takes to answer."""
    return (0, 1) if backend == "local" else (20, 120)


def told(outputs: Outputs) -> str:
    """Return whether the agent has said nothing of what it changed."""
    return "silent edit" if outputs.get("silent") else ""


def phase() -> str:
    """Return what is said while the agent thinks."""
    return "asking"


def _send(text: str, step: StepContext) -> Answer:
    """Return what became of the words; every stage is on the disk before the next begins."""
    balance = _balance(step)
    before = step.client.state()
    told: dict[str, Any] = {} if balance is None else {"credits": balance}
    step.record(events.STEP_PLANNED, fingerprint=before.fingerprint, **told)
    key = _key(step)

    def intended(key: str, before: State) -> None:
        step.record(
            events.STEP_INTENDED,
            durable=True,
            chars=len(text),
            key=key,
            session_id=step.client.session.session_id if step.client.session else None,
            fingerprint=before.fingerprint,
        )

    witness = Witness(
        words=lambda words: step.emit(events.WORDS_RECEIVED, words=words),
        intended=intended,
        sent=lambda: step.record(events.STEP_SENT, durable=True),
        accepted=lambda: step.record(events.STEP_ACCEPTED, durable=True),
        refused=lambda: step.record(events.STEP_WITHDRAWN),
    )
    try:
        return step.client.instruct(text, witness, baseline=before, key=key)
    except StreamInterrupted as error:
        error.message += _compared(step)
        raise


def _key(step: StepContext) -> str | None:
    """Return the idempotency key of an intent that is taken up again; None for words that are new to this session."""
    intended, session = step.marks.intended or {}, step.client.session
    return intended.get("key") if session and intended.get("session_id") == session.session_id else None


def _look(step: StepContext) -> State | None:
    """Return the state that the earlier words led to; None means that they never left and may be sent."""
    baseline = {**(step.marks.planned or {}), **(step.marks.intended or {})}.get("fingerprint")
    if step.client.ends_with_the_run:  # an edit that is not there now will never be
        now = step.client.state()
        return now if now.fingerprint != baseline else None
    waited_s = max(0.0, step.clock.now_s() - step.marks.intended_s)
    try:
        state = step.client.await_change(str(baseline), already_waited_s=waited_s)
    except SessionLost as error:
        error.hint = error.hint or "its timeline is gone; begin afresh with: imgfree run --new RECIPE"
        raise
    if state is None and (step.marks.accepted or step.marks.sent):
        how = "the backend took these words" if step.marks.accepted else "these words left"
        raise OutcomeUnknown(
            f"{how} before the interruption, but the timeline has not changed: "
            f"whether they are done, and paid, only you can tell{_compared(step)}"
        )
    return state


def _balance(step: StepContext) -> int | None:
    """Return the credits left, if they can be had at once; None where they are nobody's money."""
    if not step.client.charges:
        return None
    try:
        return step.client.glance_at_credits()
    except BackendError:
        return None


def _compared(step: StepContext) -> str:
    """Return what the balance before the words and now tells of them, as the end of a sentence."""
    before, now = (step.marks.planned or {}).get("credits"), _balance(step)
    if before is None or now is None:
        return ""
    told = "it was most likely done" if now < before else "it was most likely not done"
    return f" ({before} credits before, {now} now{': ' + told if now <= before else ''})"


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
