"""Read sound from any file as 48 kHz stereo floats, from a moment on, slower, faster or in a loop."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.filter import Graph

from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.media import BROKEN, opened

RATE = 48_000
F32 = npt.NDArray[np.float32]

_LOOP_OVERLAP_S = 0.3


def decoded(path: Path, name: str, *, in_s: float = 0.0, speed: float = 1.0) -> Iterator[F32]:
    """Yield blocks (samples, 2) from `in_s` on to the end. Raises MediaUnreadable.

    A damaged packet in the middle ends the sound there, as players do.
    """
    with opened(path, name) as container:
        if not container.streams.audio:
            raise MediaUnreadable(f"'{name}' has no sound in it")
        blocks = _from(container, in_s)
        try:
            yield from blocks if speed == 1 else _stretched(blocks, speed)
        except BROKEN:
            return


def _from(container: InputContainer, in_s: float) -> Iterator[F32]:
    """Yield resampled blocks, the first of them beginning at `in_s`."""
    stream = container.streams.audio[0]
    # A mono song keeps its level on both sides; the resampler's own upmix would take 3 dB off.
    layout = "mono" if stream.codec_context.channels == 1 else "stereo"
    resampler = AudioResampler(format="fltp", layout=layout, rate=RATE)
    if in_s > 0.5:
        container.seek(int(in_s * av.time_base), backward=True, any_frame=False)
    drop: int | None = None  # samples before `in_s`, known with the first frame's own time
    for frame in container.decode(stream):
        if drop is None:
            drop = max(0, round((in_s - (frame.time or 0.0)) * RATE))
        for block in map(_block, resampler.resample(frame)):
            kept, drop = block[drop:], max(0, drop - len(block))
            if len(kept):
                yield kept
    yield from (_block(one)[drop or 0 :] for one in resampler.resample(None))


def _stretched(blocks: Iterator[F32], speed: float) -> Iterator[F32]:
    """Yield the sound at another tempo, at the same pitch."""
    graph = _tempo_graph(speed)
    for block in blocks:
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate = RATE
        graph.push(frame)
        yield from _pulled(graph)
    graph.push(None)
    yield from _pulled(graph)


def _tempo_graph(speed: float) -> Graph:
    """Return a filter graph for interleaved floats; the filter itself halves the tempo at most."""
    graph = Graph()
    steps = max(1, math.ceil(math.log(speed) / math.log(0.5))) if speed < 1 else 1
    nodes = [graph.add_abuffer(sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE))]
    nodes += [graph.add("atempo", f"{speed ** (1 / steps):.6f}") for _ in range(steps)]
    nodes.append(graph.add("abuffersink"))
    graph.link_nodes(*nodes).configure()
    return graph


def _pulled(graph: Graph) -> Iterator[F32]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)


def _block(frame: AudioFrame) -> F32:
    samples = frame.to_ndarray().T
    both = np.repeat(samples, 2, axis=1) if samples.shape[1] == 1 else samples
    return np.ascontiguousarray(both, dtype=np.float32)


def looped(play: Callable[[], Iterator[F32]], name: str) -> Iterator[F32]:
    """Yield the sound again and again; its end fades into its beginning, at equal power, so that no click is heard."""
    overlap = int(_LOOP_OVERLAP_S * RATE)
    tail = np.zeros((0, 2), np.float32)
    while True:
        seen = 0
        pending = np.zeros((0, 2), np.float32)
        for block in play():
            pending = np.concatenate([pending, block])
            seen += len(block)
            if len(tail) and len(pending) >= len(tail):
                pending, tail = _crossed(tail, pending), tail[:0]
            if not len(tail) and len(pending) > overlap:
                yield pending[:-overlap]
                pending = pending[-overlap:]
        if not seen:
            raise MediaUnreadable(f"'{name}' has no sound in it")
        if len(tail):  # shorter than the overlap: play it on, without a fade
            pending = np.concatenate([tail, pending])
        if seen < 2 * overlap:
            yield pending
            tail = pending[:0]
        else:
            tail = pending


def _crossed(tail: F32, following: F32) -> F32:
    angle = (np.arange(len(tail), dtype=np.float32)[:, None] + 0.5) / len(tail) * (np.pi / 2)
    head = tail * np.cos(angle) + following[: len(tail)] * np.sin(angle)
    return np.concatenate([head.astype(np.float32), following[len(tail) :]])


class Reader:
    """Blocks of any length, read in the lengths one needs; silence after the end."""

    def __init__(self, blocks: Iterator[F32]) -> None:
        self._blocks = blocks
        self._left = np.zeros((0, 2), np.float32)

    def read(self, samples: int) -> F32:
        """Return exactly this many samples (samples, 2)."""
        parts, have = [self._left], len(self._left)
        while have < samples:
            block = next(self._blocks, None)
            if block is None:
                parts.append(np.zeros((samples - have, 2), np.float32))
                have = samples
            else:
                parts.append(block)
                have += len(block)
        joined = np.concatenate(parts)
        self._left = joined[samples:]
        return joined[:samples]
