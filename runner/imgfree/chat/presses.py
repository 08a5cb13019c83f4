"""Ctrl-C in a conversation: once to give up what is being done, twice to leave."""

import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Self

from imgfree.chat.room import Ended
from imgfree.runs.signals import endings, handled

_MOST_PRESSES = 3  # whoever presses on means it


@dataclass
class Presses:
    """How often Ctrl-C was pressed since the last line; once gives up what is being done, twice the conversation."""

    count: int = 0

    @classmethod
    @contextlib.contextmanager
    def counted(cls) -> Iterator[Self]:
        """Yield the count while the block runs. Each press interrupts; SIGTERM and SIGHUP end the conversation."""
        presses = cls()

        def press(number: int, frame: FrameType | None) -> None:
            presses.count += 1
            if presses.count > _MOST_PRESSES:
                os._exit(130)
            raise KeyboardInterrupt

        def end(number: int, frame: FrameType | None) -> None:
            raise Ended

        with handled({signal.SIGINT: press, **dict.fromkeys(endings(), end)}):
            yield presses
