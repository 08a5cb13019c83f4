"""The steps of a run as bars over its time, in percent of its length."""

from collections.abc import Sequence
from dataclasses import dataclass

from imgfree.report.texts import length
from imgfree.report.timeline import Tick, ticks
from imgfree.runs.times import Break, Piece

_NARROWEST_PCT = 0.4  # a step of a millisecond is still seen
_MOST_PIECES = 40


@dataclass(frozen=True)
class Bar:
    """A stretch of one step. `sort` is working, backend or waiting."""

    x_pct: float
    width_pct: float
    sort: str


@dataclass(frozen=True)
class Cut:
    """Where the run lay interrupted."""

    x_pct: float
    title: str


def bars(pieces: Sequence[Piece], whole_s: float) -> tuple[Bar, ...]:
    """Return a step's pieces as bars; more than can be told apart are joined."""
    if whole_s <= 0:
        return (Bar(0, _NARROWEST_PCT, pieces[0].sort),) if pieces else ()
    shown = _coarser(pieces, whole_s)
    found = []
    for piece in shown:
        width_pct = max(_NARROWEST_PCT, 100 * (piece.end_s - piece.start_s) / whole_s)
        x_pct = max(0.0, min(100 * piece.start_s / whole_s, 100 - width_pct))
        found.append(Bar(round(x_pct, 3), round(width_pct, 3), piece.sort))
    return tuple(found)


def axis(whole_s: float) -> tuple[Tick, ...]:
    """Return the marks above the bars."""
    found = ticks(whole_s) if whole_s > 0 else ()
    return found[:: 2 if len(found) > 6 else 1]


def cuts(breaks: Sequence[Break], whole_s: float) -> tuple[Cut, ...]:
    """Return where the run lay interrupted, and for how long."""
    return tuple(
        Cut(round(100 * one.at_s / whole_s, 3) if whole_s > 0 else 0.0, f"interrupted for {length(one.length_s)}")
        for one in breaks[:20]
    )


def _coarser(pieces: Sequence[Piece], whole_s: float) -> list[Piece]:
    """Return the pieces without those too short to be seen beside their neighbours; each takes the one before along."""
    shortest_s = 0.0 if len(pieces) <= 3 else whole_s * _NARROWEST_PCT / 100
    while True:
        found: list[Piece] = []
        for piece in pieces:
            last = found[-1] if found else None
            if last is not None and (last.sort == piece.sort or piece.end_s - piece.start_s < shortest_s):
                found[-1] = Piece(last.start_s, piece.end_s, last.sort)
            else:
                found.append(piece)
        if len(found) <= _MOST_PIECES:
            return found
        shortest_s = max(shortest_s * 2, whole_s / 1000)
