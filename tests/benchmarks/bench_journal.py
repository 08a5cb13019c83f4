"""What the journal costs: CPU per step, per poll, and per line while it grows.

pytest -m benchmark -s tests/benchmarks/bench_journal.py
"""

import time
from collections.abc import Callable
from pathlib import Path

from figures import Figure

from imgfree import events, journal
from imgfree.clock import SystemClock
from imgfree.journal import Journal
from imgfree.redaction import Redactor

POLLS = 10_000
STEPS = 500
OUTPUTS = {"url": "https://cdn.example.com/reel.mp4", "render_id": "render_1774000300123", "size_bytes": 3_500_000}


def opened(folder: Path) -> Journal:
    """Return a journal that masks two secrets, as a cloud run does."""
    redactor = Redactor()
    redactor.add("nmv_usr_" + "x" * 43)
    redactor.add("0c6ee3a1-0d5f-4d5e-9d2a-5f7d0d2f8c11")
    return Journal(folder, clock=SystemClock(), redactor=redactor)


def cpu_ms(work: Callable[[], None], times: int) -> float:
    """Return the CPU time of one piece of work."""
    began_s = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began_s) * 1000 / times


def one_step(book: Journal) -> None:
    """Write what a paid step writes, syncs included."""
    with book.step("reel", "export"):
        book.emit(events.STEP_STARTED, attempt=1)
        book.emit(events.STEP_PLANNED, fingerprint="f" * 64)
        book.commit(events.STEP_INTENDED, render_id="render_1774000300123")
        book.emit(events.REQUEST_SENT, method="POST", host="h", path="/api/render/proxy/lambda")
        book.emit(events.RESPONSE_RECEIVED, method="POST", path="/api/render/proxy/lambda", status=200, duration_s=0.1)
        book.emit(events.STEP_ACCEPTED, render_id="render_1774000300123")
        book.commit(events.STEP_FINISHED, outcome="passed", attempt=1, duration_s=1.5, outputs=OUTPUTS)


def one_poll(book: Journal) -> None:
    """Write what a poll without news writes: nothing."""
    path = "/api/render/proxy/lambda/render_1774000300123"
    book.emit(events.REQUEST_SENT, method="GET", host="h", path=path)
    book.emit(events.RESPONSE_RECEIVED, method="GET", path=path, status=200, duration_s=0.1)
    book.emit(events.RENDER_POLLED, render_id="render_1774000300123", status="processing", progress_pct=42)


def test_a_step_costs_less_than_a_millisecond(tmp_path: Path, figure: Figure) -> None:
    """CPU time of the journal in one step: at most 1 ms, syncs included."""
    book = opened(tmp_path / "r")
    cost_ms = cpu_ms(lambda: one_step(book), STEPS)
    book.close()
    figure("a step of 7 events, 2 synced", f"{cost_ms:.3f} ms CPU")
    assert cost_ms <= 1.0


def test_polls_do_not_grow_dearer_nor_the_log(tmp_path: Path, figure: Figure) -> None:
    """10,000 polls: the last thousand cost what the first did, and the log holds one line of each sort."""
    book = opened(tmp_path / "r")
    with book.step("reel", "export"):
        costs_ms = [cpu_ms(lambda: one_poll(book), POLLS // 10) for _ in range(10)]
    book.close()
    size_bytes = (tmp_path / "r" / "events.jsonl").stat().st_size
    figure("the last of 10,000 polls", f"{costs_ms[-1]:.3f} ms CPU", ratio=costs_ms[-1] / costs_ms[0], of="the first")
    figure("log of 10,000 polls", f"{size_bytes} bytes")
    assert 3 == len(journal.read(tmp_path / "r"))
    assert min(costs_ms[5:]) <= 1.5 * min(costs_ms[:5])


def test_lines_do_not_grow_dearer(tmp_path: Path, figure: Figure) -> None:
    """10,000 written lines: the last thousand cost what the first did; reading them back is told."""
    book = opened(tmp_path / "r")
    with book.step("cut", "instruct"):
        costs_ms = [
            cpu_ms(lambda: book.emit(events.STREAM_MESSAGE_RECEIVED, message_kind="text"), 1000) for _ in range(10)
        ]
    book.close()
    reading_ms = cpu_ms(lambda: journal.fold(journal.read(tmp_path / "r")) and None, 1)
    figure("the last of 10,000 lines", f"{costs_ms[-1]:.3f} ms CPU", ratio=costs_ms[-1] / costs_ms[0], of="the first")
    figure("10,000 lines read back", f"{reading_ms:.0f} ms CPU")
    assert min(costs_ms[5:]) <= 1.5 * min(costs_ms[:5])
