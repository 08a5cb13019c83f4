"""What is going on, told by rows from their own threads."""

from types import SimpleNamespace
from typing import Any

from imgfree import events
from imgfree.batches.board import Board, Counts
from imgfree.batches.ledger import Ended


def test_rows_come_and_go(told: Any) -> None:
    """What a row is at, and how many have which end."""
    board = Board(Counts(3), told)
    hear = board.begin("A", 5.0)
    hear({"event": events.STEP_STARTED, "step": "cut", "name": "Cut it"})
    assert ("A", 5.0, "Cut it") == ((row := board.running["A"]).key, row.since_s, row.doing)
    hear({"event": events.RENDER_POLLED, "status": "pending"})
    assert "waiting for the renderer" == board.running["A"].doing
    hear({"event": events.RENDER_POLLED, "progress_pct": 40})
    hear({"event": events.STATE_READ})
    assert "rendering 40 %" == board.running["A"].doing
    board.end(Ended("A", "A", "passed"))
    board.begin("B", 6.0)
    board.drop("B")
    board.end(Ended("C", "C", "failed"))
    assert ({}, 1, 1, 1) == (board.running, board.counts.passed, board.counts.failed, board.counts.left)
    assert ["A", "C"] == [row.key for row in told.rows]


def test_a_row_that_has_gone_says_nothing(told: Any) -> None:
    """Its last events may come late."""
    board = Board(Counts(1), told)
    hear = board.begin("A", 0.0)
    board.drop("A")
    hear({"event": events.RENDER_POLLED, "progress_pct": 1})
    assert {} == board.running


def test_pieces_are_summed(told: Any) -> None:
    """Of all films."""
    board = Board(Counts(2), told)
    for painted in (4, 1):
        board.made(SimpleNamespace(pieces=4, pieces_painted=painted))
    assert (8, 5) == (board.counts.pieces, board.counts.painted)
