"""The library: what a film can choose from, and what is heard."""

from pathlib import Path
from typing import Any

from imgfree.errors import InputRefused, SetupError
from imgfree.local.music.grid import Grid
from imgfree.local.music.library import NONE, Library
from imgfree.local.music.tracks import Track
from local.director.conversation import asset
from local.music.synthetic import even


def _track(tmp_path: Path) -> Track:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"sound")
    return Track(path, "a.mp3", "A", library="own")


def _draft(source: object) -> dict[str, Any]:
    return {"t": [{"sg": [{"m": {"source": source}}]}, 3, {"sg": None}, {"sg": [{"m": 3}]}]}


def test_a_file_is_listened_to_once() -> None:
    """However often it is asked for."""
    asked: list[Path] = []

    def listen(path: Path) -> dict[str, Any]:
        asked.append(path)
        return even().plain()

    library = Library(tuple, listen)
    assert even() == library.grid(asset("song.mp3", "audio")) == library.grid(asset("song.mp3", "audio"))
    assert 1 == len(asked)


def test_what_cannot_be_heard_has_no_beats() -> None:
    """It is no error: the film is cut as before."""

    def listen(path: Path) -> dict[str, Any]:
        raise InputRefused("damaged")

    assert Grid() == Library(tuple, listen).grid(asset("song.mp3", "audio"))
    assert Grid() == NONE.grid(asset("song.mp3", "audio"))


def test_trouble_is_kept_for_the_answer() -> None:
    """A folder that cannot be read is no music, and says why."""

    def find() -> tuple[Track, ...]:
        raise SetupError("no index", hint="write one")

    library = Library(find, lambda path: {})
    assert ((), "no index (write one)") == (library.tracks, library.trouble)


def test_a_draft_gets_the_tracks_that_it_names(tmp_path: Path) -> None:
    """And no other file: an unknown name is nothing."""
    track = _track(tmp_path)
    library = Library(lambda: (track,), lambda path: {})
    assert {track.source} == set(library.assets(_draft(track.source)))
    assert {} == library.assets(_draft("library:own/../../etc/passwd"))
    assert {} == library.assets(_draft(3))
