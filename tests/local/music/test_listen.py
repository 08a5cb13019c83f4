"""Listening to files: any rate, any length, and what is damaged."""

from pathlib import Path

import numpy as np
import pytest

from imgfree.local.music import listen
from imgfree.local.render import MediaUnreadable
from local.music.synthetic import RATE, Style, clicks, f_measure, saved, song


def test_a_telephones_rate(tmp_path: Path) -> None:
    """8 kHz and one channel are enough for a beat."""
    piece = clicks(100)
    found = listen.heard(saved(tmp_path / "a.wav", piece.sound, 8000, 1))
    assert 0.9 <= f_measure(piece.beats, found["beats"])


def test_a_long_file_is_heard_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes later is left out."""
    monkeypatch.setattr(listen, "LONGEST_S", 8.0)
    assert 8.0 == listen.heard(saved(tmp_path / "a.wav", song(Style(seconds=12)).sound))["length_s"]


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    """As it is in a render."""
    (tmp_path / "a.mp3").write_bytes(b"ID3" + bytes(5000))
    with pytest.raises(MediaUnreadable, match=r"a\.mp3"):
        listen.heard(tmp_path / "a.mp3")


def test_silence_is_no_error(tmp_path: Path) -> None:
    """It has a length and no beats."""
    found = listen.heard(saved(tmp_path / "a.wav", np.zeros((2 * RATE, 2), np.float32)))
    assert (2.0, []) == (found["length_s"], found["beats"])
