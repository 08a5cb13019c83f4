"""What everything that speaks to the world is given: time, fresh ids, the run's log, and what keeps secrets out."""

from dataclasses import dataclass, field

from imgfree.clock import Clock, Ids
from imgfree.events import WAIT_SCHEDULED, Emit, ignore
from imgfree.redaction import Redactor


@dataclass(frozen=True)
class Tools:
    """A run's own, made once: what goes by another clock, log or redactor is no part of it."""

    clock: Clock
    ids: Ids
    emit: Emit = ignore
    redactor: Redactor = field(default_factory=Redactor)

    def pause(self, wait_s: float, reason: str) -> None:
        """Return after that many protocol seconds, having said so."""
        self.emit(WAIT_SCHEDULED, wait_s=round(wait_s, 3), reason=reason)
        self.clock.wait(wait_s)
