"""A film with music of a library, cut on its beats, against the same film in silence. One run, ratios.

pytest -m benchmark tests/benchmarks/bench_music.py
"""

import statistics
import time
from pathlib import Path

from figures import ROUNDS, Figure
from reel import photos

from imgfree.local.director import direct
from imgfree.local.draft_files import with_files
from imgfree.local.music.library import Library, of_this_machine
from imgfree.local.music.listen import heard
from imgfree.local.render import Output, render

MOST = 1.25  # of the silent film's time


def test_music_costs_little(tmp_path: Path, figure: Figure) -> None:
    """From the sentence to the file, cold, 20 seconds at 720p: at most a quarter more than without."""
    assets = photos(tmp_path)
    taken: dict[str, list[float]] = {"": [], " with happy music, cut on the beat": []}
    for _ in range(ROUNDS):
        for more, times in taken.items():
            library: Library = of_this_machine(heard)
            began_s = time.perf_counter()
            reply = direct(f"a 20 second vertical film, hard cuts{more}", list(assets.values()), [], library=library)
            assert reply.draft is not None
            with_files(render, library.assets)(
                reply.draft,
                assets,
                Output(height=720),
                tmp_path / "film.mp4",
                on_progress=lambda share: None,
                cancelled=lambda: False,
            )
            times.append(time.perf_counter() - began_s)
    silent, sung = (statistics.median(times) for times in taken.values())
    figure("a film with music, cold", f"{sung:.1f} s", ratio=sung / silent, of="the same in silence")
    assert sung <= MOST * silent
