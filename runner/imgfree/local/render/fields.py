"""Frames that hold two moments, as camcorders and television make them: each becomes one clean picture."""

from collections.abc import Iterator

from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

_FILTER = "mode=send_frame:deint=interlaced"  # a picture for a frame; those that are not flagged pass as they are


def whole_pictures(frames: Iterator[VideoFrame], stream: VideoStream) -> Iterator[VideoFrame]:
    """Yield the frames in their order and at their times, those that are flagged as interlaced deinterlaced.

    Before the first such frame nothing is done; a frame in a form that the filter does not know stays as it is.
    """
    graph: Graph | None = None
    form = None
    for frame in frames:
        own = frame.width, frame.height, frame.format.name
        if graph is not None and own != form:
            yield from _rest(graph)
            graph = None
        if graph is None and frame.interlaced_frame:
            graph, form = _graph(frame, stream), own
        if graph is None:
            yield frame
            continue
        graph.vpush(frame)
        yield from _ready(graph)
    if graph is not None:
        yield from _rest(graph)


def _graph(frame: VideoFrame, stream: VideoStream) -> Graph | None:
    graph = Graph()
    try:
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base or stream.time_base
        )
        graph.link_nodes(source, graph.add("bwdif", _FILTER), graph.add("buffersink")).configure()
    except (FFmpegError, ValueError):
        return None
    return graph


def _ready(graph: Graph) -> Iterator[VideoFrame]:
    """Yield what has been filtered: the filter looks one frame ahead."""
    while True:
        try:
            yield graph.vpull()
        except (BlockingIOError, EOFError):
            return


def _rest(graph: Graph) -> Iterator[VideoFrame]:
    graph.vpush(None)
    yield from _ready(graph)
