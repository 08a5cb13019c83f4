"""Who follows a run: what takes its events, and what is told beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imgfree.events import Sink


def _unheard(text: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Audience:
    """Takes a run's events as they happen, and what is said to people: `tell` advice, `warn` what may cost them."""

    sinks: Sequence[Sink] = ()
    tell: Callable[[str], None] = _unheard
    warn: Callable[[str], None] = _unheard


NOBODY = Audience()
