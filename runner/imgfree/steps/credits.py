"""credits: read the balance, and stop if it is too small."""

from imgfree import wire
from imgfree.errors import StepFailed
from imgfree.journal import Marks
from imgfree.steps.base import Outputs, Params, StepContext
from imgfree.steps.foresight import Foreseen, Talk


def run(params: Params, step: StepContext) -> Outputs:
    """Return available, frozen and total credits.

    Raises:
        StepFailed: fewer than `at_least` are available.
    """
    balance = step.client.credits()
    needed = params.get("at_least") or 0
    if balance.available < needed:
        raise StepFailed(f"{balance.available} credits are available, {needed} are needed")
    return {"available": balance.available, "frozen": balance.frozen, "total": balance.total}


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    return "reads the balance again"


def requests(params: Params, foreseen: Foreseen, talk: Talk) -> None:
    """Read the balance, which needs an account and no session."""
    talk.sign_in()
    talk.ask("GET", wire.CREDITS)


def told(outputs: Outputs) -> str:
    """Return how many credits are left."""
    return f"{outputs['available']} of {outputs['total']} credits"
