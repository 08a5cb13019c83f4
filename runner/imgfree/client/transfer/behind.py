"""Work done in a thread behind the one that brings it: the network is read while the disk and the digest are busy."""

import threading
from collections.abc import Callable, Sequence
from typing import Self

_MOST_WAITING_BYTES = 1024 * 1024


class Behind:
    """Hands each chunk to `work` at once, several together when work lags; memory stays flat.

    The end of the `with` waits for all of it, also when the block raises: what came is worked on.
    """

    def __init__(self, work: Callable[[Sequence[bytes]], None]) -> None:
        self._work = work
        self._news = threading.Condition()
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._ended = False
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="imgfree-download", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, sort: type[BaseException] | None, *raised: object) -> None:
        with self._news:
            self._ended = True
            self._news.notify_all()
        self._thread.join()
        if self._failed is not None and sort is None:
            raise self._failed

    def put(self, chunk: bytes) -> None:
        """Take a chunk; wait while too much waits; raise what work came to."""
        with self._news:
            self._news.wait_for(lambda: self._failed is not None or self._waiting_bytes < _MOST_WAITING_BYTES)
            if self._failed is not None:
                raise self._failed
            self._waiting.append(chunk)
            self._waiting_bytes += len(chunk)
            self._news.notify_all()

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._ended)
                taken, self._waiting, self._waiting_bytes = self._waiting, [], 0
                self._news.notify_all()
            if not taken:
                return
            try:
                self._work(taken)
            except BaseException as error:  # told to the one who brings, whatever it is
                with self._news:
                    self._failed = error
                    self._news.notify_all()
                return
