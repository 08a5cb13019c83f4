"""A run's events read back: odd ones do no harm, and only our own are taken for ours."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree import events, past, seal
from imgfree.clock import SystemClock
from imgfree.journal import Journal
from imgfree.past import JournalDamaged, NotOurs
from imgfree.redaction import Redactor
from imgfree.seal import Seal


@pytest.fixture
def ours(tmp_path: Path) -> Seal:
    """Return the seal of a home."""
    return seal.lasting(tmp_path / "home")


@pytest.fixture
def run(tmp_path: Path, ours: Seal) -> Path:
    """Return the folder of a run of ours with four events."""
    book = Journal(tmp_path / "runs" / "r", clock=SystemClock(), redactor=Redactor(), sealed=ours)
    book.emit(events.RUN_STARTED, recipe="/r.yaml", steps=1, backend="local", because="asked")
    with book.step("cut", "instruct"):
        book.emit(events.STEP_STARTED, attempt=1)
        book.emit(events.STEP_FINISHED, outcome="passed", attempt=1, outputs={"text": "half \udcff a pair"})
    book.emit(events.RUN_FINISHED, outcome="passed")
    book.close()
    return tmp_path / "runs" / "r"


def test_a_run_is_known_by_its_beginning_and_its_end(run: Path) -> None:
    """What is resumed has no end until the next one; what never began has neither."""
    records: list[dict[str, Any]] = past.read(run)
    assert (records[0], records[-1]) == (past.start_of(records), past.end_of(records))
    assert "passed" == past.ENDS[past.end_of(records)["event"]]
    assert {} == past.end_of([*records, {"event": events.RUN_RESUMED}])
    assert ({}, {}) == (past.start_of(records[1:3]), past.end_of(records[:3]))


def test_what_we_wrote_is_ours(run: Path, ours: Seal) -> None:
    """All of it, also with an odd file name's half surrogate in it; the marks themselves are not shown."""
    log = past.our_log(run, ours)
    assert (True, 4) == (log.ours, len(log.records))
    assert "half \udcff a pair" == log.records[2]["outputs"]["text"]
    assert not any("mark" in record for record in log.records)
    assert log.records[0] == past.beginning(run)


def appended(lines: list[bytes]) -> list[bytes]:
    """Return them with an event of a stranger at the end."""
    record = json.loads(lines[-1]) | {"seq": 9, "event": "session.opened", "session_id": "elsewhere"}
    return [*lines, json.dumps(record).encode()]


def with_another_output(lines: list[bytes]) -> list[bytes]:
    """Return them with one step come to something else."""
    return [line.replace(b"half", b"both") for line in lines]


def said_twice(lines: list[bytes]) -> list[bytes]:
    """Return them with a genuine line once more."""
    return [*lines, lines[1]]


def without_marks(lines: list[bytes]) -> list[bytes]:
    """Return them as somebody writes them who has no key."""
    return [past.unmarked(line)[0] for line in lines]


def in_another_order(lines: list[bytes]) -> list[bytes]:
    """Return them backwards but for the first."""
    return [lines[0], *reversed(lines[1:])]


