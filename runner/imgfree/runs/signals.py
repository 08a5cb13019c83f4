"""Ctrl-C, SIGTERM and a terminal that is closed: once to end in order, twice to end at once."""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from types import FrameType

HANG_UP: signal.Signals | None = getattr(signal, "SIGHUP", None)  # Windows has none


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let the first Ctrl-C, SIGTERM or SIGHUP end the run in order, and the second at once.

    A terminal that goes may say so several times, to the job and to its group: that counts once. Who had hang-ups
    ignored (nohup) keeps it so. On any other than the main thread, which gets no signals, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked and number == HANG_UP:
            return
        if asked:
            os._exit(130)
        asked = True
        raise KeyboardInterrupt

    with handled(dict.fromkeys([signal.SIGINT, *endings()], stop)):
        yield


def endings() -> list[signal.Signals]:
    """Return the signals that ask for an end; a hang-up that is ignored stays so."""
    hangs_up = HANG_UP is not None and signal.getsignal(HANG_UP) is not signal.SIG_IGN
    return [signal.SIGTERM, *([HANG_UP] if HANG_UP is not None and hangs_up else [])]


@contextlib.contextmanager
def handled(handlers: Mapping[signal.Signals, Callable[[int, FrameType | None], None]]) -> Iterator[None]:
    """Let these functions take those signals while the block runs."""
    former = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
