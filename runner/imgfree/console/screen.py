"""Events as lines for a reader: one line a step, and on a terminal one live line below them."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TextIO

import click

from imgfree import schema, wire
from imgfree.console.live import Terminal
from imgfree.provenance import MOST_BYTES
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.steps import KINDS
from imgfree.terminal import one_line, size

MARKS = {"passed": "ok", "failed": "FAILED", "skipped": "skipped", "reused": "done before"}
_INDENT = " " * 9
COLORS = {"ok": "32", "FAILED": "31", "skipped": "2"}


@contextlib.contextmanager
def watched(app: App, log_format: str) -> Iterator[Audience]:
    """Yield who follows a run on stderr while the block runs: lines for a reader (text), or events (json)."""
    if log_format == "json":
        from imgfree import log  # structlog comes with it

        yield Audience([log.json_lines(sys.stderr)], warn=warn)
        return
    live = sys.stderr.isatty() and not app.settings.dumb_terminal
    screen = Screen(sys.stderr, live=live, color=live and app.settings.color, now_s=app.system.monotonic_s)
    with contextlib.closing(screen):
        yield Audience([screen], warn, warn)


def warn(text: str) -> None:
    """Write a line to stderr."""
    click.echo(text, err=True)


class Screen:
    """A sink that tells a person what happens; on a terminal (`live`) with one live line, in colour if `color`."""

    def __init__(self, stream: TextIO, *, live: bool, color: bool, now_s: Callable[[], float]) -> None:
        self._terminal = Terminal(stream, live=live, now_s=now_s)
        self._color = color
        self._title = ""
        self._backend = ""

    def __call__(self, record: Mapping[str, Any]) -> None:
        """Show one event, if it says anything to a person."""
        name = str(record["event"]).replace(".", "_")
        shower = getattr(self, f"_on_{name}", None)
        if shower is not None:
            shower(record)

    def line(self, text: str) -> None:
        """Write one whole line; a live line makes room for it."""
        self._terminal.line(text)

    def _marked(self, word: str, text: str) -> None:
        """Write the line of a step, `word` in its first column."""
        color = COLORS.get(word, "") if self._color else ""
        self._terminal.line(f"  {one_line(text)}", mark=f"{word:>7}", color=color)

    def close(self) -> None:
        """Leave nothing half-written on the terminal."""
        self._terminal.close()

    def _on_run_started(self, record: Mapping[str, Any]) -> None:
        self._backend = str(record["backend"])
        self.line(f"backend: {record['backend']} ({record['because']}){_heard(record)}")

    def _on_run_resumed(self, record: Mapping[str, Any]) -> None:
        self.line(f"backend: {record['backend']} (the interrupted run used it){_heard(record)}")

    def _on_engine_opened(self, record: Mapping[str, Any]) -> None:
        self.line(str(record["words"]))

    def _on_token_obtained(self, record: Mapping[str, Any]) -> None:
        if self._backend == "nemo":
            self.line(f"setting up: a free NemoVideo account, {wire.ANONYMOUS_CREDITS} credits, good for 7 days")

    def _on_step_started(self, record: Mapping[str, Any]) -> None:
        self._title = one_line(f"{record['step']} · {record.get('name') or record['kind']}")
        self._terminal.begin(self._title)

    def _on_step_finished(self, record: Mapping[str, Any]) -> None:
        outputs = record.get("outputs") or {}
        facts = KINDS[record["kind"]].told(outputs)
        self._terminal.end()
        for change in _silent_changes(outputs):
            self.line(f"         {change}")
        self._marked(MARKS[record["outcome"]], f"{self._title}  {record['duration_s']:.1f} s  {facts}".rstrip())

    def _on_step_skipped(self, record: Mapping[str, Any]) -> None:
        self._terminal.end()
        self._marked("skipped", f"{record['step']} · {record['because']}")

    def _on_step_failed(self, record: Mapping[str, Any]) -> None:
        """Tell the reason where the run goes on; where it ends, the error that ends it says why, once."""
        self._terminal.end()
        why = record["reason"] if record.get("goes_on") else f"{record['duration_s']:.1f} s"
        self._marked("FAILED", f"{record['step']} · {why}")

    def _on_step_retry_scheduled(self, record: Mapping[str, Any]) -> None:
        self._marked("again", f"{record['step']} in {record['wait_s']:g} s: {record['error']}")

    def _on_words_received(self, record: Mapping[str, Any]) -> None:
        """Show the agent's words at once, below the line of their step."""
        self._terminal.speak(str(record["words"]), indent=_INDENT)

    def _on_state_read(self, record: Mapping[str, Any]) -> None:
        if record.get("summary"):
            self.line(f"         {record['summary']}")
        elif "polls" in record:
            self._terminal.tell("waiting", f", {record['polls']} polls")

    def _on_step_accepted(self, record: Mapping[str, Any]) -> None:
        if schema.does(record["kind"], "edits"):
            self._terminal.tell("waiting for the agent")

    def _on_stream_waiting(self, record: Mapping[str, Any]) -> None:
        self.line(f"         ⏳ Still working… ({record['idle_s']:.0f} s without news)")

    def _on_wait_scheduled(self, record: Mapping[str, Any]) -> None:
        self._terminal.tell("waiting", f" {record['wait_s']:g} s")

    def _on_session_lost(self, record: Mapping[str, Any]) -> None:
        self.line("         the backend lost the session: a new one is open, the old timeline is gone")

    def _on_wish_overruled(self, record: Mapping[str, Any]) -> None:
        self.line(
            f"         the words ask for {record['asked']}, but {record['given']} is given: {record['given']} it is"
        )

    def _on_film_marked(self, record: Mapping[str, Any]) -> None:
        """Tell of a recipe that is in the film, or is too large for one; that every film tells a little is no news."""
        if record.get("too_large_bytes"):
            self.line(
                f"         the film does not carry its recipe: {record['too_large_bytes']:,} bytes with it, and "
                f"{MOST_BYTES:,} fit"
            )
        elif not record["size_bytes"]:
            self.line("         the film does not carry its recipe: MP4, MOV and WebM can, as they are usually written")
        elif record["carried"]:
            self.line(f"         the film carries its recipe, {size(record['size_bytes'])}")

    def _on_upload_progressed(self, record: Mapping[str, Any]) -> None:
        self._bytes("sending", record["sent_bytes"], record["total_bytes"])

    def _on_download_progressed(self, record: Mapping[str, Any]) -> None:
        self._bytes("receiving", record["received_bytes"], record.get("total_bytes"))

    def _bytes(self, phase: str, done: float, total: float | None) -> None:
        of = f" of {size(total)}" if total else ""
        self._terminal.tell(phase, f" {size(done)}{of}", done / total if total else None)

    def _on_render_polled(self, record: Mapping[str, Any]) -> None:
        percent = float(record.get("progress_pct") or 0)
        if record.get("status") == wire.PENDING:
            self._terminal.tell("waiting in the queue")
        else:
            self._terminal.tell("rendering", f" {percent:.0f} %", percent / 100)


def _heard(record: Mapping[str, Any]) -> str:
    return f"; the words are heard by {record['ear']}" if record.get("ear") else ""


_SHOWN_CHANGES = 8


def _silent_changes(outputs: Mapping[str, Any]) -> Sequence[str]:
    """Return what an edit changed where the agent has said nothing of it."""
    changes = [str(one) for one in outputs.get("changes") or () if outputs.get("silent")]
    more = len(changes) - _SHOWN_CHANGES
    return [*changes[:_SHOWN_CHANGES], f"and {more} more changes"] if more > 0 else changes
