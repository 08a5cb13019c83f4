"""Sound: at its level, as long as the film, without clicks."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from render_parts import RATE, clip, draft, heard, loudness_db, make, plain, shot, song

from imgfree.local.music.providers import installed
from imgfree.local.probe import probe
from imgfree.local.render import MediaUnreadable, Output
from imgfree.local.render.limiter import true_peaks
from imgfree.local.render.loudness import measured
from imgfree.local.render.mix import audible, mixed
from imgfree.local.render.plan import plan
from imgfree.local.render.sound import Reader, circled, decoded

TONE_DB = 20 * np.log10(0.5 / np.sqrt(2))


def _music(source: str, ms: int, **facts: object) -> dict[str, object]:
    return {"d": ms, "m": {"source": source, "start": 0, "volume": 1.0, "loop": True, **facts}}


def _mix(tmp_path: Path, ms: int = 3000, **facts: object) -> np.ndarray:  # type: ignore[type-arg]
    tone, photo = song(tmp_path / "tone.wav"), plain(tmp_path / "a.png")
    assets = {"tone": tone, "a": photo}
    film = plan(draft(shot(photo, ms), music=[_music("tone", ms, **facts)]), assets, Output())
    return np.concatenate(list(mixed(film, audible(film, assets), assets)))


def test_level_is_linear_gain(tmp_path: Path) -> None:
    """35 % is 9.1 dB less than the song, in the file, within half a dB."""
    tone, photo = song(tmp_path / "tone.wav"), plain(tmp_path / "a.png")
    what = draft(shot(photo, 2000), music=[_music("tone", 2000, volume=0.35)])
    make(what, [tone, photo], tmp_path / "film.mp4")
    assert 0.5 > abs(TONE_DB - 9.1 - loudness_db(heard(tmp_path / "film.mp4")[4800:-4800]))


def test_sound_is_as_long_as_the_film(tmp_path: Path) -> None:
    """The mix has as many samples as the film's frames last; the file's sound ends within a frame of its picture."""
    assert 3 * RATE == len(_mix(tmp_path))
    tone, photo = song(tmp_path / "tone.wav"), plain(tmp_path / "a.png")
    make(draft(shot(photo, 1500), music=[_music("tone", 1500)]), [tone, photo], tmp_path / "film.mp4")
    assert RATE / 30 >= abs(1.5 * RATE - len(heard(tmp_path / "film.mp4"))) - 1024


def test_a_short_song_is_looped_without_a_click(tmp_path: Path) -> None:
    """Where the end meets the beginning, no sample jumps further than the tone itself does, and the level holds."""
    mix = _mix(tmp_path, 5000)
    tone_step = 0.5 * 2 * np.pi * 440 / RATE
    assert 2.2 * tone_step > np.abs(np.diff(mix[:, 0])).max()
    levels = [loudness_db(part.astype(np.float64)) for part in np.split(mix[:, 0], 20)]
    assert 3.5 > max(levels) - min(levels)


def test_a_song_that_ends_before_it_says_so_begins_again(tmp_path: Path) -> None:
    """A broken file of two seconds that calls itself thirty is heard to the film's end."""
    tone, photo = song(tmp_path / "tone.wav"), plain(tmp_path / "a.png")
    assets = {"tone": replace(tone, duration_s=30.0), "a": photo}
    film = plan(draft(shot(photo, 5000), music=[_music("tone", 5000)]), assets, Output())
    mix = np.concatenate(list(mixed(film, audible(film, assets), assets)))
    assert all(3.5 > abs(TONE_DB - loudness_db(part.astype(np.float64))) for part in np.split(mix[RATE // 10 :], 7))


def test_a_song_without_loop_falls_silent(tmp_path: Path) -> None:
    """After two seconds of song comes silence."""
    mix = _mix(tmp_path, 3000, loop=False)
    assert 0 == np.abs(mix[int(2.1 * RATE) :]).max()


def test_fades_start_and_end_at_nothing(tmp_path: Path) -> None:
    """With fades, the first and the last sample are silent and the middle is not."""
    mix = _mix(tmp_path, 3000, fade_in_ms=500, fade_out_ms=1000)
    assert 0.01 > np.abs(mix[:20]).max()
    assert 0.01 > np.abs(mix[-20:]).max()
    assert 0.49 < np.abs(mix[RATE : RATE + 500]).max()


def test_music_steps_back_under_a_clips_own_sound(tmp_path: Path) -> None:
    """While the clip speaks the music is at least 6 dB down; it may be told to stay."""
    tone, talk = song(tmp_path / "tone.wav", hertz=2000), clip(tmp_path / "talk.mp4")
    assets = {"tone": tone, "talk": talk}

    def music_db(**facts: object) -> float:
        what = draft(shot(talk, 1000), music=[_music("tone", 1000, **facts)])
        film = plan(what, assets, Output())
        sound = np.concatenate(list(mixed(film, audible(film, assets), assets)))[RATE // 2 : RATE * 9 // 10, 0]
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
        return float(20 * np.log10(spectrum[round(2000 * len(sound) / RATE)]))

    assert 6 < music_db(duck=False) - music_db()


def test_a_loudness_target_is_met(tmp_path: Path) -> None:
    """Asked for -16 LUFS, the film is measured there within half a unit, and says what it was before."""
    tone, photo = song(tmp_path / "tone.wav", level=0.05), plain(tmp_path / "a.png")
    what = draft(shot(photo, 3000), music=[_music("tone", 3000)], loudness_lufs=-16)
    made = make(what, [tone, photo], tmp_path / "film.mp4")
    lufs, _ = measured(decoded(made.path, "film.mp4"))
    assert 0.5 > abs(-16 - lufs)
    assert made.loudness
    assert (-16, True) == (made.loudness["target_lufs"], -32 < made.loudness["mixed_lufs"] < -20)
    assert 0.5 > abs(lufs - made.loudness["film_lufs"])


@pytest.mark.parametrize(("speed", "seconds"), [(0.4, 5.0), (2.0, 1.0)])
def test_tempo_changes_length_and_not_pitch(tmp_path: Path, speed: float, seconds: float) -> None:
    """At another speed the tone is longer or shorter and still 440 Hz."""
    song(tmp_path / "tone.wav")
    sound = np.concatenate(list(decoded(tmp_path / "tone.wav", "tone.wav", speed=speed)))[:, 0]
    assert 0.1 > abs(seconds - len(sound) / RATE)
    middle = sound[len(sound) // 4 : len(sound) // 4 + RATE // 2]
    assert 4 >= abs(440 - np.abs(np.fft.rfft(middle)).argmax() * 2)


def test_sound_starts_where_it_is_cut(tmp_path: Path) -> None:
    """From 0.7 s on, 1.3 s of a two-second song are left."""
    song(tmp_path / "tone.wav")
    blocks = list(decoded(tmp_path / "tone.wav", "tone.wav", in_s=0.7))
    assert 0.002 > abs(1.3 - sum(map(len, blocks)) / RATE)


def test_a_song_that_is_none_is_refused(tmp_path: Path) -> None:
    """Text under a song's name, or a picture, names the file."""
    (tmp_path / "song.mp3").write_text("la la la " * 200)
    with pytest.raises(MediaUnreadable, match=r"song\.mp3"):
        list(decoded(tmp_path / "song.mp3", "song.mp3"))


def test_a_rate_that_is_damage_is_refused(tmp_path: Path) -> None:
    """A header that says one sample a second would turn a packet into an hour of sound."""
    song(tmp_path / "song.wav")
    data = bytearray((tmp_path / "song.wav").read_bytes())
    data[24:28] = (1).to_bytes(4, "little")
    (tmp_path / "song.wav").write_bytes(data)
    with pytest.raises(MediaUnreadable, match=r"song\.wav"):
        next(decoded(tmp_path / "song.wav", "song.wav"))
    with pytest.raises(MediaUnreadable, match=r"song\.wav"):
        probe(tmp_path / "song.wav")


def test_a_silent_film_has_no_sound_track(tmp_path: Path) -> None:
    """Nothing to hear: no empty AAC stream."""
    photo = plain(tmp_path / "a.png")
    make(draft(shot(photo, 300)), [photo], tmp_path / "film.mp4")
    with pytest.raises(IndexError):
        heard(tmp_path / "film.mp4")


def test_a_librarys_track_keeps_below_the_limit(tmp_path: Path) -> None:
    """However densely it plays, no peak of the finished file passes -1 dBTP."""
    track = next(one for one in installed() if "energetic_electronic" in one.id).asset()
    photo = plain(tmp_path / "a.png")
    make(draft(shot(photo, 6000), music=[_music(track.id, 6000)]), [track, photo], tmp_path / "film.mp4")
    sound = heard(tmp_path / "film.mp4")
    stereo = np.stack([sound, sound], axis=1).astype(np.float32) if sound.ndim == 1 else sound.astype(np.float32)
    assert 20 * np.log10(float(true_peaks(stereo).max())) <= -1.0


def test_bars_go_round_without_a_click(tmp_path: Path) -> None:
    """Where a loop of bars joins, nothing is steeper than in the song, and its stretches are the same to the sample."""
    tone = song(tmp_path / "tone.wav")
    blocks = circled(lambda at_s: decoded(tone.path, "tone.wav", in_s=at_s), 0.25, (0.5, 1.5))
    sound = Reader(blocks).read(5 * RATE)
    first, second = sound[RATE // 4 :][: int(0.95 * RATE)], sound[RATE // 4 + RATE :][: int(0.95 * RATE)]
    assert np.allclose(first, second, atol=1e-4)
    steepest = np.abs(np.diff(next(decoded(tone.path, "tone.wav")), axis=0)).max()
    assert np.abs(np.diff(sound, axis=0)).max() < 1.5 * steepest
