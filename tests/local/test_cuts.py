"""Films cut to a length: what goes, and what is left of clips."""

from dataclasses import replace
from pathlib import Path

from imgfree.local.assets import Asset
from imgfree.local.captions import laid
from imgfree.local.cuts import retimed, without
from imgfree.local.film import Film, Join, Timing, slots, total_frames
from imgfree.local.subtitles import Cue
from local.films import clip, photos


def test_a_retimed_film_keeps_cues_and_a_cut_moves_them() -> None:
    """A shorter film hides the last cue without losing it; taking out the first second moves all up by one."""
    film = replace(Film(shots=(clip(1, 10),)), words=laid([Cue(2000, 3000, "A"), Cue(8000, 9000, "B")]))
    assert film.words == retimed(film, 5000).words
    assert [1000, 7000] == [one.at_ms for one in without(film, 0, 1000).words]


def test_taking_out_the_middle_splits_a_clip() -> None:
    """2 to 4 s out of a 10 s clip leaves 0-2 and 4-10 of the source, joined by a cut."""
    film = without(Film(shots=(clip(1, 10.0),)), 2000, 4000)
    assert [(0, 2000), (4000, 10000)] == [(shot.in_ms, shot.out_ms) for shot in film.shots]
    assert 240 == total_frames(film)


def test_taking_out_a_whole_photo_drops_it() -> None:
    """A stretch that covers a photo takes the photo away and leaves the others as long as they were."""
    film = without(replace(photos(3, Timing("per_photo", 2000)), join=Join("cut", 0)), 0, 2000)
    assert (["id-2", "id-3"], 120) == ([shot.source for shot in film.shots], total_frames(film))


def test_a_film_of_clips_is_cut_but_never_stretched() -> None:
    """Retiming clips shortens them from the end; a longer wish leaves them alone."""
    film = Film(shots=(clip(1, 8.0), clip(2, 8.0)), join=Join("cut", 0))
    assert 300 == total_frames(retimed(film, 10000))
    assert 480 == total_frames(retimed(film, 60000))


def _asset(number: int, seconds: float, *merits: float) -> Asset:
    facts = {"width": 320, "height": 180, "duration_s": seconds, "size_bytes": 1, "sha256": "", "cdn_url": ""}
    return Asset(f"clip-{number}", f"{number}.mp4", "video", Path(f"{number}.mp4"), **facts, merits=merits)


def test_clips_that_are_too_long_share_the_film() -> None:
    """Three clips of 20, 3 and 9 s in 12 s: the short one is whole, the others have what is left in equal parts."""
    film = Film(shots=(clip(1, 20.0), clip(2, 3.0), clip(3, 9.0)), join=Join("cut", 0))
    cut = retimed(film, 12000)
    assert ([135, 90, 135], 360) == ([slot.frames for slot in slots(cut)], total_frames(cut))


def test_photos_are_not_eaten_by_a_clip() -> None:
    """A clip of a minute beside three photos in 15 s leaves each of them 2 s or more, and the total is exact."""
    film = replace(photos(3), shots=(clip(1, 60.0), *photos(3).shots))
    cut = retimed(film, 15000)
    assert 450 == total_frames(cut)
    assert all(60 <= slot.frames <= 66 for slot in slots(cut)[1:])


def test_of_a_clip_the_best_part_stays() -> None:
    """4 s of a clip of 10 s come from where its merits are highest, inside what was already taken of it."""
    film = Film(shots=(clip(1, 10.0),))
    best = {"clip-1": _asset(1, 10.0, 0.2, 0.2, 0.9, 0.9, 0.3)}
    assert (4000, 8000) == (retimed(film, 4000, best).shots[0].in_ms, retimed(film, 4000, best).shots[0].out_ms)
    taken = Film(shots=(replace(film.shots[0], out_ms=6000),))
    assert (2000, 6000) == (retimed(taken, 4000, best).shots[0].in_ms, retimed(taken, 4000, best).shots[0].out_ms)
