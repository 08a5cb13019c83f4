"""A batch as a person sees it go."""

import io
from typing import Any

from imgfree.batches.board import Board, Counts
from imgfree.batches.ledger import Ended
from imgfree.batches.screen import BatchScreen


class Hand:
    """A clock that a test turns."""

    now_s = 0.0


def screen(counts: Counts, *, live: bool = False) -> tuple[BatchScreen, Board, io.StringIO, Hand]:
    """Return a screen of such a batch, what is written to it, and its clock."""
    out, hand = io.StringIO(), Hand()
    found = BatchScreen(out, live=live, color=False, now_s=lambda: hand.now_s)
    board = Board(counts, found)
    return found, board, out, hand


def end(board: Board, *rows: Ended) -> None:
    """End these rows."""
    for row in rows:
        board.end(row)


def test_few_rows_have_a_line_each() -> None:
    """Good ones and bad ones."""
    found, board, out, _ = screen(Counts(2))
    found.begin(board)
    end(board, Ended("A", "A", "passed", 2.0), Ended("B", "B", "failed", error="no\nphoto", at="a.yaml:1:1"))
    found.close()
    assert ["     ok  A  2.0 s", " FAILED  B · no\\nphoto (a.yaml:1:1)"] == out.getvalue().splitlines()


def test_many_rows_are_told_now_and_then() -> None:
    """Without a terminal: bad ones at once, all together twice a minute."""
    found, board, out, hand = screen(Counts(100))
    found.begin(board)
    for number in range(4):
        hand.now_s += 20.0
        end(board, Ended(str(number), str(number), "passed", 2.0))
    found.close()
    told = [
        "2 of 100 done, 0 running, 98 left · 40 s, about 32:40 left",
        "4 of 100 done, 0 running, 96 left · 1:20, about 32:00 left",
    ]
    assert told == out.getvalue().splitlines()


def test_a_terminal_has_a_line_for_each_row_under_way() -> None:
    """And one for the whole, with credits where they are known."""
    found, board, _, hand = screen(Counts(20, passed=3, before=1, credits=2.0), live=True)
    found.begin(board)
    board.begin("A", 0.0)
    board.begin("B", 5.0)
    board.running["B"].doing = "rendering 40 %"
    hand.now_s = 10.0
    whole = "3 of 20 done, 2 running, 15 left · 10 s, about 1:25 left · 2 credits"
    assert ["  A · begins  10 s", "  B · rendering 40 %  5 s", whole] == found._lines()
    found.close()


def test_a_crowd_is_counted() -> None:
    """Twelve lines at most."""
    found, board, _, _ = screen(Counts(50), live=True)
    found.begin(board)
    for number in range(15):
        board.begin(str(number), float(number))
    lines: list[Any] = found._lines()
    found.close()
    assert (14, "  … and 3 more") == (len(lines), lines[12])
