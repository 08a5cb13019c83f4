"""How much expressions may do: whatever they look at or make is counted, and an end is set to it.

Limits on single values are not enough: a short expression can look at a big value again and again. The count is the
same on every machine, so that what runs here runs elsewhere, too.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

CHARACTER, ITEM, CALL, SOURCE = 1, 10, 50, 100  # units for one of each; SOURCE is a character of an expression read
EXPRESSION_UNITS = 5_000_000  # one expression, or one text with expressions: about a third of a second
TOTAL_UNITS = 40_000_000  # all expressions of a step, of a plan or of a check: a few seconds
_WATCH_UNITS = 500_000


class TooManySteps(Exception):
    """The units are used up."""

    def __init__(self) -> None:
        super().__init__("this takes too many steps")


class Effort:
    """Units that are left, counted down together with those of whatever encloses this."""

    def __init__(self, units: int, above: "Effort | None" = None, watch: Callable[[], object] | None = None) -> None:
        """Allow that many units; `watch` is called every now and then, and may raise."""
        self._left = units
        self._above = above
        self._watch = watch
        self._watched = units

    def spend(self, units: int) -> None:
        """Count that many units; raise TooManySteps where they are not left."""
        self._left -= units
        if self._left < 0:
            raise TooManySteps
        if self._watch is not None and self._watched - self._left > _WATCH_UNITS:
            self._watched = self._left
            self._watch()
        if self._above is not None:
            self._above.spend(units)


_CURRENT: ContextVar[Effort | None] = ContextVar("imgfree_effort", default=None)


def spend(units: int) -> None:
    """Count that many units of what is being done now."""
    current = _CURRENT.get()
    if current is not None:
        current.spend(units)


@contextlib.contextmanager
def limited(units: int = TOTAL_UNITS, watch: Callable[[], object] | None = None) -> Iterator[None]:
    """Let everything in the block together take no more than that many units; `watch` may end it earlier."""
    token = _CURRENT.set(Effort(units, _CURRENT.get(), watch))
    try:
        yield
    finally:
        _CURRENT.reset(token)
