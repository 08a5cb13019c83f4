"""When another row may begin: not too many at a time, in a minute, after failures, or for too many credits."""

from collections import deque
from collections.abc import Callable

from imgfree.batches.order import Limits, Rate
from imgfree.errors import StepFailed
from imgfree.plurals import counted


class LimitReached(StepFailed):
    """A limit of the batch ended it; the rows that are left can be run later."""


class Pace:
    """Counts rows as they begin and end."""

    def __init__(
        self,
        limits: Limits,
        rows: int,
        now_s: Callable[[], float],
        spent: Callable[[], float | None],
        guess: float = 0.0,
    ) -> None:
        """Pace that many rows; `spent` says what the batch has cost so far, None where nobody knows.

        `guess` is what a row may cost as long as none has ended.
        """
        self._limits = limits
        self._rows = rows
        self._now_s = now_s
        self._spent = spent
        self._guess = guess
        self._begun: deque[float] = deque()
        self.failed = 0
        self.ended = 0

    def wait_s(self) -> float:
        """Return for how long no row may begin yet."""
        rate: Rate | None = self._limits.rate
        if rate is None or len(self._begun) < rate.count:
            return 0.0
        return max(0.0, self._begun[-rate.count] + rate.within_s - self._now_s())

    def begin(self) -> None:
        """Note that a row begins."""
        self._begun.append(self._now_s())
        if self._limits.rate is not None and len(self._begun) > self._limits.rate.count:
            self._begun.popleft()

    def end(self, *, good: bool) -> None:
        """Note that a row has ended."""
        self.ended += 1
        self.failed += not good

    def may_begin(self, running: int) -> bool:
        """Return whether another row may begin now beside those that run, or has to wait for one of them.

        Raises:
            LimitReached: too many have failed, or this one might cost too much.
        """
        failures, most = self._limits.max_failures, self._limits.max_credits
        if failures is not None and failures.exceeded(self.failed, self._rows):
            told = f"{counted(self.failed, 'row')} failed, and --max-failures is {failures}"
            raise LimitReached(told, hint="see why they failed before the others are run")
        spent = self._spent() if most is not None else None
        if most is None or spent is None:
            return True
        each = spent / self.ended if self.ended else self._guess
        if spent + each * (running + 1) <= most:
            return True
        if running and spent < most:
            return False
        told = f"{spent:g} credits are spent, another row may take {each:g}, and --max-credits is {most}"
        raise LimitReached(told, hint="allow more with --max-credits")
