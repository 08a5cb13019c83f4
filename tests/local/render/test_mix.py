"""The mix as it is heard in the finished file: seams, levels, crossfades, and everything in its time."""

import wave
from pathlib import Path

import av
import numpy as np
import pytest
from odd_clips import F32, Kind, noise, tone, written
from render_parts import F64, RATE, asset, draft, heard, loudness_db, make, plain, shot

from imgfree.local.assets import Asset
from imgfree.local.render.loudness import measured
from imgfree.local.render.sound import decoded
from thorough import some

CANVAS = (48, 64)
FRAME_S = 1 / 30
SPED = (({}, 1000), ({"speed": 0.5}, 2000), ({"speed": 2.0}, 500), ({"reverse": True}, 1000))


def saved(path: Path, sound: F32) -> Asset:
    """Return the sound as a 16-bit WAV file at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound.T.clip(-1, 1) * 32767).astype("<i2").tobytes())
    return asset(path, "audio", duration_s=sound.shape[1] / RATE)


def bed(source: Asset, ms: int, **facts: object) -> dict[str, object]:
    """Return a piece of music from the film's beginning on."""
    return {"d": ms, "m": {"source": source.id, "start": 0, "volume": 1.0, **facts}}


def under_a_photo(tmp_path: Path, song: Asset, ms: int, suffix: str = "mp4", **facts: object) -> Path:
    """Return a film of one photo with this music."""
    photo = plain(tmp_path / "photo.png", size=CANVAS)
    own = {"loudness_lufs": facts.pop("loudness_lufs", None)}
    what = draft(shot(photo, ms), music=[bed(song, ms, **facts)], size=CANVAS, **own)
    return make(what, [photo, song], tmp_path / f"film.{suffix}").path


