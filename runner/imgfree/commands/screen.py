"""Events as lines for a reader: one line a step, and on a terminal one live line below them."""

import shutil
from collections.abc import Mapping
from typing import Any, TextIO

MARKS = {"passed": "ok", "failed": "FAILED", "skipped": "skipped", "reused": "done before"}


def size(count: float) -> str:
    """Return a number of bytes as people write it."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


class Screen:
    """A sink that tells a person what happens; `live` rewrites the last line in place."""

    def __init__(self, stream: TextIO, *, live: bool) -> None:
        self._stream = stream
        self._live = live
        self._shown = ""
        self._title = ""
        self._words = ""

    def __call__(self, record: Mapping[str, Any]) -> None:
        """Show one event, if it says anything to a person."""
        name = str(record["event"]).replace(".", "_")
        if name.startswith(("step_", "run_", "state_")):
            self._end_words()
        shower = getattr(self, f"_on_{name}", None)
        if shower is not None:
            shower(record)

    def line(self, text: str) -> None:
        """Write one whole line; a live line makes room for it."""
        self._wipe()
        self._stream.write(text + "\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave nothing half-written on the terminal."""
        self._end_words()
        self._wipe()

    def _update(self, text: str) -> None:
        if not self._live:
            return
        self._wipe()
        width = shutil.get_terminal_size().columns - 1
        self._shown = text[:width]
        self._stream.write(self._shown)
        self._stream.flush()

    def _wipe(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._shown = ""

    def _on_run_started(self, record: Mapping[str, Any]) -> None:
        self.line(f"backend: {record['backend']} ({record['because']})")

    def _on_run_resumed(self, record: Mapping[str, Any]) -> None:
        self.line(f"backend: {record['backend']} (the interrupted run used it)")

    def _on_step_started(self, record: Mapping[str, Any]) -> None:
        self._title = f"{record['step']} · {record.get('name') or record['kind']}"
        self._update(f"{self._title} …")

    def _on_step_finished(self, record: Mapping[str, Any]) -> None:
        facts = _facts(str(record["kind"]), record.get("outputs") or {})
        self.line(f"{MARKS[record['outcome']]:>7}  {self._title}  {record['duration_s']:.1f} s  {facts}".rstrip())

    def _on_step_skipped(self, record: Mapping[str, Any]) -> None:
        self.line(f"skipped  {record['step']} · {record['because']}")

    def _on_step_failed(self, record: Mapping[str, Any]) -> None:
        self.line(f" FAILED  {record['step']} · {record['reason']}")

    def _on_step_retry_scheduled(self, record: Mapping[str, Any]) -> None:
        self.line(f"  again  {record['step']} in {record['wait_s']:g} s: {record['error']}")

    def _on_words_received(self, record: Mapping[str, Any]) -> None:
        """Show the agent's words as they stream; a line is written when it is whole."""
        *lines, self._words = (self._words + str(record["words"])).split("\n")
        for text in lines:
            if text.strip():
                self.line(f"         {text}")
        self._update(f"         {self._words}")

    def _end_words(self) -> None:
        if self._words.strip():
            self.line(f"         {self._words}")
        self._words = ""

    def _on_state_read(self, record: Mapping[str, Any]) -> None:
        if record.get("summary"):
            self.line(f"         {record['summary']}")

    def _on_stream_waiting(self, record: Mapping[str, Any]) -> None:
        self.line(f"         ⏳ Still working… ({record['idle_s']:.0f} s without news)")

    def _on_wait_scheduled(self, record: Mapping[str, Any]) -> None:
        if record.get("because"):
            self.line(f"         waiting {record['wait_s']:g} s: {record['because']}")

    def _on_session_lost(self, record: Mapping[str, Any]) -> None:
        self.line("         the backend lost the session: a new one is open, the old timeline is gone")

    def _on_upload_progressed(self, record: Mapping[str, Any]) -> None:
        self._update(f"{self._title} … {size(record['sent_bytes'])} of {size(record['total_bytes'])}")

    def _on_download_progressed(self, record: Mapping[str, Any]) -> None:
        total = record.get("total_bytes")
        of = f" of {size(total)}" if total else ""
        self._update(f"{self._title} … {size(record['received_bytes'])}{of}")

    def _on_render_polled(self, record: Mapping[str, Any]) -> None:
        self._update(f"{self._title} … {record.get('status')} {float(record.get('progress_pct') or 0):.0f} %")


def _facts(kind: str, outputs: Mapping[str, Any]) -> str:
    """Return what is worth saying of a finished step, in a few words."""
    match kind:
        case "upload":
            files = outputs.get("files", [])
            total_bytes = sum(file.get("size_bytes") or 0 for file in files)
            return f"{len(files)} file{'s' if len(files) != 1 else ''}, {size(total_bytes)}"
        case "export":
            return f"{outputs.get('duration_s') or 0:.1f} s of video, {size(outputs.get('size_bytes') or 0)}"
        case "download":
            return f"{outputs['path']}, {size(outputs['size_bytes'])}"
        case "credits":
            return f"{outputs['available']} of {outputs['total']} credits"
        case "wait_state":
            return f"{outputs['polls']} poll{'s' if outputs['polls'] != 1 else ''}"
        case _:
            return "silent edit" if outputs.get("silent") else ""
