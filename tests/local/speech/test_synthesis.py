"""The package's voice as samples."""

import wave
from pathlib import Path

import numpy as np

from imgfree.local.speech.synthesis import RATE, phonemes, speak, trimmed, write


def test_speaks_into_files(tmp_path: Path) -> None:
    """Each text has its file, with hardly any silence around it and no peak beyond full scale."""
    targets = [tmp_path / "a.wav", tmp_path / "b.wav"]
    speak(["Hello there.", "Everything is $9.99."], 1.0, targets)
    lengths = []
    for target in targets:
        with wave.open(str(target)) as sound:
            lengths.append(sound.getnframes() / RATE)
            samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
        assert 3000 < np.abs(samples).max() < 32767
    assert 0.5 < lengths[0] < 1.5 < lengths[1]


def test_silence_is_trimmed_and_peaks_are_held(tmp_path: Path) -> None:
    """Nothing heard is nothing; what is too loud is held, not wrapped round."""
    assert 0 == len(trimmed(np.zeros(RATE, np.float32)))
    write(tmp_path / "loud.wav", np.array([2.0, -2.0], np.float32))
    with wave.open(str(tmp_path / "loud.wav")) as sound:
        assert [32767, -32767] == np.frombuffer(sound.readframes(2), "<i2").tolist()


def test_knows_how_words_are_said() -> None:
    """Figures and names nobody knows have sounds, too."""
    assert all(phonemes(["$9.99", "Quxley"]).values())
