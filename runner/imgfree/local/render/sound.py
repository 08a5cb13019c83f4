"""Read sound from any file as 48 kHz stereo floats, from a moment on, slower, faster or in a loop."""

import math
from collections.abc import Callable, Generator, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.filter import Graph

from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.media import BROKEN, broken, opened, sound_stream, zero_s

RATE = 48_000
F32 = npt.NDArray[np.float32]

LOOP_OVERLAP_S = 0.3
_JOIN_S = 0.03
_LOWEST_RATE = 1000  # a telephone has 8000; from 1 Hz on, one packet would become hours
_HOLE_S = 0.05  # time stamps are rounded, to milliseconds in some files; less than this is no hole
_TEMPO_WINDOW = 2048  # the samples that ffmpeg's atempo joins at a time, at 48 kHz


def decoded(path: Path, name: str, *, in_s: float = 0.0, speed: float = 1.0) -> Generator[F32, None, None]:
    """Yield blocks (samples, 2) from `in_s` on to the end. Raises MediaUnreadable.

    A damaged packet in the middle ends the sound there, as players do; sound that is damaged from its start is refused.
    """
    with opened(path, name) as container:
        stream = sound_stream(container)
        if stream is None:
            raise MediaUnreadable(f"'{name}' has no sound in it")
        blocks = _from(container, stream, in_s)
        begun = False
        try:
            for block in blocks if speed == 1 else _stretched(blocks, speed):
                begun = True
                yield block
        except BROKEN as error:
            if not begun:
                raise broken(name) from error


def _from(container: InputContainer, stream: AudioStream, in_s: float) -> Iterator[F32]:
    """Yield resampled blocks, the first of them beginning at `in_s`, whenever the file's own sound sets in."""
    start_s = zero_s(container) + in_s
    if in_s > 0.5:
        container.seek(round(start_s * av.time_base), backward=True, any_frame=False)
    frames = container.decode(stream)
    first = next(frames, None)
    if first is None:
        return
    begins_s = first.time if first.time is not None else start_s
    late = round((begins_s - start_s) * RATE)
    yield from _silence(late)
    drop = max(0, -late)
    for block in resampled(chain((first,), frames), begins_s):
        kept, drop = block[drop:], max(0, drop - len(block))
        if len(kept):
            yield kept


def resampled(frames: Iterator[AudioFrame], expected_s: float) -> Iterator[F32]:
    """Yield the frames as blocks; a hole between them is silence, and their form may change on the way."""
    resampler: AudioResampler | None = None
    form = None
    for frame in frames:
        if frame.sample_rate < _LOWEST_RATE:
            raise ValueError(f"a rate of {frame.sample_rate} Hz is damage")
        hole_s = frame.time - expected_s if frame.time is not None else 0.0
        own = frame.format.name, frame.layout.name, frame.sample_rate
        if resampler is None or own != form or hole_s >= _HOLE_S:
            yield from map(_block, resampler.resample(None) if resampler else ())
            if hole_s >= _HOLE_S:
                yield from _silence(round(hole_s * RATE))
                expected_s += hole_s
            # A mono song keeps its level on both sides; the resampler's own upmix would take 3 dB off.
            layout = "mono" if frame.layout.nb_channels == 1 else "stereo"
            resampler, form = AudioResampler(format="fltp", layout=layout, rate=RATE), own
        expected_s += frame.samples / frame.sample_rate
        yield from map(_block, resampler.resample(frame))
    yield from map(_block, resampler.resample(None) if resampler else ())


def _silence(samples: int) -> Iterator[F32]:
    for start in range(0, samples, RATE):
        yield np.zeros((min(RATE, samples - start), 2), np.float32)


def _stretched(blocks: Iterator[F32], speed: float) -> Iterator[F32]:
    """Yield the sound at another tempo, at the same pitch, in time with pictures played at that speed."""
    # The filter halves the tempo at most, so a slow one takes several in a row.
    steps = max(1, math.ceil(math.log(speed) / math.log(0.5))) if speed < 1 else 1
    tempo = speed ** (1 / steps)
    graph = _tempo_graph(tempo, steps)
    # Each of them is early by half of its window.
    late = np.zeros((round(_TEMPO_WINDOW / 2 * sum(tempo**step for step in range(steps))), 2), np.float32)
    for block in chain((late,), blocks):
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate = RATE
        graph.push(frame)
        yield from _pulled(graph)
    graph.push(None)
    yield from _pulled(graph)


def _tempo_graph(tempo: float, steps: int) -> Graph:
    """Return a filter graph for interleaved floats."""
    graph = Graph()
    nodes = [graph.add_abuffer(sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE))]
    nodes += [graph.add("atempo", f"{tempo:.6f}") for _ in range(steps)]
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
    overlap = int(LOOP_OVERLAP_S * RATE)
    tail = np.zeros((0, 2), np.float32)
    while True:
        blocks = play()
        begun = _gathered(blocks, 2 * overlap)
        if len(begun) < 2 * overlap:
            yield from _short(begun, name)
        pending = _crossed(tail, begun)
        for block in blocks:
            yield pending[:-overlap]
            pending = np.concatenate([pending[-overlap:], block])
        yield pending[:-overlap]
        tail = pending[-overlap:]


def circled(play: Callable[[float], Iterator[F32]], from_s: float, loop_s: tuple[float, float]) -> Iterator[F32]:
    """Yield the sound of `play(from_s)` for ever: where its loop ends it goes on at the loop's first sample.

    Both sides of the join cross just before it, so that the beat on which the loop begins is whole.
    """
    first, last = (round(at_s * RATE) for at_s in loop_s)
    overlap = min(int(_JOIN_S * RATE), (last - first) // 4)
    reader, left = Reader(play(from_s)), last - round(from_s * RATE) - overlap
    while True:
        while left > 0:
            yield reader.read(min(left, RATE // 10))
            left -= RATE // 10
        tail, early = reader.read(overlap), max(0, overlap - first)
        reader = Reader(chain(_silence(early), play(max(0, first - overlap) / RATE)))
        yield _crossed(tail, reader.read(overlap))
        left = last - first - overlap


def _gathered(blocks: Iterator[F32], samples: int) -> F32:
    """Return at least this many samples from the front, or all there are."""
    parts, have = [np.zeros((0, 2), np.float32)], 0
    while have < samples and (block := next(blocks, None)) is not None:
        parts.append(block)
        have += len(block)
    return np.concatenate(parts)


def _short(whole: F32, name: str) -> Iterator[F32]:
    """Yield a sound that is too short for the usual fade for ever, a quarter of it fading into its beginning."""
    if not len(whole):
        raise MediaUnreadable(f"'{name}' has no sound in it")
    cut = len(whole) - len(whole) // 4
    yield whole[:cut]
    circle = _crossed(whole[cut:], whole)[:cut]
    many = np.tile(circle, (1 + RATE // cut, 1))
    while True:
        yield many


def _crossed(tail: F32, following: F32) -> F32:
    """Return what follows with the tail fading out over its beginning."""
    angle = (np.arange(len(tail), dtype=np.float32)[:, None] + 0.5) / max(1, len(tail)) * (np.pi / 2)
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
