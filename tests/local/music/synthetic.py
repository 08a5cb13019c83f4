"""Music made of sines and noise whose beats are known to the sample, and how well a grid meets them."""

import functools
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from imgfree.local.music.grid import Grid, grid_of

RATE = 48_000
F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Piece:
    """Sound, and when its beats and the first beats of its bars are."""

    sound: F32
    beats: tuple[float, ...]
    downbeats: tuple[float, ...]


@dataclass(frozen=True)
class Style:
    """How a song is played. `swing` is where in a beat its half is, `rubato` how much the tempo swells and sinks."""

    bpm: float = 120.0
    seconds: int = 20
    meter: int = 4
    swing: float = 0.5
    half_time: bool = False
    jitter_s: float = 0.0
    rubato: float = 0.0
    start_s: float = 0.37
    upbeat: int = 0  # beats before the first bar


def _stroke(kind: str, noise: np.random.Generator) -> F64:
    at = np.arange(RATE // 4) / RATE
    if kind == "click":
        return np.sin(2 * np.pi * 1500 * at) * np.exp(-at * 120)
    if kind == "kick":
        return 1.2 * np.sin(2 * np.pi * (50 * at + 0.75 * (1 - np.exp(-at * 40)))) * np.exp(-at * 14)
    hiss = noise.standard_normal(len(at))
    if kind == "snare":
        return 0.6 * hiss * np.exp(-at * 25) + 0.4 * np.sin(2 * np.pi * 190 * at) * np.exp(-at * 30)
    return 0.25 * np.diff(hiss, prepend=0.0) * np.exp(-at * 70)


def put(sound: F64, at_s: float, stroke: F64, gain: float = 1.0) -> None:
    """Add a stroke at a moment."""
    first = int(at_s * RATE)
    count = min(len(stroke), len(sound) - first)
    if first >= 0 and count > 0:
        sound[first : first + count] += gain * stroke[:count]


def chord(sound: F64, from_s: float, to_s: float, root_hz: float) -> None:
    """Add a chord that sets in softly and dies away."""
    first, last = int(from_s * RATE), min(int(to_s * RATE), len(sound))
    sound[first:last] += _chord(max(0, last - first), root_hz)


@functools.lru_cache(64)
def _chord(samples: int, root_hz: float) -> F64:
    at = np.arange(samples) / RATE
    tones = np.zeros(samples)
    for step in (0, 4, 7, 12):
        for number in (1, 2, 3):
            tones += 0.12 / number * np.sin(2 * np.pi * root_hz * 2 ** (step / 12) * number * at)
    return tones * np.minimum(1, at / 0.02) * np.exp(-at * 0.6)


def stereo(sound: F64) -> F32:
    """Return one channel as two."""
    return np.stack([sound, sound], axis=1).astype(np.float32)


def clicks(bpm: float, seconds: int = 20, *, accent: int = 0, start_s: float = 0.2) -> Piece:
    """Return a metronome; every so many clicks one is louder."""
    noise, sound = np.random.default_rng(1), np.zeros(seconds * RATE)
    beats = np.arange(start_s, seconds - 0.2, 60 / bpm)
    for number, at in enumerate(beats):
        put(sound, at, _stroke("click", noise), 1.0 if not accent or number % accent == 0 else 0.5)
    return Piece(stereo(sound), tuple(beats), tuple(beats[:: accent or 4]))


@functools.lru_cache(8)
def song(style: Style) -> Piece:
    """Return drums and chords; the sound cannot be written to, since others get the same."""
    noise = np.random.default_rng(3)
    beats, at = [], style.start_s
    while at < style.seconds - 0.3:
        beats.append(at + noise.normal(0, style.jitter_s))
        at += 60 / style.bpm * (1 + style.rubato * np.sin(2 * np.pi * at / 7.0))
    sound = 0.002 * noise.standard_normal(style.seconds * RATE)
    for number, (beat, after) in enumerate(zip(beats, [*beats[1:], 2 * beats[-1] - beats[-2]], strict=True)):
        for kind, gain in _drums((number - style.upbeat) % style.meter, style):
            put(sound, beat, _stroke(kind, noise), gain)
        put(sound, beat, _stroke("hat", noise))
        put(sound, beat + (after - beat) * style.swing, _stroke("hat", noise), 0.7)
    firsts = beats[style.upbeat :: style.meter]
    for number, (first, last) in enumerate(zip(firsts, [*firsts[1:], style.seconds], strict=True)):
        chord(sound, first, last, (130.8, 98.0, 110.0, 87.3)[number % 4])
    made = stereo(0.7 * sound / np.abs(sound).max())
    made.flags.writeable = False
    return Piece(made, tuple(beats), tuple(firsts))


def _drums(place: int, style: Style) -> list[tuple[str, float]]:
    if style.meter == 3:
        return [("kick", 1.0)] if place == 0 else [("hat", 2.0)]
    if style.half_time:
        return [("kick", 1.0)] if place == 0 else [("snare", 1.0)] if place == 2 else []
    return [("kick" if place % 2 == 0 else "snare", 1.0)]


def held_back(sound: F32, until_s: float) -> F32:
    """Return the same far away at first, as before a drop."""
    out = sound.copy()
    out[: int(until_s * RATE)] *= 0.05
    return out


def speech(seconds: int = 20) -> F32:
    """Return tones that come as unevenly as syllables do."""
    noise, sound = np.random.default_rng(5), np.zeros(seconds * RATE)
    for at in np.cumsum(noise.uniform(0.12, 0.35, seconds * 6)):
        chord(sound, float(at), float(at) + 0.12, float(noise.uniform(100, 200)))
    return stereo(sound)


def f_measure(truth: Sequence[float], found: Sequence[float], near_s: float = 0.07) -> float:
    """Return the harmonic mean of how many of the moments are found, each once, and how many found ones are right."""
    left, hits = list(found), 0
    for moment in truth:
        near = [one for one in left if abs(one - moment) <= near_s]
        if near:
            left.remove(min(near, key=lambda one: abs(one - moment)))
            hits += 1
    return 2 * hits / max(1, len(truth) + len(found))


def saved(path: Path, sound: F32, rate: int = RATE, channels: int = 2) -> Path:
    """Write sound as a WAV file of so many channels, every `RATE / rate`th sample, and return where."""
    kept = np.clip(sound[:: RATE // rate, :channels], -1, 1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((kept * 32767).astype("<i2").tobytes())
    return path


def even(tempo: float = 120.0, seconds: float = 30.0, **facts: object) -> Grid:
    """Return a grid of bars of four beats, sure of itself, from 0 on."""
    step = 60 / tempo
    beats = [round(number * step, 3) for number in range(int(seconds / step) + 1) if number * step < seconds]
    last = beats[(len(beats) - 1) // 4 * 4]
    plain = {"tempo": tempo, "confidence": 1.0, "bar": 4, "beats": beats, "bars": list(range(0, len(beats), 4)),
             "phrases": [0.0], "begins_s": 0.0, "ends_s": last, "length_s": seconds}  # fmt: skip
    return grid_of(plain | facts)
