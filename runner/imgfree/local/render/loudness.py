"""How loud a film is, by ITU-R BS.1770 (integrated, gated), and the gain that brings it to a target."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph

from imgfree.local.render.sound import F32, RATE

PEAK_LIMIT = 10 ** (-1.0 / 20)  # -1 dBTP: what platforms ask for at least
_UNHELD = 10 ** (-4.0 / 20)  # of the ceiling: below this even noise has no peak between samples that is turned down
_MOST_ADDED = 10 ** (2.0 / 20)
_ROUNDS = 3
_HEARD = 10 ** (0.1 / 20)  # what is missing less than this is not missed
_MOST_LIMITED = 10 ** (6.0 / 20)
_SILENT_LUFS = -60.0


def measured(blocks: Iterator[F32]) -> tuple[float, float]:
    """Return loudness in LUFS (-70 for silence) and the highest sample, 0 to 1."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE))
    graph.link_nodes(source, graph.add("ebur128", "metadata=1"), graph.add("abuffersink")).configure()
    lufs, peak, at = -70.0, 0.0, 0
    for block in blocks:
        peak = max(peak, float(np.abs(block).max(initial=0)))
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        at += len(block)
        graph.push(frame)
        lufs = _read(graph, lufs)
    graph.push(None)
    return _read(graph, lufs), peak


def gain_to(target_lufs: float, lufs: float, peak: float) -> float:
    """Return the gain for this target; 1 for silence.

    It is held back where the limiter would have to take more than 6 dB off the peaks: that can be heard.
    """
    if lufs < _SILENT_LUFS or peak <= 0:
        return 1.0
    return float(min(10 ** ((target_lufs - lufs) / 20), _MOST_LIMITED * PEAK_LIMIT / peak))


def leveled(
    target_lufs: float, mix: Callable[[float, float], Iterator[F32]], ceiling: float
) -> tuple[float, dict[str, float]]:
    """Return the gain that brings the mix to the target, and what was found, in LUFS and dB of full scale.

    `mix` gives the sound at a gain, its peaks held below a ceiling. `film_lufs` is below `target_lufs` where the mix
    has peaks so high above the rest that holding them would be heard.
    """
    lufs, peak = measured(mix(1.0, math.inf))
    gain = gain_to(target_lufs, lufs, peak)
    reached, most = lufs + _db(gain), gain * _MOST_ADDED
    for _ in range(_ROUNDS if peak * gain > _UNHELD * ceiling else 0):  # what is taken off the peaks is missed
        reached, _ = measured(mix(gain, ceiling))
        more = min(most / gain, 10 ** ((target_lufs - reached) / 20))
        if more < _HEARD:
            break
        gain *= more
    levels = {"mixed_lufs": lufs, "mixed_peak_db": _db(peak), "target_lufs": target_lufs, "film_lufs": reached}
    return gain, {name: round(level, 2) for name, level in levels.items()}


def _db(share: float) -> float:
    return 20 * math.log10(max(share, 1e-6))


def _read(graph: Graph, lufs: float) -> float:
    """Return the newest integrated value that the filter has noted."""
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return lufs
        lufs = float(frame.metadata.get("lavfi.r128.I", lufs))
