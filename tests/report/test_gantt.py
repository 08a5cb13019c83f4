"""Steps as bars over the time of a run."""

from imgfree.report import gantt
from imgfree.runs import times


def test_bars_cover_the_whole_and_stay_inside() -> None:
    """A thousand short pieces become few bars, in order, none outside the axis."""
    pieces = [times.Piece(n / 10, (n + 1) / 10, ("working", "backend")[n % 2]) for n in range(1000)]
    bars = gantt.bars(pieces, 100.0)
    assert 0 < len(bars) <= 40
    assert all(0 <= bar.x_pct and bar.x_pct + bar.width_pct <= 100.001 for bar in bars)
    assert (gantt.Bar(99.6, 0.4, "working"),) == gantt.bars([times.Piece(100, 100, "working")], 100.0)
