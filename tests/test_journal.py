"""The event log as the run's memory."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imgfree import events, journal
from imgfree.clock import SystemClock
from imgfree.errors import SetupError
from imgfree.journal import Journal, JournalDamaged
from imgfree.redaction import Redactor


def book(folder: Path, redactor: Redactor | None = None) -> Journal:
    """Return a journal with the real clock."""
    return Journal(folder, clock=SystemClock(), redactor=redactor or Redactor())


def test_events_are_numbered_and_bound_to_their_step(tmp_path: Path) -> None:
    """Every event carries ts, seq, event and run_id; inside a step also step and kind."""
    written = book(tmp_path / "r1")
    written.emit(events.RUN_STARTED, backend="local")
    with written.step("cut", "instruct"):
        written.emit(events.STEP_STARTED, attempt=1)
    written.emit(events.RUN_FINISHED, outcome="passed")
    written.close()
    found = journal.read(tmp_path / "r1")
    assert [0, 1, 2] == [record["seq"] for record in found]
    assert {"r1"} == {record["run_id"] for record in found}
    assert ("cut", "instruct") == (found[1]["step"], found[1]["kind"])
    assert "step" not in found[2]


def test_transient_events_are_shown_but_not_written(tmp_path: Path) -> None:
    """Progress reaches the sinks and leaves no line."""
    shown: list[str] = []
    written = Journal(
        tmp_path / "r", clock=SystemClock(), redactor=Redactor(), sinks=[lambda record: shown.append(record["event"])]
    )
    written.emit(events.UPLOAD_PROGRESSED, sent_bytes=1, total_bytes=2)
    written.emit(events.RUN_FINISHED, outcome="passed")
    written.close()
    assert [events.UPLOAD_PROGRESSED, events.RUN_FINISHED] == shown
    assert [events.RUN_FINISHED] == [record["event"] for record in journal.read(tmp_path / "r")]


def test_secrets_do_not_reach_the_log(tmp_path: Path) -> None:
    """A known secret is masked wherever it stands in a field."""
    redactor = Redactor()
    redactor.add('nmv_usr_"a/b')
    written = book(tmp_path / "r", redactor)
    written.emit(events.RUN_STARTED, sets={"note": 'x nmv_usr_"a/b y'}, urls=["http://h/?t=nmv_usr_%22a%2Fb"])
    written.close()
    text = (tmp_path / "r" / "events.jsonl").read_text(encoding="utf-8")
    assert "a/b" not in text
    assert "a%2Fb" not in text
    assert 2 == text.count("***")


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_torn_last_line_is_dropped_and_written_over(tmp_path: Path, cut: int) -> None:
    """Wherever a crash cuts the last line, the log opens, loses only that line, and goes on."""
    written = book(tmp_path / "r")
    written.emit(events.RUN_STARTED, backend="local")
    written.emit(events.RUN_FINISHED, outcome="passed")
    written.close()
    path = tmp_path / "r" / "events.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert [0] == [record["seq"] for record in journal.read(tmp_path / "r")]
    again = book(tmp_path / "r")
    again.emit(events.RUN_RESUMED)
    again.close()
    found = journal.read(tmp_path / "r")
    assert [(0, events.RUN_STARTED), (1, events.RUN_RESUMED)] == [(record["seq"], record["event"]) for record in found]


def test_a_damaged_middle_line_is_named(tmp_path: Path) -> None:
    """Garbage before the last line is refused with its line number."""
    written = book(tmp_path / "r")
    for _ in range(3):
        written.emit(events.RUN_RESUMED)
    written.close()
    path = tmp_path / "r" / "events.jsonl"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], "gar{bage", lines[2]]) + "\n")
    with pytest.raises(JournalDamaged, match="events.jsonl:2 "):
        journal.read(tmp_path / "r")


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """Only one process writes a run at a time."""
    first = book(tmp_path / "r")
    with pytest.raises(SetupError, match="working on run r"):
        book(tmp_path / "r")
    first.close()
    book(tmp_path / "r").close()


WRITER = """
import sys
from pathlib import Path
from imgfree.clock import SystemClock
from imgfree.journal import Journal
from imgfree.redaction import Redactor
book = Journal(Path(sys.argv[1]), clock=SystemClock(), redactor=Redactor())
number = 0
while True:
    book.emit("run.resumed", number=number)
    number += 1
"""


def test_the_lock_and_every_event_survive_a_kill(tmp_path: Path) -> None:
    """After kill -9 the log holds whole events in order, and the next writer gets in at once."""
    path = tmp_path / "r" / "events.jsonl"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "r")]) as process:
        while not path.exists() or path.stat().st_size < 20_000:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    found = journal.read(tmp_path / "r")
    assert list(range(len(found))) == [record["number"] for record in found]
    book(tmp_path / "r").close()


def test_an_unwritable_folder_is_a_clear_error(tmp_path: Path) -> None:
    """A run folder that cannot be made names itself and the setting that moves it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match="cannot be written") as caught:
        book(tmp_path / "file" / "r")
    assert "IMGFREE_RUNS_DIR" in (caught.value.hint or "")


FILLER = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_full_disk_stops_the_run(tmp_path: Path) -> None:
    """An event that cannot be written is an error, not a loss."""
    script = [sys.executable, "-c", FILLER + WRITER, str(tmp_path / "r")]
    ended = subprocess.run(script, capture_output=True, text=True, timeout=240, check=False)
    assert "SetupError: the event log" in ended.stderr
    found = journal.read(tmp_path / "r")
    assert list(range(len(found))) == [record["number"] for record in found]
    assert len(found) > 10