def windows_db(sound: F64, seconds: float) -> F64:
    """Return the level of each window of this length."""
    length = round(seconds * RATE)
    return np.array([loudness_db(part) for part in sound[: len(sound) // length * length].reshape(-1, length)])


@pytest.mark.parametrize("seconds", [3.0, 0.5, 0.05])
def test_a_loop_has_no_seam(tmp_path: Path, seconds: float) -> None:
    """Where the end of a song of any length meets its beginning no sample jumps further than inside it, and the level
    holds within 1.5 dB."""
    low = np.convolve(np.random.default_rng(9).normal(0, 1, RATE * 3), np.hanning(49) / 24, "same") * 0.2
    song = saved(tmp_path / "song.wav", np.tile(low[: round(seconds * RATE)], (2, 1)).astype(np.float32))
    found = heard(under_a_photo(tmp_path, song, 7000))[: 7 * RATE]
    own = np.abs(np.diff(low)).max()
    assert 1.1 * own > np.abs(np.diff(found[100:-100])).max()
    levels = windows_db(found, 0.25)[1:-1]
    assert 3 > levels.max() - levels.min()


@pytest.mark.parametrize(
    ("volume", "expected_db"), [(0.35, -9.1), (1.0, 0.0), (10 ** (-18 / 20), -18.0), (0.05, -26.0)]
)
def test_music_is_as_loud_as_was_asked(tmp_path: Path, volume: float, expected_db: float) -> None:
    """35 % is 9.1 dB below the file itself, 100 % is the file itself, and so are levels that were given in dB."""
    song = noise(3)
    found = heard(under_a_photo(tmp_path, saved(tmp_path / "song.wav", song), 2500, volume=volume))
    assert 0.5 > abs(expected_db - (loudness_db(found[RATE // 2 : 2 * RATE]) - loudness_db(song[0].astype(np.float64))))


def test_a_full_scale_song_is_left_at_its_level(tmp_path: Path) -> None:
    """A song that goes to the limit everywhere loses what keeps its peaks below -1 dBTP, and less than a dB more."""
    song = saved(tmp_path / "song.wav", tone(3, level=0.999))
    found = heard(under_a_photo(tmp_path, song, 2000))[RATE // 2 : RATE * 3 // 2]
    assert 1 < 20 * np.log10(0.999 / np.sqrt(2)) - loudness_db(found) < 2


def test_the_end_fades_in_a_straight_line(tmp_path: Path) -> None:
    """Halfway through a fade of two seconds the music is 6 dB down, at its end it is gone."""
    song = saved(tmp_path / "song.wav", tone(5))
    found = windows_db(heard(under_a_photo(tmp_path, song, 4000, fade_out_ms=2000))[: 4 * RATE], 0.1)
    assert 0.7 > abs(found[10] - found[29:31].mean() - 6)
    assert found[39] < found[10] - 28


def test_music_steps_back_by_nine_db_and_returns(tmp_path: Path) -> None:
    """Down within 0.3 s of speech, back within 2 s of its end; the music is told from the speech by its pitch."""
    speech = np.zeros((2, 6 * RATE), np.float32)
    speech[:, 2 * RATE : 4 * RATE] = noise(2)
    clip, _ = written(tmp_path / "talk.mp4", Kind(tuple(range(0, 6000, 200)), sound=speech))
    song = saved(tmp_path / "song.wav", tone(7, hertz=2000))
    what = draft(shot(clip, 6000), music=[bed(song, 6000, duck=True)], size=CANVAS)
    found = heard(make(what, [clip, song], tmp_path / "film.mp4").path)[: 6 * RATE].reshape(-1, RATE // 10)
    level = 20 * np.log10(np.abs(np.fft.rfft(found * np.hanning(RATE // 10)))[:, 199:202].max(axis=1))
    level -= level[5:18].mean()
    assert 0.5 > np.abs(level[1:19]).max()
    assert 1 > np.abs(level[23:40] + 9.1).max()
    assert 1 > abs(level[59])


def test_clips_cross_over_at_one_level(tmp_path: Path) -> None:
    """Two clips of unrelated noise: through a crossfade of a second the level stays within 1 dB."""
    times = tuple(range(0, 2000, 200))
    clips = [written(tmp_path / f"{n}.mp4", Kind(times, sound=noise(2, seed=n)))[0] for n in (1, 2)]
    over = {"transition": {"kind": "crossfade", "ms": 1000}}
    what = draft(shot(clips[0], 2000), shot(clips[1], 2000, **over), size=CANVAS)
    levels = windows_db(heard(make(what, clips, tmp_path / "film.mp4").path)[: 3 * RATE], 0.1)
    assert 1 > np.abs(levels[2:-2] - levels[2:9].mean()).max()


def _ends_s(path: Path) -> tuple[float, float, float]:
    """Return when the pictures end, and when the sound begins and ends."""
    with av.open(str(path)) as film:
        pictures_s = sum(1 for _ in film.decode(video=0)) / 30
    with av.open(str(path)) as film:
        sound = [(frame.time or 0.0, frame.samples / RATE) for frame in film.decode(audio=0)]
    return pictures_s, sound[0][0], sound[-1][0] + sound[-1][1]


@pytest.mark.parametrize(
    ("suffix", "facts", "ms"), some([(suffix, *shot) for shot in SPED for suffix in ("mp4", "mov", "webm")], 6)
)
def test_sound_and_pictures_end_together(tmp_path: Path, suffix: str, facts: dict[str, object], ms: int) -> None:
    """At every speed, backwards, and in every container: within one frame, and as long as was asked."""
    clip, _ = written(tmp_path / "clip.mp4", Kind(sound=tone(1)))
    song = saved(tmp_path / "song.wav", tone(1, hertz=700, level=0.1))
    what = draft(shot(clip, ms, **facts), music=[bed(song, ms)], size=CANVAS)
    pictures_s, begins_s, ends_s = _ends_s(make(what, [clip, song], tmp_path / f"film.{suffix}").path)
    assert ms / 1000 == pytest.approx(pictures_s)
    assert 0.001 > abs(begins_s)
    assert FRAME_S > abs(ends_s - pictures_s)


def _clicks(at_s: tuple[float, ...], seconds: float) -> F32:
    sound = np.zeros((2, round(seconds * RATE)), np.float32)
    for second in at_s:
        sound[:, round(second * RATE) :][:, :48] = tone(0.001, hertz=3000, level=0.9)
    return sound


def _off_s(found: F64, at_s: float) -> float:
    """Return how far from this moment the loudest millisecond around it is."""
    first = max(0, round((at_s - 0.2) * RATE))
    energy = np.convolve(np.abs(found[first : first + round(0.4 * RATE)]), np.ones(48), "full")
    return (first + int(energy.argmax()) - 47) / RATE - at_s


@pytest.mark.slow
@pytest.mark.parametrize(
    ("facts", "ms", "most_s"), some([({"in_ms": 15_000, "speed": 2.0}, 22_500, 0.033), ({}, 60_000, 0.005)], 1)
)
def test_a_minute_later_sound_is_still_in_time(tmp_path: Path, facts: dict[str, float], ms: int, most_s: float) -> None:
    """Clicks come where they were, to the end of a minute; at another speed, where the filter picks its pieces, within
    a frame."""
    at_s = (1.0, 20.5, 45.0, 59.0)
    kind = Kind(tuple(range(0, 60_000, 500)), size=(32, 48), sound=_clicks(at_s, 60))
    clip, _ = written(tmp_path / "clip.mp4", kind)
    found = heard(make(draft(shot(clip, ms, **facts), size=(32, 48)), [clip], tmp_path / "film.mp4").path)
    due_s = [(one - facts.get("in_ms", 0) / 1000) / facts.get("speed", 1) for one in at_s]
    assert most_s > max(abs(_off_s(found, one)) for one in due_s if one > 0)


def _band() -> F32:
    """Return six seconds of chords, hats, a kick and a snare: peaks 17 dB above the mean."""
    at, dice = np.arange(6 * RATE) / RATE, np.random.default_rng(4)
    chord = sum(0.07 * np.sin(2 * np.pi * hertz * at + hertz) for hertz in (110, 220, 277, 330, 440, 660, 880, 1320))
    hat = np.convolve(dice.normal(0, 0.12, len(at)) * np.exp(-(at % 0.25) * 60), (0.25, 0.5, 0.25), "same")
    kick = 0.5 * np.exp(-(at % 0.5) * 25) * np.sin(2 * np.pi * 60 * at)
    snare = np.where(at % 1 > 0.5, np.exp(-(at % 0.5) * 20), 0) * dice.normal(0, 0.3, len(at))
    return np.tile(chord + hat + kick + np.convolve(snare, np.ones(6) / 6, "same"), (2, 1)).astype(np.float32)


def _true_peak_db(found: F64) -> float:
    spectrum = np.fft.rfft(found)
    finer = np.fft.irfft(np.concatenate([spectrum, np.zeros(3 * len(spectrum))]), 4 * len(found)) * 4
    return float(20 * np.log10(np.abs(finer).max()))


@pytest.mark.parametrize(("share", "target"), some([(1.0, -14), (0.25, -16), (1.0, -23)], 1))
def test_loudness_is_met_with_peaks_below_minus_one(tmp_path: Path, share: float, target: int) -> None:
    """Loud or quiet music with high peaks: within half a unit of the target in the decoded file, true peak -1 dBTP."""
    song = saved(tmp_path / "song.wav", _band() * np.float32(share))
    path = under_a_photo(tmp_path, song, 6000, loudness_lufs=target)
    lufs, _ = measured(decoded(path, path.name))
    assert 0.5 > abs(target - lufs)
    assert -1 >= _true_peak_db(heard(path))


def test_what_would_have_to_be_crushed_stays_quieter(tmp_path: Path) -> None:
    """Bare drums are not brought to a target by taking more than 6 dB off their peaks; those stay below -1 dBTP."""
    at = np.arange(4 * RATE) / RATE
    song = saved(tmp_path / "song.wav", np.tile(0.9 * np.exp(-(at % 0.5) * 60) * np.sin(2 * np.pi * 200 * at), (2, 1)))
    path = under_a_photo(tmp_path, song, 4000, loudness_lufs=-9)
    lufs, _ = measured(decoded(path, path.name))
    assert -22 < lufs < -11
    assert -1 >= _true_peak_db(heard(path))


def test_everything_steps_back_under_the_voice(tmp_path: Path) -> None:
    """Music is 12 dB lower from the first moment of a line to its last, whole again soon after, and no line is cut."""
    song, spoken = (
        saved(tmp_path / "song.wav", tone(8, hertz=300)),
        saved(tmp_path / "line.wav", tone(2, hertz=2000, level=0.02)),
    )
    photo = plain(tmp_path / "photo.png", size=CANVAS)
    line = {"d": 2000, "m": {"source": spoken.id, "start": 3000, "bus": "voice"}}
    what = draft(shot(photo, 8000), music=[bed(song, 8000), line], size=CANVAS)
    found = heard(make(what, [photo, song, spoken], tmp_path / "film.mp4").path)
    usual, *under, late = (loudness_db(found[round(at * RATE) :][: RATE // 5]) for at in (1.5, 3.0, 3.9, 4.8, 7.0))
    assert [-12] * 3 == [pytest.approx(one - usual, abs=1) for one in under]
    assert usual == pytest.approx(late, abs=0.5)
    spectrum = [np.abs(np.fft.rfft(found[round(at * RATE) :][: RATE // 10]))[200] for at in (2.85, 3.02, 4.88, 5.02)]
    assert min(spectrum[1:3]) > 20 * max(spectrum[0], spectrum[3])


def test_music_begins_low_under_a_line_that_begins_at_once(tmp_path: Path) -> None:
    """It is not loud for the third of a second before the first word."""
    song, spoken = saved(tmp_path / "song.wav", tone(6, hertz=300)), saved(tmp_path / "line.wav", tone(1, hertz=2000))
    photo = plain(tmp_path / "photo.png", size=CANVAS)
    line = {"d": 1000, "m": {"source": spoken.id, "start": 300, "bus": "voice"}}
    what = draft(shot(photo, 6000), music=[bed(song, 6000), line], size=CANVAS)
    found = heard(make(what, [photo, song, spoken], tmp_path / "film.mp4").path)
    first, later = (loudness_db(found[round(at * RATE) :][: RATE // 10]) for at in (0.1, 4.0))
    assert -12 == pytest.approx(first - later, abs=1)
