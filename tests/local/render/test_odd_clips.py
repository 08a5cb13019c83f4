"""Clips of odd rates, shapes, depths and clocks: what is seen and heard of them in the film."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from odd_clips import Kind, tone, written
from render_parts import draft, heard, lights, loudness_db, make, pictures, shot

from imgfree.local.probe import probe
from imgfree.local.render import MediaUnreadable

CANVAS = (48, 64)
TONE_DB = float(20 * np.log10(0.3 / np.sqrt(2)))
AS_STORED = [min(24, (2 * n + 1) * 1000 // 60 // 40) for n in range(30)]  # 25 pictures a second in 30 frames


def steps(path: Path) -> list[int]:
    """Return which of the clip's pictures each film frame shows."""
    return [round((light - 30) / 8) for light in lights(path)]


def film(tmp_path: Path, name: str, kind: Kind, *, ms: int = 1000, **facts: object) -> Path:
    """Return a film of this clip alone."""
    source, _ = written(tmp_path / name, kind)
    return make(draft(shot(source, ms, **facts), size=CANVAS), [source], tmp_path / "film.mp4").path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plain.mp4", Kind()),
        ("misnamed.mov", Kind(sound=tone(1))),
        ("10-bit.mp4", Kind(pixels="yuv420p10le")),
        ("4-4-4.mkv", Kind(pixels="yuv444p")),
        ("late-start.mkv", Kind(tuple(range(1400, 2400, 40)), sound=tone(1), sound_ms=1400)),
        ("late-start.webm", Kind(tuple(range(2000, 3000, 40)), video="libvpx")),
    ],
)
def test_every_picture_comes_in_its_time(tmp_path: Path, name: str, kind: Kind) -> None:
    """Whatever the depth and wherever the clock starts, 25 pictures a second are spread over 30 frames."""
    assert AS_STORED == steps(film(tmp_path, name, kind))


def test_one_and_a_hundred_and_twenty_a_second(tmp_path: Path) -> None:
    """A picture a second is held; of 120 a second every fourth is shown."""
    slow = steps(film(tmp_path, "slow.mp4", Kind((0, 1000, 2000)), ms=3000))
    assert [0] * 30 + [1] * 30 + [2] * 30 == slow
    times = tuple(round(n * 1000 / 120) for n in range(24))
    assert [2, 6, 10, 14, 18, 22] == steps(film(tmp_path, "fast.mp4", Kind(times), ms=200))


def test_a_clip_before_its_own_zero(tmp_path: Path) -> None:
    """Pictures before an MP4's edit list begins are not shown; Matroska knows no time before zero and shows all."""
    early = Kind(tuple(range(-200, 800, 40)), sound=tone(1), sound_ms=-200)
    cut = steps(film(tmp_path, "negative.mp4", early, ms=700))
    assert (5, 22) == (cut[0], cut[-1])
    assert 1 >= np.abs(np.subtract(AS_STORED, steps(film(tmp_path, "negative.mkv", early)))).max()


def test_pixels_that_are_not_square(tmp_path: Path) -> None:
    """48x64 with pixels twice as wide is seen as 96x64: with bars above and below, not squeezed."""
    source, seen = written(tmp_path / "wide.mp4", Kind(shape=Fraction(2, 1)))
    assert (96, 64) == (seen.width, seen.height)
    make(draft(shot(source, 100, fit="contain"), size=CANVAS, background="#0000ff"), [source], tmp_path / "film.mp4")
    rows = pictures(tmp_path / "film.mp4")[1][:, 24].astype(int)
    assert 2 >= abs(32 - int((rows[:, 2] < 120).sum()))


def test_a_line_of_a_clip_fills_a_tall_frame(tmp_path: Path) -> None:
    """2048x16 filling a frame shows its middle, without being blown up as a whole."""
    source, _ = written(tmp_path / "line.mp4", Kind(size=(2048, 16)))
    make(draft(shot(source, 1000, fit="fill"), size=(180, 320)), [source], tmp_path / "film.mp4")
    assert AS_STORED == steps(tmp_path / "film.mp4")


@pytest.mark.parametrize(
    ("name", "kind", "expected_db"),
    [
        (
            "mono-8k.mov",
            Kind(sound=tone(1, rate=8000, channels=1), audio="pcm_s16le", rate=8000, layout="mono"),
            TONE_DB,
        ),
        ("stereo.mkv", Kind(sound=tone(1, rate=44_100), rate=44_100), TONE_DB),
        ("opus.webm", Kind(sound=tone(1), video="libvpx", audio="libopus"), TONE_DB),
    ],
)
def test_sound_keeps_its_level(tmp_path: Path, name: str, kind: Kind, expected_db: float) -> None:
    """Mono at 8 kHz, 44.1 kHz and Opus come out as loud as they went in."""
    assert 0.5 > abs(expected_db - loudness_db(heard(film(tmp_path, name, kind))[9600:-9600]))


def test_the_middle_of_surround_is_heard_on_both_sides(tmp_path: Path) -> None:
    """What is spoken into the centre of 5.1 comes 3 dB down on each side."""
    six = np.zeros((6, 48_000), np.float32)
    six[2] = tone(1)[0]
    found = heard(film(tmp_path, "six.mp4", Kind(sound=six, layout="5.1")))
    assert 0.7 > abs(TONE_DB - 3 - loudness_db(found[9600:-9600]))


def test_no_sound_less_sound_and_more_sound(tmp_path: Path) -> None:
    """No track stays none, a short one ends in silence, a long one goes on under the last picture."""
    with pytest.raises(IndexError):
        heard(film(tmp_path, "none.mp4", Kind()))
    short = heard(film(tmp_path, "short.mp4", Kind(sound=tone(0.4))))
    assert 0.02 > np.abs(short[24_000:]).max()
    path = film(tmp_path, "long.mp4", Kind(sound=tone(2)), ms=2000)
    assert [24] * 30 == steps(path)[30:]
    assert 0.5 > abs(TONE_DB - loudness_db(heard(path)[60_000:90_000]))


def test_sound_that_sets_in_late_waits_for_its_picture(tmp_path: Path) -> None:
    """A track that begins half a second after the pictures is heard from there on, from the start and after a cut."""
    kind = Kind(sound=tone(0.5), sound_ms=500)
    for in_ms, silent_s in ((0, 0.5), (300, 0.2)):
        found = heard(film(tmp_path, "late.mp4", kind, ms=1000 - in_ms, in_ms=in_ms))
        begins = int(np.argmax(np.abs(found) > 0.05)) / 48_000
        assert 0.005 > abs(silent_s - begins), in_ms


def test_a_clip_whose_sound_is_rubbish_is_refused_at_the_door(tmp_path: Path) -> None:
    """A track that cannot be read from its first packet on is found before the film is made."""
    written(tmp_path / "clip.mkv", Kind(sound=tone(1), audio="flac"))
    data = bytearray((tmp_path / "clip.mkv").read_bytes())
    at = 0
    while (at := data.find(b"\xff\xf8", at)) > 0:  # every FLAC frame loses its head
        data[at : at + 8] = bytes(8)
    (tmp_path / "clip.mkv").write_bytes(data)
    with pytest.raises(MediaUnreadable, match=r"clip\.mkv"):
        probe(tmp_path / "clip.mkv")
