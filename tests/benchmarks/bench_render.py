"""The shipped reel against what encoding alone costs, and against others doing the same task. One run, ratios.

    python tests/benchmarks/bench_render.py [--rounds 3] [--moviepy] [--ffmpeg PROGRAM] [--editly PROGRAM]

*Floor*: the same 360 frames, already made, through one encoder with all cores. Rounds are interleaved, so that a busy
machine is busy for all of them; the table shows medians and the ratio of medians. moviepy is in the extra `bench`.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.frame import VideoFrame
from peers import with_editly, with_ffmpeg, with_moviepy
from reel import draft, photos

from imgfree.local.assets import Asset
from imgfree.local.render import Output, render
from imgfree.local.render.encode import codec
from imgfree.local.render.frames import tag
from imgfree.local.render.picture import Painter
from imgfree.local.render.plan import plan


def ours(what: dict[str, Any], assets: dict[str, Asset], target: Path) -> None:
    """Render the reel as `imgfree run` does."""
    render(what, assets, Output(), target, on_progress=lambda share: None, cancelled=lambda: False)


def floor(what: dict[str, Any], assets: dict[str, Asset], target: Path) -> Callable[[], None]:
    """Return a function that only encodes, with all cores: the frames are made before it is called."""
    film = plan(what, assets, Output())
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


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--moviepy", action="store_true", help="compare with moviepy, too (extra `bench`); one round")
    options.add_argument("--ffmpeg", metavar="PROGRAM", help="compare with one graph of this ffmpeg, too")
    options.add_argument("--editly", metavar="PROGRAM", help="compare with this editly, too; one round")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assets = photos(folder)
        what = draft(assets)
        encode = floor(what, assets, folder / "floor.mp4")
        acts: dict[str, Callable[[], None]] = {
            "encoder floor": encode,
            "imgfree": lambda: ours(what, assets, folder / "ours.mp4"),
        }
        if chosen.ffmpeg:
            acts["ffmpeg zoompan"] = lambda: with_ffmpeg(assets, folder / "ffmpeg.mp4", chosen.ffmpeg)
        found: dict[str, list[tuple[float, float]]] = {label: [] for label in acts}
        for _ in range(chosen.rounds):
            for label, act in acts.items():
                found[label].append(timed(act))
        if chosen.moviepy:
            found["moviepy"] = [timed(lambda: with_moviepy(assets, folder / "moviepy.mp4"))]
        if chosen.editly:
            found["editly"] = [timed(lambda: with_editly(assets, folder / "editly.mp4", chosen.editly))]
        show(found)


def show(found: dict[str, list[tuple[float, float]]]) -> None:
    """Print medians and their ratio to the floor."""
    base = [statistics.median(one[index] for one in found["encoder floor"]) for index in (0, 1)]
    print(f"{'':16}{'wall s':>9}{'x floor':>9}{'cpu s':>9}{'x floor':>9}")
    for label, times in found.items():
        wall, cpu = (statistics.median(one[index] for one in times) for index in (0, 1))
        print(f"{label:16}{wall:9.2f}{wall / base[0]:9.2f}{cpu:9.2f}{cpu / base[1]:9.2f}")
    print(
        f"peak memory of this program: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
