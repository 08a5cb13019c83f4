"""Peaks stay below the ceiling, between samples too; everything else stays as it is."""

import contextlib
from fractions import Fraction

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame
from av.filter import Graph

from imgfree.local.render.limiter import limited
from imgfree.local.render.sound import F32, RATE

CEILING = 0.8


def _stereo(samples: np.ndarray) -> F32:  # type: ignore[type-arg]
    return np.stack([samples, samples], axis=1).astype(np.float32)


def _limited(samples: F32, blocks: int = 30) -> F32:
    return np.concatenate(list(limited(iter(np.array_split(samples, blocks)), CEILING)))


def _sine(hertz: float, level: float, seconds: float = 1.0) -> F32:
    return _stereo(level * np.sin(2 * np.pi * hertz * np.arange(round(RATE * seconds)) / RATE + 0.7))


def _metered(samples: F32) -> float:
    """Return the highest true peak, as ffmpeg measures it."""
    graph, tick = Graph(), Fraction(1, RATE)
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="stereo", time_base=tick)
    graph.link_nodes(source, graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")).configure()
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), format="flt", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, tick
    graph.push(frame)
    graph.push(None)
    peaks = [0.0]
    with contextlib.suppress(av.EOFError):
        while True:
            heard = graph.pull().metadata
            peaks += [float(heard[name]) for name in heard if name.startswith("lavfi.r128.true_peaks_ch")]
    return max(peaks)


def test_quiet_sound_passes_to_the_bit() -> None:
    """What never reaches the ceiling comes out as it went in, not a sample later."""
    quiet = _sine(440, 0.75)
    assert (quiet == _limited(quiet)).all()


@pytest.mark.parametrize("hertz", [50.0, 997.0, 11_025.3])
def test_a_loud_sine_is_turned_down_and_stays_a_sine(hertz: float) -> None:
    """Twice too loud, it comes out at the ceiling; what is added to it is 40 dB below."""
    out = _limited(_sine(hertz, 1.6))[RATE // 2 :, 0].astype(np.float64)
    spectrum = np.abs(np.fft.rfft(out * np.blackman(len(out)))) ** 2
    tone = slice(max(0, (at := int(spectrum.argmax())) - 4), at + 5)
    assert 0.5 > abs(20 * np.log10(CEILING / np.sqrt(2)) - 10 * np.log10(np.mean(out * out)))
    assert spectrum.sum() - spectrum[tone].sum() < spectrum[tone].sum() / 1e4


def test_no_peak_between_samples_passes() -> None:
    """Spikes, steps and a sine that peaks between samples: eight times finer, nothing is above the ceiling by 3 %."""
    spikes = np.where(np.arange(RATE) % 5000 == 77, 3.0, 0.1)
    square = 1.5 * np.sign(np.sin(2 * np.pi * 230 * np.arange(RATE) / RATE))
    between = 1.2 * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)
    for samples in (spikes, np.convolve(square, np.hanning(9) / 4, "same"), between):
        out = _limited(_stereo(samples))
        assert CEILING * 1.0001 > np.abs(out).max()
        spectrum = np.fft.rfft(out[:, 0])
        finer = np.fft.irfft(np.concatenate([spectrum, np.zeros(7 * len(spectrum))]), 8 * len(out)) * 8
        assert CEILING * 1.03 > np.abs(finer).max()


def test_noise_of_every_pitch_is_held() -> None:
    """Noise up to half the rate, 6 dB too loud, passes ffmpeg's meter of BS.1770 by no more than a tenth of a dB."""
    noise = np.random.default_rng(3).normal(0, 0.4, (2 * RATE, 2)).clip(-1.6, 1.6).astype(np.float32)
    assert CEILING * 10 ** (0.1 / 20) > _metered(_limited(noise))


def test_length_and_blocks_do_not_matter() -> None:
    """As many samples come out as went in, the same ones however they were cut."""
    loud = _sine(300, 2.0, 0.3)
    whole = _limited(loud, 1)
    assert len(loud) == len(whole)
    for blocks in (7, 1000):
        assert 1e-6 > np.abs(whole - _limited(loud, blocks)).max()


def test_both_sides_are_turned_down_together() -> None:
    """A peak on the left lowers the right as much, so that nothing wanders."""
    loud = _sine(300, 1.6)
    loud[:, 1] *= 0.25
    out = _limited(loud)[RATE // 2 :]
    assert 0.25 == pytest.approx(np.abs(out[:, 1]).max() / np.abs(out[:, 0]).max(), rel=1e-3)
