"""The shipped reel against what encoding alone costs, and against others doing the same task. One run, ratios.

    pytest -m benchmark tests/benchmarks/bench_render.py

*Floor*: the same 360 frames, already made, through one encoder with all cores. Rounds are interleaved, so that a busy
machine is busy for all of them; the table shows medians and the ratio of medians. moviepy
takes part where it is installed (extra `bench`), an ffmpeg and an editly where `BENCH_FFMPEG` and `BENCH_EDITLY` name
their programs.
"""

import importlib.util
import os
import resource
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.frame import VideoFrame
from figures import ROUNDS, Figure
from peers import with_editly, with_ffmpeg, with_moviepy
from reel import draft, dressed, photos

from imgfree.local.assets import Asset
from imgfree.local.render import Output, render
from imgfree.local.render.arrangement import settled
from imgfree.local.render.encode import codec
from imgfree.local.render.frames import tag
from imgfree.local.render.picture import Painter
from imgfree.local.render.plan import plan


def ours(what: dict[str, Any], assets: dict[str, Asset], target: Path) -> None:
    """Render the reel as `imgfree run` does."""
    render(what, assets, Output(), target, on_progress=lambda share: None, cancelled=lambda: False)


def floor(what: dict[str, Any], assets: dict[str, Asset], target: Path) -> Callable[[], None]:
    """Return a function that only encodes, with all cores: the frames are made before it is called."""
    film = settled(plan(what, assets, Output()), assets)
    with closing(Painter(film, assets)) as painter:
        made: list[VideoFrame] = list(painter.frames(0, film.frames))

    def encode() -> None:
        how = codec(Output())
        with av.open(str(target), "w", container_options=how.container_options) as container:
            stream = container.add_stream(how.video, rate=film.fps, options=dict(how.options))
            stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
            stream.codec_context.gop_size = 2 * film.fps
            stream.codec_context.thread_count = 0
            tag(stream.codec_context)
            for number, frame in enumerate(made):
                frame.pts, frame.time_base = number, Fraction(1, film.fps)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))

    return encode


def timed(act: Callable[[], None]) -> tuple[float, float]:
    """Return wall and CPU seconds, those of child programs included."""

    def cpu_s() -> float:
        usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in usages)

    wall, cpu = time.perf_counter(), cpu_s()
    act()
    return time.perf_counter() - wall, cpu_s() - cpu


def test_the_shipped_reel_costs_little_more_than_its_encoding(tmp_path: Path, figure: Figure) -> None:
    """Wall time is at most 1.25 of the encoder's alone (1.05 on a quiet machine), CPU time at most 1.5 of it."""
    assets = photos(tmp_path)
    what = draft(assets)
    acts: dict[str, Callable[[], None]] = {
        "encoder floor": floor(what, assets, tmp_path / "floor.mp4"),
        "imgfree": lambda: ours(what, assets, tmp_path / "ours.mp4"),
    }
    if program := os.environ.get("BENCH_FFMPEG"):
        acts["ffmpeg zoompan"] = lambda: with_ffmpeg(assets, tmp_path / "ffmpeg.mp4", program)
    found: dict[str, list[tuple[float, float]]] = {label: [] for label in acts}
    for _ in range(ROUNDS):
        for label, act in acts.items():
            found[label].append(timed(act))
    if importlib.util.find_spec("moviepy"):
        found["moviepy"] = [timed(lambda: with_moviepy(assets, tmp_path / "moviepy.mp4"))]
    if editly := os.environ.get("BENCH_EDITLY"):
        found["editly"] = [timed(lambda: with_editly(assets, tmp_path / "editly.mp4", editly))]
    medians = {
        label: [statistics.median(one[index] for one in times) for index in (0, 1)] for label, times in found.items()
    }
    for label, (wall, cpu) in medians.items():
        figure(f"{label}, wall", f"{wall:.2f} s", ratio=wall / medians["encoder floor"][0], of="floor")
        figure(f"{label}, CPU", f"{cpu:.2f} s", ratio=cpu / medians["encoder floor"][1], of="floor")
    assert medians["imgfree"][0] <= 1.25 * medians["encoder floor"][0]
    assert medians["imgfree"][1] <= 1.5 * medians["encoder floor"][1]


def test_captions_a_logo_and_cards_cost_little_more(tmp_path: Path, figure: Figure) -> None:
    """The same reel on cards, with captions and a logo: wall time is at most 1.25 of its own encoder floor."""
    what, assets = dressed(photos(tmp_path), tmp_path)
    acts = {
        "dressed, encoder floor": floor(what, assets, tmp_path / "floor.mp4"),
        "dressed, imgfree": lambda: ours(what, assets, tmp_path / "ours.mp4"),
    }
    found: dict[str, list[tuple[float, float]]] = {label: [] for label in acts}
    for _ in range(ROUNDS):
        for label, act in acts.items():
            found[label].append(timed(act))
    medians = {label: [statistics.median(one[n] for one in times) for n in (0, 1)] for label, times in found.items()}
    base = medians["dressed, encoder floor"]
    for label, (wall, cpu) in medians.items():
        figure(f"{label}, wall", f"{wall:.2f} s", ratio=wall / base[0], of="its floor")
        figure(f"{label}, CPU", f"{cpu:.2f} s", ratio=cpu / base[1], of="its floor")
    assert medians["dressed, imgfree"][0] <= 1.25 * base[0]