@pytest.mark.parametrize("change", [appended, with_another_output, said_twice, without_marks, in_another_order])
def test_one_foreign_line_makes_it_foreign(run: Path, ours: Seal, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """It is shown, and nothing of it is taken over."""
    path = run / past.EVENTS_FILE
    lines = change(path.read_bytes().splitlines())
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert (False, len(lines)) == (past.log(run, ours).ours, len(past.log(run, ours).records))
    with pytest.raises(NotOurs, match="not made by"):
        past.our_log(run, ours)


def test_a_copy_elsewhere_is_foreign(run: Path, ours: Seal, tmp_path: Path) -> None:
    """Also under another id in the same place, and with the key of another home where it was."""
    for copy in (tmp_path / "elsewhere" / "r", run.with_name("s")):
        shutil.copytree(run, copy)
        assert not past.log(copy, ours).ours
    assert not past.log(run, seal.lasting(tmp_path / "other")).ours


def test_a_stranger_cannot_be_gone_on_with(run: Path, ours: Seal) -> None:
    """The writer refuses, too, and leaves the log as it is."""
    path = run / past.EVENTS_FILE
    path.write_bytes(b"\n".join(without_marks(path.read_bytes().splitlines())) + b"\n")
    before = path.read_bytes()
    with pytest.raises(NotOurs):
        Journal(run, clock=SystemClock(), redactor=Redactor(), sealed=ours)
    assert before == path.read_bytes()


GOOD: dict[str, Any] = {"ts": "2026-11-22T10:15:30.000Z", "seq": 0, "event": "run.started", "run_id": "r"}
ODD_VALUES = (None, True, -1, 1.5, 10**30, "", "\ud800", [], [1], {}, {"a": {}}, [[[]]])


def written(folder: Path, content: bytes) -> Path:
    """Make a run folder with that log."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / past.EVENTS_FILE).write_bytes(content)
    return folder


@pytest.mark.parametrize("field", sorted({*past._FIELDS, "surprise"}))
def test_a_field_of_another_type_is_damage(tmp_path: Path, ours: Seal, field: str) -> None:
    """Every field of every type is either taken, or the line is named: nothing else is raised."""
    for value in ODD_VALUES:
        line = json.dumps({**GOOD, field: value}).encode() + b"\n"
        try:
            (record,) = past.log(written(tmp_path / "r", line), ours).records
        except JournalDamaged:
            continue
        assert value == record[field]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\n", b"null\n", b"[]\n", b'"run.started"\n', b"{}\n", b"\n\n",
        b"\0" * 100 + b"\n", b"[" * 100_000 + b"\n",
        b'{"event":' + b"[" * 300 + b"]" * 300 + b"}\n", json.dumps({**GOOD, "seq": float("nan")}).encode() + b"\n",
        json.dumps({**GOOD, "x": json.loads("[" * 200 + "]" * 200)}).encode() + b"\n",
        b'{"seq":' + b"9" * 10_000 + b"}\n", json.dumps({**GOOD, "event": "step.started"}).encode() + b"\n",
        json.dumps({**GOOD, "ts": "yesterday"}).encode() + b"\n",
        json.dumps({**GOOD, "ts": "0001-01-01"}).encode() + b"\n",
        json.dumps({**GOOD, "x": [0] * 3_000_000}).encode() + b"\n",
    ],
)  # fmt: skip
def test_bytes_that_are_no_event(tmp_path: Path, ours: Seal, content: bytes) -> None:
    """Whatever the bytes, it is one error that says so."""
    with pytest.raises(JournalDamaged):
        past.log(written(tmp_path / "r", content), ours)
    assert past.beginning(tmp_path / "r") is None


@pytest.mark.parametrize("sort", ["pipe", "folder", "link", "dangling", "huge", "device", "linked run"])
def test_what_is_no_plain_file(tmp_path: Path, ours: Seal, sort: str) -> None:
    """Nobody waits for a pipe, reads two gigabytes, or follows a link; the run is still one in the list."""
    run = tmp_path / "runs" / "r"
    path = run / past.EVENTS_FILE
    if sort == "linked run":
        (written(tmp_path / "other", json.dumps(GOOD).encode() + b"\n"))
        run.parent.mkdir()
        run.symlink_to("../other")
    else:
        run.mkdir(parents=True)
    if sort == "pipe":
        os.mkfifo(path)
    elif sort == "folder":
        path.mkdir()
    elif sort == "huge":
        with path.open("wb") as file:
            file.truncate(2_000_000_000)
    elif sort != "linked run":
        path.symlink_to({"link": __file__, "dangling": "nowhere", "device": "/dev/zero"}[sort])
    with pytest.raises(JournalDamaged, match="no event log"):
        past.log(run, ours)
    assert [run] == past.folders(tmp_path / "runs")
    assert past.beginning(run) is None
