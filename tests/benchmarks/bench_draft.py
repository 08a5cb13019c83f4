"""How soon a draft is there: the shipped reel as `quality: draft`, against the time it plays.

pytest -m benchmark tests/benchmarks/bench_draft.py
"""

import statistics
import time
from pathlib import Path

from figures import ROUNDS, Figure
from reel import draft, photos

from imgfree.local.render import Output, render

REAL_TIME = 6  # how many times faster than it plays a draft is made on two cores


def test_a_draft_is_there_long_before_it_has_played(tmp_path: Path, figure: Figure) -> None:
    """A cold render at 360p takes at most a sixth of the film's length."""
    assets = photos(tmp_path)
    what = draft(assets)
    taken: list[float] = []
    for _ in range(ROUNDS):
        began_s = time.perf_counter()
        made = render(
            what,
            assets,
            Output(quality="low", height=360),
            tmp_path / "draft.mp4",
            on_progress=lambda share: None,
            cancelled=lambda: False,
        )
        taken.append(time.perf_counter() - began_s)
    ratio = statistics.median(taken) / made.duration_s
    figure("a draft, cold", f"{made.duration_s / statistics.median(taken):.0f} x real time", ratio=ratio, of="playing")
    assert ratio <= 1 / REAL_TIME
