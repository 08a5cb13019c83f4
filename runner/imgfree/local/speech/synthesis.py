"""Texts as sound, with the voice that comes in a package; done in a child process, where alone it is loaded."""

import wave
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

RATE = 24_000
F32 = npt.NDArray[np.float32]

_GAIN = 2.2  # this voice speaks at -24.5 dBFS; then it is near -18, its peaks below full scale
_SILENT = 10 ** (-48 / 20)
_BEFORE_S, _AFTER_S = 0.05, 0.12  # of the silence around a line
_SEED = 0  # of the breath in the voice: the same text gives the same samples


def speak(texts: Sequence[str], pace: float, targets: Sequence[Path]) -> None:
    """Write each text as a WAV file; one that the voice has no sound for is refused by what it says of itself."""
    voice = _voice()
    for text, target in zip(texts, targets, strict=True):
        samples: F32 = np.asarray(voice(text, speed=pace, seed=_SEED), np.float32)
        write(target, trimmed(samples) * np.float32(_GAIN))


def trimmed(samples: F32) -> F32:
    """Return the samples with a little silence around what is heard; none where nothing is."""
    heard = np.flatnonzero(np.abs(samples) > _SILENT)
    if not len(heard):
        return samples[:0]
    first = max(0, int(heard[0]) - round(_BEFORE_S * RATE))
    return samples[first : int(heard[-1]) + round(_AFTER_S * RATE)]


def write(target: Path, samples: F32) -> None:
    """Write samples, one channel, as 16-bit WAV; peaks are held at full scale."""
    whole = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2")
    with target.open("wb") as file, wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(whole.tobytes())


def phonemes(words: Sequence[str]) -> Mapping[str, str]:
    """Return how each word is said, in the alphabet of this voice."""
    book = _book()
    return {word: str(book(word) or "") for word in words}


@cache
def _voice() -> Any:
    from hibari import Hibari

    return Hibari(g2p=_book())


@cache
def _book() -> Any:
    from hibari.g2p import G2P

    return G2P(british=False)
