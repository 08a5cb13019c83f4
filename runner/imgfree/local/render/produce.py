"""Make the film: a thread paints frames ahead, this one encodes them."""

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
from av.video.frame import VideoFrame

from imgfree.local.assets import Asset
from imgfree.local.render.encode import Writer
from imgfree.local.render.failures import RenderCancelled
from imgfree.local.render.film import Film, Output, Sound
from imgfree.local.render.frames import planes_of, tag
from imgfree.local.render.gif import SAMPLES, palette_of
from imgfree.local.render.layers import Layer
from imgfree.local.render.logo import logo_layer
from imgfree.local.render.loudness import gain_to, measured
from imgfree.local.render.mix import audible, mixed
from imgfree.local.render.picture import Painter
from imgfree.local.render.plan import plan
from imgfree.local.render.text import words_layer

_AHEAD = 12  # frames painted before they are encoded: enough to hide a photo's decoding, 37 MB at 1080x1920

# The encoder has its own threads on every core; OpenCV's would only get in their way.
cv2.setNumThreads(1)


@dataclass(frozen=True)
class Rendered:
    """A finished film."""

    path: Path
    width: int
    height: int
    duration_s: float
    size_bytes: int
    frames: int
    loudness_lufs: float | None = None  # measured in the mix before any correction; None without sound or target


def render(
    draft: Mapping[str, Any],
    assets: Mapping[str, Asset],
    output: Output,
    target: Path,
    *,
    on_progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> Rendered:
    """Return the draft as a film at `target`, which appears only when it is whole.

    Progress goes from 0 to 1, once a frame. Raises RenderCancelled soon after `cancelled` says so, MediaUnreadable for
    a file that cannot be used, RenderError or SetupError for everything else; then nothing is left behind.
    """
    film = plan(draft, assets, output)
    layers = overlays(film, assets)
    sounds = audible(film, assets) if output.format != "gif" else []
    on_progress(0.0)
    palette = palette_of(_sampled(film, assets, layers, cancelled), film) if output.format == "gif" else None
    writing = Writer(target, film, output, sound=bool(sounds), palette=palette)
    with writing as writer, painted(film, assets, layers) as frames:
        lufs, gain = _leveled(film, sounds, assets)
        blocks = mixed(film, sounds, assets, gain) if sounds else None
        for number, frame in enumerate(frames):
            if cancelled():
                raise RenderCancelled("the render was cancelled")
            writer.add(frame, next(blocks) if blocks else None)
            on_progress((number + 1) / film.frames)
        writer.finish()
    return Rendered(target, film.width, film.height, film.duration_s, target.stat().st_size, film.frames, lufs)


def _leveled(film: Film, sounds: list[Sound], assets: Mapping[str, Asset]) -> tuple[float | None, float]:
    """Return how loud the mix is and the gain that brings it to the film's target; the mix is listened to once."""
    if film.loudness_lufs is None or not sounds:
        return None, 1.0
    lufs, peak = measured(mixed(film, sounds, assets))
    return lufs, gain_to(film.loudness_lufs, lufs, peak)


def overlays(film: Film, assets: Mapping[str, Asset]) -> list[Layer]:
    """Return logo and texts as layers, in the order in which they are laid. Raises RenderError for a missing glyph."""
    layers = [one for one in (words_layer(words, film) for words in film.words) if one is not None]
    return [logo_layer(film, assets), *layers] if film.logo else layers


def _sampled(
    film: Film, assets: Mapping[str, Asset], layers: list[Layer], cancelled: Callable[[], bool]
) -> Iterator[VideoFrame]:
    """Yield a few frames from all over the film."""
    with closing(Painter(film, assets, layers)) as painter:
        for number in range(0, film.frames, max(1, film.frames // SAMPLES)):
            if cancelled():
                raise RenderCancelled("the render was cancelled")
            yield _made(painter, number, film)


@contextmanager
def painted(film: Film, assets: Mapping[str, Asset], layers: list[Layer]) -> Iterator[Iterator[VideoFrame]]:
    """Give all frames of the film in order; a thread paints up to twelve ahead and ends with the block."""
    ready: queue.Queue[VideoFrame | BaseException] = queue.Queue(_AHEAD)
    stopped = threading.Event()
    painter = threading.Thread(target=_paint, args=(film, assets, layers, ready, stopped), name="imgfree-painter")
    painter.start()
    try:
        yield _taken(ready, film.frames)
    finally:
        stopped.set()
        while painter.is_alive():
            _drain(ready)
            painter.join(0.05)


def _taken(ready: "queue.Queue[VideoFrame | BaseException]", count: int) -> Iterator[VideoFrame]:
    for _ in range(count):
        item = ready.get()
        if isinstance(item, BaseException):
            raise item
        yield item


def _paint(
    film: Film,
    assets: Mapping[str, Asset],
    layers: list[Layer],
    ready: "queue.Queue[VideoFrame | BaseException]",
    stopped: threading.Event,
) -> None:
    """Put every frame, or the error that ended it, into the queue."""
    try:
        with closing(Painter(film, assets, layers)) as painter:
            for number in range(film.frames):
                if stopped.is_set():
                    return
                ready.put(_made(painter, number, film))
    except BaseException as error:  # carried to the thread that waits, and raised there
        ready.put(error)


def _made(painter: Painter, number: int, film: Film) -> VideoFrame:
    frame = VideoFrame(film.width, film.height, "yuv420p")
    tag(frame)
    painter.paint(number, planes_of(frame))
    return frame


def _drain(ready: "queue.Queue[VideoFrame | BaseException]") -> None:
    while True:
        try:
            ready.get_nowait()
        except queue.Empty:
            return
