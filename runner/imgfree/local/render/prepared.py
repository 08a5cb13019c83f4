"""Photos ready to be shown, for all painters of a film."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from imgfree.local.render.sources import Source, Still


@dataclass
class _Take:
    """One take's pictures while somebody shows them."""

    users: int = 0
    still: Still | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Prepared:
    """Makes each take's photos once for all painters, and keeps them as long as somebody shows them or soon will.

    `wanted` is on how many pieces of the film each take is seen; `done` tells that one of them is made. Clips and what
    else plays have a place of their own in their file, so each painter has its own.
    """

    def __init__(self, wanted: Mapping[int, int] | None = None) -> None:
        self._lock = threading.Lock()
        self._takes: dict[int, _Take] = {}
        self._wanted = Counter(wanted)

    def take(self, index: int, make: Callable[[], Source]) -> Source:
        """Return the take's pictures, made now unless they are kept; `release` has to follow."""
        with self._lock:
            one = self._takes.setdefault(index, _Take())
            one.users += 1
        try:
            with one.lock:
                made = one.still or make()
                if isinstance(made, Still):
                    one.still = made
                return made
        except BaseException:
            self.release(index)
            raise

    def release(self, index: int) -> None:
        """Note that a painter shows this take no longer."""
        with self._lock:
            self._takes[index].users -= 1
            self._drop(index)

    def done(self, takes: Iterable[int]) -> None:
        """Note that a piece that shows these takes is made."""
        with self._lock:
            for index in takes:
                self._wanted[index] -= 1
                self._drop(index)

    def _drop(self, index: int) -> None:
        if index in self._takes and not self._takes[index].users and self._wanted[index] <= 0:
            del self._takes[index]