def test_a_write_that_failed_leaves_no_half_line(tmp_path: Path) -> None:
    """What did not fit is cut off, nothing is written after it, and the next writer goes on cleanly."""
    script = [sys.executable, "-c", FILLER + STUBBORN, str(tmp_path / "r")]
    ended = subprocess.run(script, capture_output=True, text=True, timeout=240, check=False)
    assert "3 refusals\n" == ended.stdout
    assert (tmp_path / "r" / "events.jsonl").read_bytes().endswith(b"}\n")
    count = len(journal.read(tmp_path / "r"))
    again = book(tmp_path / "r")
    again.emit(events.RUN_RESUMED)
    again.close()
    assert count + 1 == len(journal.read(tmp_path / "r"))


STUBBORN = """
import sys
from pathlib import Path
from imgfree.clock import SystemClock
from imgfree.errors import SetupError
from imgfree.journal import Journal
from imgfree.redaction import Redactor
book = Journal(Path(sys.argv[1]), clock=SystemClock(), redactor=Redactor())
refused = 0
while refused < 3:
    try:
        book.emit("run.resumed", text="x" * 50 if refused else "x" * 500)
    except SetupError:
        refused += 1
print(refused, "refusals")
"""


class Backwards:
    """A clock that is set back an hour at every look."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def now_s(self) -> float:
        """Return a time before the last one."""
        self.now -= 3600
        return self.now

    monotonic_s = protocol_s = now_s

    def real_s(self, protocol_s: float) -> float:
        """Return the same."""
        return protocol_s

    def wait(self, protocol_s: float) -> None:
        """Return at once."""


def test_a_clock_that_is_set_back_does_no_harm(tmp_path: Path) -> None:
    """`ts` falls, `seq` rises, the marks are folded in their order, and no quiet time is negative."""
    clock = Backwards()
    written = Journal(tmp_path / "r", clock=clock, redactor=Redactor())
    with written.step("cut", "instruct"):
        for number in range(3):
            written.emit(events.STEP_INTENDED, chars=number)
    written.close()
    found = journal.read(tmp_path / "r")
    assert [0, 1, 2] == [record["seq"] for record in found]
    assert found[0]["ts"] > found[2]["ts"]
    marks = journal.fold(found)["cut"]
    assert 2 == (marks.intended or {})["chars"]
    assert 0.0 == marks.quiet_s(clock.now_s())


def test_polls_without_news_leave_no_lines(tmp_path: Path) -> None:
    """10,000 polls are all shown and leave a line for each thing that changed; sent words are always written."""
    shown: list[str] = []
    written = Journal(
        tmp_path / "r", clock=SystemClock(), redactor=Redactor(), sinks=[lambda record: shown.append(record["event"])]
    )
    with written.step("reel", "export"):
        for number in range(10_000):
            written.emit(events.REQUEST_SENT, method="GET", path="/api/render/proxy/lambda/x")
            written.emit(events.RESPONSE_RECEIVED, method="GET", path="/api/render/proxy/lambda/x", status=200)
            written.emit(events.RENDER_POLLED, render_id="x", status="processing", progress_pct=number / 100)
        for _ in range(2):
            written.emit(events.REQUEST_SENT, method="POST", path="/run_sse")
    written.close()
    assert 30_002 == len(shown)
    found = [record["event"] for record in journal.read(tmp_path / "r")]
    assert 10 == found.count(events.RENDER_POLLED)
    assert 3 == found.count(events.REQUEST_SENT)
    assert 1 == found.count(events.RESPONSE_RECEIVED)


def test_an_unknown_outcome_can_be_settled(tmp_path: Path) -> None:
    """Taken for done, the marks stay; to be sent again, they are forgotten; a refused intent is none."""
    written = book(tmp_path / "r")
    for name, how in (("done", "accept"), ("again", "resend")):
        with written.step(name, "instruct"):
            written.emit(events.STEP_INTENDED, chars=3)
            written.emit(events.STEP_ACCEPTED)
            written.emit(events.STEP_SETTLED, how=how)
    with written.step("refused", "instruct"):
        written.emit(events.STEP_INTENDED, chars=3)
        written.emit(events.STEP_WITHDRAWN)
    written.close()
    marks = journal.fold(journal.read(tmp_path / "r"))
    assert marks["done"].settled
    assert (None, []) == (marks["again"].intended, marks["again"].accepted)
    assert marks["refused"].intended is None


def test_marks_are_folded_by_step(tmp_path: Path) -> None:
    """Reading back tells what each step planned, intended, got accepted and finished with."""
    written = book(tmp_path / "r")
    with written.step("cut", "instruct"):
        written.emit(events.STEP_PLANNED, fingerprint="f")
        written.commit(events.STEP_INTENDED, chars=3)
        written.emit(events.STEP_ACCEPTED)
    with written.step("get", "download"):
        written.emit(events.STEP_FINISHED, outputs={"path": "a.mp4"})
    written.close()
    marks = journal.fold(journal.read(tmp_path / "r"))
    assert "f" == (marks["cut"].planned or {})["fingerprint"]
    assert marks["cut"].intended is not None
    assert 1 == len(marks["cut"].accepted)
    assert marks["cut"].finished is None
    assert {"path": "a.mp4"} == marks["get"].finished


def test_events_written_have_names_in_the_schema() -> None:
    """The schema's list of events is the module's, but for the transient ones."""
    names = {value for name, value in vars(events).items() if name.isupper() and isinstance(value, str)}
    schema = json.loads((Path(__file__).parents[1] / "schemas" / "event.schema.json").read_text(encoding="utf-8"))
    assert names - events.TRANSIENT == set(schema["properties"]["event"]["enum"])
