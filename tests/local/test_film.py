"""Frame arithmetic: where every shot lies, and how long the film is."""

from dataclasses import replace

import pytest

from imgfree.local.film import (
    Film,
    Join,
    Motion,
    Timing,
    has_sound,
    loudness,
    motion_at,
    pinned,
    seconds,
    slots,
    target_ms,
    total_frames,
)
from imgfree.local.music.song import Music
from local.films import clip, photos


def test_slots_share_the_total_in_whole_frames() -> None:
    """3 photos, 12 s, 0.5 s joins: three slots of 130 frames; 10 s: three of 110."""
    assert [(0, 130), (115, 130), (230, 130)] == [
        (slot.start, slot.frames) for slot in slots(photos(3, Timing("total", 12000)))
    ]
    assert [110] * 3 == [slot.frames for slot in slots(photos(3, Timing("total", 10000)))]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 12, 60])
@pytest.mark.parametrize("total_ms", [1000, 6000, 10000, 29970, 240000])
def test_total_is_exact_to_the_frame(count: int, total_ms: int) -> None:
    """Whatever the number of photos, the film ends on the frame that was asked for, unless photos would flicker."""
    film = photos(count, Timing("total", total_ms))
    wanted = round(total_ms * 30 / 1000)
    if wanted >= 6 * count:
        assert wanted == total_frames(film)
    assert all(slot.overlap * 3 <= slot.frames for slot in slots(film))


def test_joins_never_take_more_than_a_third() -> None:
    """A 2 s join between short photos shrinks to a third of them."""
    film = replace(photos(3, Timing("total", 3000)), join=Join("crossfade", 2000))
    assert all(0 < slot.overlap <= slot.frames // 3 for slot in slots(film)[1:])
    assert 90 == total_frames(film)


def test_seconds_per_photo_overlap() -> None:
    """Three photos of 3 s with joins of 0.5 s last 8 s."""
    assert 240 == total_frames(photos(3, Timing("per_photo", 3000)))


def test_photos_fill_what_clips_leave() -> None:
    """Two photos beside a clip of 5 s share the rest of a 12 s film."""
    film = replace(photos(2, Timing("total", 12000)), shots=(*photos(2).shots, clip(1, 5.0)))
    assert 360 == total_frames(film)
    assert 150 == slots(film)[2].frames


def test_fast_clips_are_shorter() -> None:
    """A clip at double speed takes half the time."""
    assert 75 == total_frames(Film(shots=(replace(clip(1, 5.0), speed=2.0),)))


def test_motions_go_round_and_clips_stand_still() -> None:
    """A cycle gives each photo its own motion by its place; a clip moves only if it was told to."""
    film = replace(photos(3), shots=(*photos(3).shots, clip(1, 2.0)), motion=Motion("ken_burns", 0.1))
    assert ["zoom_in", "pan_right", "zoom_out", "none"] == [motion_at(film, index, 120).kind for index in range(4)]


def test_longer_photos_move_further_but_less_in_a_second() -> None:
    """The usual motion is 8 % in 4 s; a motion whose amount was said is as it was said."""
    film = photos(1)
    assert [0.04, 0.08, 0.12] == [motion_at(film, 0, frames).amount for frames in (30, 120, 270)]
    assert 0.05 == motion_at(replace(film, motion=Motion("vary", 0.05)), 0, 30).amount


def test_short_shots_are_joined_quickly() -> None:
    """Shots under 2.5 s share a fifth of a second; where the length was said, up to a third of the shot."""
    film = photos(4, Timing("total", 6000))
    assert [0, 6, 6, 6] == [slot.overlap for slot in slots(film)]
    assert 15 == slots(replace(film, join=Join("crossfade", 500, said=True)))[1].overlap


def test_a_photo_is_four_seconds_in_a_film_of_six_to_sixty() -> None:
    """Without a wish for its length a film of photos follows their number within bounds; clips have their own."""
    assert [6.0, 12.0, 60.0] == [seconds(photos(count)) for count in (1, 3, 40)]
    assert target_ms(Film(shots=(clip(1, 5.0),))) is None


def test_loudness_is_the_platforms_where_nothing_was_said() -> None:
    """A silent film has none; a level that was said wins over the platform, a loudness over both."""
    film = replace(photos(1), platform="tiktok")
    music = replace(film, music=Music("song", "song.mp3"))
    found = [film, music, replace(music, gain=0.3), replace(music, gain=0.3, loudness=-18.0)]
    assert [None, -16.0, None, -18.0] == [loudness(one) for one in found]
    assert [True, False] == [has_sound(Film(shots=(replace(clip(1, 1.0), volume=part),))) for part in (1.0, 0.0)]


def test_a_pinned_film_keeps_its_lengths() -> None:
    """With every length written down each shot lies where it lay, and another total no longer moves it."""
    film = replace(photos(3, Timing("total", 10000)), shots=(*photos(3).shots, clip(1, 2.0)))
    assert slots(film) == slots(pinned(film))
    assert target_ms(pinned(film)) is None
