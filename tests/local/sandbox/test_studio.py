"""Files are looked into and films rendered in a process of their own, or in this one."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from odd_clips import two_tracks
from render_parts import asset, draft, plain, shot

from imgfree import cores
from imgfree.local.output import Output
from imgfree.local.probe import probe
from imgfree.local.sandbox.parent import POSSIBLE, Here, Sandbox, TaskFailed
from imgfree.local.sandbox.studio import Studio

QUIET = {"on_progress": lambda share: None, "cancelled": lambda: False}


@pytest.mark.skipif(not POSSIBLE, reason="this system cannot fork such a process")
def test_a_process_of_its_own_says_the_same_of_sound_tracks(tmp_path: Path) -> None:
    """What a child found is the same when it has come back."""
    path = tmp_path / "clip.mkv"
    two_tracks(path, "eng")
    sandbox = Sandbox()
    try:
        assert probe(path).sound == Studio(lambda: sandbox, tmp_path).probe(path).sound
    finally:
        sandbox.close()


class Ended:
    """A sandbox whose every child is ended while it writes; `said` is what the child told before, if anything."""

    def __init__(self, folder: Path, *, said: str = "") -> None:
        self._folder = folder
        self._said = said

    def run(self, task: str, about: Any, limits: Any, **seams: Any) -> Any:
        for name in (".film.mp4.77-1.part", ".film.mp4.78-1.part"):
            (self._folder / name).write_bytes(b"half")
        raise TaskFailed(self._said or "it crashed", ended=not self._said, pid=77)


@pytest.mark.parametrize(("said", "told"), [("", "the film cannot be made: it crashed"), ("no room", "no room")])
def test_what_an_ended_child_was_writing_is_removed(tmp_path: Path, said: str, told: str) -> None:
    """Its unfinished files go and other children's stay; what it said itself is told as it is."""
    studio = Studio(lambda: Ended(tmp_path, said=said), tmp_path / "cache")  # type: ignore[arg-type, return-value]
    with pytest.raises(TaskFailed) as caught:
        studio.render({}, {}, Output(), tmp_path / "film.mp4", **QUIET)  # type: ignore[arg-type]
    assert told == caught.value.message
    assert [".film.mp4.78-1.part"] == [path.name for path in tmp_path.iterdir()]


def test_a_child_that_ends_without_a_word_is_told_with_the_file(tmp_path: Path) -> None:
    """A file that makes a decoder crash is named, whether it is looked into or made small."""
    studio = Studio(lambda: Ended(tmp_path), tmp_path / "cache")  # type: ignore[arg-type, return-value]
    with pytest.raises(TaskFailed, match=r"'odd\.png' .*crashed"):
        studio.probe(tmp_path / "odd.png")
    with pytest.raises(TaskFailed, match=r"'odd\.png' .*crashed"):
        studio.thumbnail(asset(tmp_path / "odd.png"), tmp_path / "small.jpg")


def test_here_does_the_same_without_a_child(tmp_path: Path) -> None:
    """The film has its cover and its sheet beside it, as the backend names them, and nothing else is left."""
    photo = plain(tmp_path / "a.png", size=(32, 48))
    here = Studio(Here, tmp_path / "cache")
    assert (32, 48) == (here.probe(photo.path).width, here.probe(photo.path).height)
    target = tmp_path / "out" / "key.mp4"
    target.parent.mkdir()
    made = here.render(draft(shot(photo, 100), size=(64, 112)), {"a": photo}, Output(), target, **QUIET)
    assert (64, 112, 0.1) == (made.width, made.height, made.duration_s)
    assert {"key.mp4", "key.cover.jpg", "key.sheet.jpg"} == {path.name for path in target.parent.iterdir()}


class Counted:
    """Tasks that take until all films that are asked for have begun; notes how many painters each was given."""

    def __init__(self, films: int) -> None:
        self.painters: list[int] = []
        self._together = threading.Barrier(films)

    def run(self, task: str, about: Any, limits: Any, **seams: Any) -> Any:
        self.painters.append(about["painters"])
        self._together.wait()
        return {}


def test_films_that_are_made_beside_each_other_share_the_cores(tmp_path: Path) -> None:
    """The first one begins with all of them; when it is over, the next one alone has all again."""
    tasks = Counted(2)
    studio = Studio(lambda: tasks, tmp_path)  # type: ignore[arg-type, return-value]
    with ThreadPoolExecutor(2) as pool:
        films = [pool.submit(studio.render, {}, {}, Output(), tmp_path / f"{n}.mp4", **QUIET) for n in range(2)]  # type: ignore[arg-type]
        assert all(film.result() for film in films)
    alone = Counted(1)
    tasks.run = alone.run  # type: ignore[method-assign]
    studio.render({}, {}, Output(), tmp_path / "alone.mp4", **QUIET)  # type: ignore[arg-type]
    assert [cores.painters(cores.available(), films) for films in (1, 2)] == tasks.painters
    assert [cores.painters(cores.available(), 1)] == alone.painters
