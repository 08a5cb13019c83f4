"""Every event goes through one chain: redacted, stamped, stored, shown."""

import io
import json
import threading
from typing import Any

from imgfree import log
from imgfree.clock import SystemClock
from imgfree.events import Record
from imgfree.redaction import MASK, Redactor

SECRET = "nmv_usr_0123456789abcdef"


class Kept:
    """A store in memory: what was written, and what had been shown when it was synced."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.shown: list[Record] = []
        self.synced: list[int] = []

    def write(self, record: Record) -> Record:
        """Keep the record, numbered."""
        self.records.append({**record, "seq": len(self.records)})
        return self.records[-1]

    def sync(self) -> None:
        """Remember how much had been shown."""
        self.synced.append(len(self.shown))


def logged(kept: Kept) -> log.RunLog:
    """Return a log that keeps and shows."""
    redactor = Redactor()
    redactor.add(SECRET)
    return log.chain(kept, run_id="r", clock=SystemClock(), redactor=redactor, sinks=[kept.shown.append])


def test_the_bound_step_comes_with_every_event() -> None:
    """What is bound stands before the fields, and the log that it was bound from knows nothing of it."""
    kept = Kept()
    plain = logged(kept)
    plain.bind(step="cut", kind="instruct").emit("step.started", attempt=1)
    plain.emit("run.finished", outcome="passed")
    assert ["ts", "event", "run_id", "step", "kind", "attempt", "seq"] == list(kept.records[0])
    assert ["ts", "event", "run_id", "outcome", "seq"] == list(kept.records[1])


def test_nothing_is_stored_or_shown_unmasked() -> None:
    """A secret is masked before the store or a sink sees the event, in names of fields as well."""
    kept = Kept()
    logged(kept).emit("request.sent", headers={SECRET: [f"Bearer {SECRET}"]})
    assert SECRET not in json.dumps([kept.records, kept.shown])
    assert {MASK: [f"Bearer {MASK}"]} == kept.shown[0]["headers"]


def test_a_committed_event_is_shown_when_it_is_on_the_disk() -> None:
    """The store is synced before the sinks see a committed event, and not at all for others."""
    kept = Kept()
    plain = logged(kept)
    plain.emit("step.started")
    plain.commit("step.intended")
    assert [1] == kept.synced
    assert ["step.started", "step.intended"] == [record["event"] for record in kept.shown]


def test_threads_store_one_after_the_other() -> None:
    """Four threads that log at once lose nothing and get a number each."""
    kept = Kept()
    plain = logged(kept)
    threads = [threading.Thread(target=lambda: [plain.emit("request.sent") for _ in range(250)]) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert list(range(1000)) == [record["seq"] for record in kept.records]


def test_json_lines_leave_out_what_is_only_shown() -> None:
    """An event without a number is progress: a program that reads events gets what the journal has."""
    stream = io.StringIO()
    show = log.json_lines(stream)
    records: list[dict[str, Any]] = [{"event": "upload.progressed"}, {"seq": 0, "event": "run.started", "name": "é"}]
    for record in records:
        show(record)
    assert records[1:] == [json.loads(line) for line in stream.getvalue().splitlines()]
    assert "é" in stream.getvalue()
