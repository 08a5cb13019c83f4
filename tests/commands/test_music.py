"""`imgfree music`."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran, lines_of, printed
from local.music.synthetic import Style, saved, song

Imgfree = Callable[..., Ran]


def test_all_are_listed(imgfree: Imgfree) -> None:
    """A line a track: moods, tempo, key, length, licence and how it was made."""
    lines = lines_of(imgfree("music"))
    assert 28 == len(lines)
    assert all(" BPM; " in line and "; MIT; generated with " in line for line in lines)


def test_by_mood_and_tempo(imgfree: Imgfree) -> None:
    """In both languages; the nearest first, and said, where nothing has the mood."""
    assert all(line.startswith("Calm") for line in lines_of(imgfree("music", "--mood", "舒缓")))
    near = imgfree("music", "--mood", "jazz", "--bpm", "110")
    assert "nothing here is jazz; the nearest first:" in near.stderr
    assert 28 == len(lines_of(near))
    found = printed(imgfree("music", "--mood", "upbeat", "--json"))
    assert found["exact"]
    assert {"happy"} == {track["moods"][0] for track in found["tracks"]}
    assert 150 == printed(imgfree("music", "--bpm", "149", "--json"))["tracks"][0]["tempo"]


def test_an_unknown_mood_is_a_wrong_command_line(imgfree: Imgfree) -> None:
    """With examples of what is known."""
    ran = imgfree("music", "--mood", "blorb")
    assert 2 == ran.returncode
    assert "'blorb' is no mood " in ran.stderr


def test_a_folder_of_ones_own(imgfree: Imgfree, tmp_path: Path) -> None:
    """Its index is written once, and its music then comes first."""
    folder = tmp_path / "mine"
    folder.mkdir()
    saved(folder / "funky_night.wav", song(Style(110, seconds=10)).sound)
    (folder / "broken.mp3").write_bytes(b"ID3" + bytes(3000))
    ran = imgfree("music", "index", folder)
    assert [f"{folder / 'music.toml'}: 1 track"] == lines_of(ran)
    assert "skipped 'broken.mp3' is damaged" in ran.stderr
    listed = imgfree("music", "--json", env={"IMGFREE_MUSIC_DIR": str(folder)})
    first = json.loads(listed.stdout)["tracks"][0]
    assert ("funky_night", ["funky"], "own") == (first["title"], first["moods"], first["library"])


def test_wrong_folders(imgfree: Imgfree, tmp_path: Path) -> None:
    """Each is refused with the way out."""
    assert 2 == imgfree("music", "index").returncode
    nowhere = imgfree("music", "index", tmp_path / "nowhere")
    assert "is no folder" in nowhere.stderr
    bare = imgfree("music", env={"IMGFREE_MUSIC_DIR": str(tmp_path)})
    assert f"imgfree music index {tmp_path}" in bare.stderr
    assert 0 not in (nowhere.returncode, bare.returncode)
