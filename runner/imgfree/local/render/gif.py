"""Reduce frames to the 256 colours of a GIF: one palette for the whole film, found in a sample of its frames."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
from av.filter import Graph
from av.video.format import VideoFormat
from av.video.frame import VideoFrame

from imgfree.local.render.reel import Reel

SAMPLES = 16
_SIDE = 16  # a palette travels as a picture of 16x16


def palette_of(frames: Iterable[VideoFrame], reel: Reel) -> VideoFrame:
    """Return the palette that serves these frames best."""
    graph = Graph()
    nodes = _source(graph, reel, "yuv420p"), graph.add("palettegen", "stats_mode=full"), graph.add("buffersink")
    graph.link_nodes(*nodes).configure()
    for number, frame in enumerate(frames):
        frame.pts, frame.time_base = number, Fraction(1, reel.fps)
        graph.vpush(frame)
    graph.vpush(None)
    return graph.vpull()


class Paletted:
    """Turns frames into indexed ones; the last ones come with `flush`."""

    def __init__(self, palette: VideoFrame, reel: Reel) -> None:
        self._reel = reel
        self._graph = Graph()
        frames = _source(self._graph, reel, "yuv420p")
        colors = self._graph.add_buffer(
            width=_SIDE, height=_SIDE, format=VideoFormat(palette.format.name), time_base=Fraction(1, reel.fps)
        )
        # Bayer dithering stays in place from frame to frame: error diffusion would boil, and cost twice the bytes.
        use = self._graph.add("paletteuse", "dither=bayer:bayer_scale=4")
        frames.link_to(use, 0, 0)
        colors.link_to(use, 0, 1)
        use.link_to(self._graph.add("buffersink"))
        self._graph.configure()
        palette.pts, palette.time_base = 0, Fraction(1, reel.fps)
        colors.push(palette)
        colors.push(None)
        self._frames = frames

    def push(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        """Take a frame; yield those that are ready."""
        self._frames.push(frame)
        yield from self._ready()

    def flush(self) -> Iterator[VideoFrame]:
        """Yield the rest."""
        self._frames.push(None)
        yield from self._ready()

    def _ready(self) -> Iterator[VideoFrame]:
        while True:
            try:
                yield self._graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                return


def _source(graph: Graph, reel: Reel, pixels: str) -> "av.filter.context.FilterContext":
    return graph.add_buffer(
        width=reel.width, height=reel.height, format=VideoFormat(pixels), time_base=Fraction(1, reel.fps)
    )
