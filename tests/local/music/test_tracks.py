"""Tracks and the index of a folder."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.errors import SetupError
from imgfree.local.music.tracks import INDEX, Track, read_index, written


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "a.mp3").write_bytes(b"sound")
    (tmp_path / INDEX).write_text(text, encoding="utf-8")
    return tmp_path


def test_an_index_reads_as_it_was_written(tmp_path: Path) -> None:
    """Quotes and Chinese in titles too."""
    track = Track(
        (tmp_path / "a.mp3").resolve(),
        "a.mp3",
        '“春” "Spring"',
        ("calm", "国风"),
        92.5,
        "G",
        "CC0",
        "by me",
        31.2,
        "own",
    )
    folder = _folder(tmp_path, written([track]))
    assert (track,) == read_index(folder / INDEX, folder, "own")


def test_files_that_are_gone_are_left_out(tmp_path: Path) -> None:
    """They are not there to be chosen."""
    folder = _folder(tmp_path, '[[track]]\nfile = "gone.mp3"\n[[track]]\nfile = "a.mp3"\n')
    assert ["a.mp3"] == [track.id for track in read_index(folder / INDEX, folder, "own")]


def test_a_title_is_the_files_where_none_is_given(tmp_path: Path) -> None:
    """And moods are compared in lower case."""
    folder = _folder(tmp_path, '[[track]]\nfile = "a.mp3"\nmoods = ["Calm "]\n')
    (track,) = read_index(folder / INDEX, folder, "own")
    assert ("a", ("calm",)) == (track.title, track.moods)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[track", "cannot be read"),
        ("track = 3", "must be a list of tables"),
        ("track = [3]", "must be a list of tables"),
        ('[[track]]\nfile = "../a.mp3"', "track 1: 'file' must name a file in the folder"),
        ("[[track]]\ntitle = 'x'", "track 1: 'file' must name a file in the folder"),
        ('[[track]]\nfile = "a.mp3"\ntempo = -1', "track 1: 'tempo' must be a number, 0 or more"),
        ('[[track]]\nfile = "a.mp3"\nseconds = true', "track 1: 'seconds' must be a number, 0 or more"),
        ('[[track]]\nfile = "a.mp3"\nmoods = "calm"', "track 1: 'moods' must be a list of words"),
        ('[[track]]\nfile = "a.mp3"\ntitle = 3', "track 1: 'title' must be text"),
    ],
)
def test_a_wrong_index_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """With the file, the table and the key in the message, and what to do."""
    folder = _folder(tmp_path, text)
    with pytest.raises(SetupError) as refused:
        read_index(folder / INDEX, folder, "own")
    assert told in refused.value.message
    assert str(folder) in refused.value.message
    assert "imgfree music index" in str(refused.value.hint)


def test_a_track_as_a_file(tmp_path: Path) -> None:
    """Known by its content, and by a name that no upload has."""
    _folder(tmp_path, "")
    track = Track(tmp_path / "a.mp3", "a.mp3", "A", library="own", seconds=3.0)
    asset = track.asset()
    assert ("library:own/a.mp3", "a.mp3", "audio", 3.0) == (asset.id, asset.filename, asset.file_type, asset.duration_s)
    assert hashlib.sha256(b"sound").hexdigest() == asset.sha256
    assert replace(track, title="B").source == track.source
