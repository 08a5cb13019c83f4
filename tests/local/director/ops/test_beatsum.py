"""The sum of a film's beats, in words."""

from dataclasses import replace

from imgfree.local.director.ops.beatsum import told
from imgfree.local.film import Film, Join, Shot, Timing
from imgfree.local.music.song import Music, Sync
from local.music.synthetic import even


def _film(photos: int, seconds: int) -> Film:
    shots = tuple(Shot(f"{n}", f"{n}.jpg", "", "image") for n in range(photos))
    music = Music("song", "song", grid=even(120, 60))
    return Film(shots, Timing("total", seconds * 1000), join=Join("cut", 0), music=music, sync=Sync())


def test_each_shot_is_told() -> None:
    """Whole beats, and what is left of the film for the last."""
    said, met = told(_film(3, 7))
    assert met
    assert "120 BPM: 7 s are 14 beats, the shots take 4, 4 and 6; every cut on a downbeat" == said.en
    assert "120 BPM：7 秒共 14 拍，各镜头 4、4、6 拍；每次都切在小节首拍" == said.zh


def test_many_shots_are_summed_up() -> None:
    """The shortest and the longest of them."""
    assert "the shots take 2.0 to 2.0 each" in told(_film(20, 20))[0].en


def test_music_that_begins_within_a_bar() -> None:
    """The first shot takes what is left of it."""
    film = _film(3, 12)
    assert film.music is not None
    said, _ = told(replace(film, music=replace(film.music, from_ms=1500)))
    assert "the shots take 9, 8 and 7; every cut on a downbeat" in said.en


def test_one_shot_has_no_cut() -> None:
    """There is nothing to be on a beat."""
    assert told(_film(1, 5))[1]
