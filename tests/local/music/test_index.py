"""The index of a folder, written."""

from pathlib import Path

import numpy as np
import pytest

from imgfree.errors import InputRefused, SetupError
from imgfree.local.music.index import index
from local.music.synthetic import RATE, Style, saved, song


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a song whose name says its mood, one that says nothing, silence, and a damaged file."""
    (tmp_path / "Jazz").mkdir()
    saved(tmp_path / "Jazz" / "calm_evening.wav", song(Style(90, seconds=12)).sound)
    saved(tmp_path / "x1.wav", song(Style(128, seconds=12)).sound)
    saved(tmp_path / "still.wav", np.zeros((RATE, 2), np.float32))
    (tmp_path / "broken.mp3").write_bytes(b"ID3" + bytes(3000))
    (tmp_path / "notes.txt").write_text("no music")
    return tmp_path


def test_what_is_found(folder: Path) -> None:
    """Titles, moods of folder and name, tempi as heard; what cannot be used is named with its reason."""
    tracks, skipped = index(folder)
    assert [("Jazz/calm_evening.wav", ("jazz", "calm"), 90), ("x1.wav", ("energetic",), 128)] == [
        (track.id, track.moods, round(track.tempo)) for track in tracks
    ]
    assert 2 == len(skipped)
    assert "'broken.mp3' is damaged" in skipped[0]
    assert "nothing is heard in 'still.wav'" in skipped[1]


def test_what_was_corrected_is_kept(folder: Path) -> None:
    """Only files that are new are listened to."""
    index(folder)
    place = folder / "music.toml"
    place.write_text(place.read_text().replace('"energetic"', '"epic"'))
    heard: list[str] = []
    tracks, _ = index(folder, told=heard.append)
    assert ("epic",) == tracks[1].moods
    assert {"broken.mp3", "still.wav"} == set(heard)


def test_no_music(tmp_path: Path) -> None:
    """Nothing is written where there is none, or no folder."""
    with pytest.raises(InputRefused, match="there is no music"):
        index(tmp_path)
    with pytest.raises(InputRefused, match="is no folder"):
        index(tmp_path / "x")
    assert [] == list(tmp_path.iterdir())


def test_a_damaged_index_is_not_written_over(folder: Path) -> None:
    """It may hold somebody's work."""
    (folder / "music.toml").write_text("[[track")
    with pytest.raises(SetupError, match="cannot be read"):
        index(folder)
    assert "[[track" == (folder / "music.toml").read_text()
