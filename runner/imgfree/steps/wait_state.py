"""wait_state: read the state until an expression over it holds."""

from imgfree import events
from imgfree.durations import duration_s
from imgfree.errors import StepTimedOut
from imgfree.journal import Marks
from imgfree.steps.base import Outputs, Params, StepContext
from imgfree.steps.foresight import Foreseen, Talk

EVERY_S = 5.0
TIMEOUT_S = 300.0


def run(params: Params, step: StepContext) -> Outputs:
    """Return state, timeline and the number of polls once `until` holds.

    Raises:
        StepTimedOut: it did not hold within `timeout` (default 5 minutes).
    """
    every_s = duration_s(params["every"]) if "every" in params else EVERY_S
    limit_s = duration_s(params["timeout"]) if "timeout" in params else (step.timeout_s or TIMEOUT_S)
    began_s = step.clock.protocol_s()
    polls = 0
    while True:
        state = step.client.state()
        polls += 1
        step.emit(events.STATE_READ, polls=polls, fingerprint=state.fingerprint)
        if step.holds(params["until"], state):
            step.conversation.state = state
            return {"state": state.raw, "timeline": state.timeline, "polls": polls}
        left_s = limit_s - (step.clock.protocol_s() - began_s)
        if left_s <= 0:
            raise StepTimedOut(
                f"'{params['until']}' did not hold within {limit_s:g} s ({polls} polls)",
                hint="raise `timeout:`, or look at the timeline with `imgfree status`",
            )
        step.clock.wait(min(every_s, left_s))


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    return "waits anew"


def requests(params: Params, foreseen: Foreseen, talk: Talk) -> None:
    """Read the state until it is as wanted."""
    talk.open_session()
    talk.read_state(repeated=True)
    talk.state_known = True


def usual_s(backend: str) -> tuple[float, float]:
    """Return how long one waits as a rule."""
    return (0, 1) if backend == "local" else (1, 60)


def told(outputs: Outputs) -> str:
    """Return how often the state was read."""
    return f"{outputs['polls']} poll{'s' if outputs['polls'] != 1 else ''}"
