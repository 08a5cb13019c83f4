"""Any sound at the level of a voice."""

from pathlib import Path

import numpy as np
import pytest

from imgfree.local.render.sound import decoded
from imgfree.local.speech.leveling import gain, gain_of, leveled
from local.speech.voices_here import tone


def test_a_quiet_and_a_loud_voice_become_alike(tmp_path: Path) -> None:
    """What is heard comes to -18 dBFS; silence around it goes, and silence alone stays silence."""
    (tmp_path / "in.wav").write_bytes(tone(1.0))
    leveled(tmp_path / "in.wav", tmp_path / "out.wav")
    whole = np.concatenate(list(decoded(tmp_path / "out.wav", "out.wav")))
    assert 1.0 == pytest.approx(len(whole) / 48000, abs=0.25)
    middle = whole[len(whole) // 4 : len(whole) // 2]
    assert -18 == pytest.approx(20 * np.log10(np.sqrt((middle**2).mean())), abs=0.5)
    assert 1.0 == gain_of(np.zeros(24000, np.float32))


def test_a_recording_is_brought_up_or_down(tmp_path: Path) -> None:
    """By so much that it is as loud as a voice, and no more than the mixer gives."""
    (tmp_path / "me.wav").write_bytes(tone(1.0))
    assert 10 ** (-18 / 20) / (0.2 / 2**0.5) == pytest.approx(gain(tmp_path / "me.wav"), rel=0.05)
