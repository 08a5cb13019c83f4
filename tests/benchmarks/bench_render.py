"""The shipped reel against what encoding alone costs, and against moviepy doing the same task. One run, ratios.

    python tests/benchmarks/bench_render.py [--rounds 3] [--moviepy]

*Floor*: the same 360 frames, already made, through the same writer. Rounds are interleaved, so that a busy machine
is busy for all of them; the table shows medians and the ratio of medians. moviepy is in the extra `bench`.
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
import numpy as np
from av.video.frame import VideoFrame
from PIL import Image

from imgfree.local.assets import Asset
from imgfree.local.render import Output, render
from imgfree.local.render.encode import codec
from imgfree.local.render.frames import tag
from imgfree.local.render.picture import Painter
from imgfree.local.render.plan import plan

SECONDS, FPS, SLOT_MS = 12, 30, 4333
TITLE = "Summer Sale"


def photos(folder: Path) -> dict[str, Asset]:
    """Return three photos of 12 megapixels with detail like a camera's."""
    made = {}
    for number in range(3):
        path = folder / f"photo-{number}.jpg"
        random = np.random.default_rng(number)
        soft = Image.fromarray(random.integers(0, 255, (50, 38, 3), np.uint8)).resize(
            (3000, 4000), Image.Resampling.BICUBIC
        )
        detail = random.normal(0, 5, (4000, 3000, 1))
        Image.fromarray(np.clip(np.asarray(soft) + detail, 0, 255).astype(np.uint8)).save(path, quality=90)
        made[path.stem] = Asset(path.stem, path.name, "image", path, 3000, 4000, 0, path.stat().st_size, "", "")
    return made


def draft(assets: dict[str, Asset]) -> dict[str, Any]:
    """Return the shipped reel: three slots, slow zooms, two crossfades, a title of three seconds."""
    segments = []
    for number, name in enumerate(assets):
        facts: dict[str, Any] = {"source": name, "title": name, "start": (0, 3833, 7667)[number]}
        facts["motion"] = {"kind": ("zoom_in", "zoom_out")[number % 2], "amount": 0.08}
        if number:
            facts["transition"] = {"kind": "crossfade", "ms": 500}
        segments.append({"d": SLOT_MS, "m": facts})
    title = {"text": TITLE, "start": 0, "role": "title", "position": "upper_third", "fade_ms": 400}
    tracks = [{"tt": 0, "sg": segments}, {"tt": 7, "sg": [{"d": 3000, "m": title}]}]
    return {"d": SECONDS * 1000, "m": {"width": 1080, "height": 1920, "fps": FPS}, "t": tracks}


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


def with_moviepy(assets: dict[str, Asset], target: Path) -> None:
    """Do the same task the way moviepy's users do: resize by a function of time, crossfade, composite, text."""
    import moviepy
    from moviepy import CompositeVideoClip, ImageClip, TextClip, vfx

    import imgfree.local.render.fonts as fonts

    slot, fade = SLOT_MS / 1000, 0.5
    clips = []
    for number, asset in enumerate(assets.values()):
        still = ImageClip(str(asset.path)).resized(height=1920).with_duration(slot)
        still = still.cropped(x_center=still.w / 2, width=1080)

        def scale(t: float, number: int = number) -> float:
            return 1 + 0.08 * (t / slot if number % 2 == 0 else 1 - t / slot)

        moving = still.resized(scale).with_position("center").with_start(number * (slot - fade))
        clips.append(moving.with_effects([vfx.CrossFadeIn(fade)]) if number else moving)
    font = str(fonts.face_for(TITLE).path)
    title = TextClip(font=font, text=TITLE, font_size=110, color="white", stroke_color="black", stroke_width=3)
    title = (
        title.with_duration(3)
        .with_position(("center", 430))
        .with_effects([vfx.CrossFadeIn(0.4), vfx.CrossFadeOut(0.4)])
    )
    film = CompositeVideoClip([*clips, title], size=(1080, 1920)).with_duration(SECONDS)
    settings = ["-crf", "20", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
    film.write_videofile(
        str(target), fps=FPS, codec="libx264", preset="veryfast", audio=False, logger=None, ffmpeg_params=settings
    )
    assert moviepy.__version__


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
    options.add_argument("--moviepy", action="store_true", help="compare with moviepy too (extra `bench`); one round")
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
        found: dict[str, list[tuple[float, float]]] = {label: [] for label in acts}
        for _ in range(chosen.rounds):
            for label, act in acts.items():
                found[label].append(timed(act))
        if chosen.moviepy:
            found["moviepy"] = [timed(lambda: with_moviepy(assets, folder / "moviepy.mp4"))]
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
