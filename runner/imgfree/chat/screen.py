"""A conversation's events on the screen: words as they arrive, one line that says what is going on, no step talk."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from imgfree import wire
from imgfree.answers.gestures import spoken
from imgfree.chat.tongue import Tongue
from imgfree.steps import KINDS
from imgfree.terminal import size


class Foot(Protocol):
    """Whole lines, words without an end, and one live line below them."""

    def line(self, text: str) -> None:
        """Write one whole line."""

    def speak(self, words: str) -> None:
        """Write words as they are; the next line begins below them."""

    def begin(self, title: str) -> None:
        """Start the live line."""

    def tell(self, phase: str, detail: str = "", share: float | None = None) -> None:
        """Say what is being done, and how much of it is."""

    def end(self) -> None:
        """Take the live line away."""


class ChatScreen:
    """A sink of events. Nothing of a failure is shown: the conversation tells it once, in its own words."""

    def __init__(self, foot: Foot, tongue: Tongue, *, cloud: bool) -> None:
        self._foot = foot
        self._tongue = tongue
        self._cloud = cloud

    def __call__(self, record: Mapping[str, Any]) -> None:
        """Show one event, if it says anything to a person."""
        shower = getattr(self, f"_on_{str(record['event']).replace('.', '_')}", None)
        if shower is not None:
            shower(record)

    @contextmanager
    def reassured(self, every_s: float) -> Iterator[None]:
        """Say every so many real seconds, while the block runs, that work goes on, whatever else is said."""
        done = threading.Event()

        def remind() -> None:
            while not done.wait(every_s):
                self._tongue.say("still working")

        watch = threading.Thread(target=remind, name="imgfree-patience", daemon=True)
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join()

    def _on_token_obtained(self, record: Mapping[str, Any]) -> None:
        if self._cloud:
            self._tongue.say("account")

    def _on_session_lost(self, record: Mapping[str, Any]) -> None:
        self._tongue.say("session lost")

    def _on_step_started(self, record: Mapping[str, Any]) -> None:
        phase = KINDS[record["kind"]].phase()
        if phase:
            self._foot.begin(self._tongue.word(phase))

    def _on_step_finished(self, record: Mapping[str, Any]) -> None:
        self._foot.end()

    def _on_step_failed(self, record: Mapping[str, Any]) -> None:
        self._foot.end()

    def _on_words_received(self, record: Mapping[str, Any]) -> None:
        self._foot.speak(spoken(str(record["words"])))

    def _on_upload_progressed(self, record: Mapping[str, Any]) -> None:
        self._bytes(record["sent_bytes"], record["total_bytes"])

    def _on_download_progressed(self, record: Mapping[str, Any]) -> None:
        self._bytes(record["received_bytes"], record.get("total_bytes"))

    def _bytes(self, done: float, total: float | None) -> None:
        of = f" / {size(total)}" if total else ""
        self._foot.tell("", f"{size(done)}{of}", done / total if total else None)

    def _on_render_polled(self, record: Mapping[str, Any]) -> None:
        percent = float(record.get("progress_pct") or 0)
        if record.get("status") == wire.PENDING:
            self._foot.tell(self._tongue.word("queued"))
        else:
            self._foot.tell("", f"{percent:.0f} %", percent / 100)
