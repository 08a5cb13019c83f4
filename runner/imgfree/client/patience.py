"""How often a failed call goes again, and after what pause."""

from imgfree import wire
from imgfree.client import failures
from imgfree.clock import Clock
from imgfree.errors import BackendError, RateLimited
from imgfree.events import WAIT_SCHEDULED, Emit

_LONGEST_RETRY_AFTER_S = 300.0  # asked to wait longer, a person should decide
_BACKOFF_S = (1.0, 3.0)


class Patience:
    """Counts what went wrong with one call, and waits where another try makes sense."""

    def __init__(self, clock: Clock, emit: Emit) -> None:
        self._clock = clock
        self._emit = emit
        self._failures = 0
        self._limited = False

    def wait_or_raise(self, error: BackendError, *, repeatable: bool) -> None:
        """Return after a pause if the call may go again; raise `error` if not. A 429 is repeated once."""
        if isinstance(error, RateLimited):
            wait_s = error.retry_after_s if error.retry_after_s is not None else wire.RATE_LIMIT_WAIT_S
            if self._limited or wait_s > _LONGEST_RETRY_AFTER_S:
                raise error
            self._limited = True
            self.pause(wait_s, "rate limit")
            return
        again = isinstance(error, failures.NotSent) or (repeatable and failures.passing(error))
        if not again or self._failures >= len(_BACKOFF_S):
            raise error
        self._failures += 1
        self.pause(_BACKOFF_S[self._failures - 1], type(error).__name__)

    def pause(self, wait_s: float, reason: str) -> None:
        """Return after that many protocol seconds, having said so."""
        self._emit(WAIT_SCHEDULED, wait_s=wait_s, reason=reason)
        self._clock.wait(wait_s)
