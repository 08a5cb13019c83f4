"""No peak of a finished film is above -1 dBTP, whatever is played; and its loudness is what is told."""

from pathlib import Path

import av
import numpy as np
import pytest
from render_parts import RATE, draft, make, plain, shot
from test_mix import bed, saved

from imgfree.local.render.loudness import measured
from imgfree.local.render.sound import decoded

AT = np.arange(2 * RATE) / RATE
DICE = np.random.default_rng(5)
HARD = {
    "square": np.sign(np.sin(2 * np.pi * 100 * AT)),
    "noise": DICE.uniform(-1, 1, len(AT)),
    "clipped": np.clip(6 * sum(np.sin(2 * np.pi * hertz * AT + hertz) for hertz in (110, 277, 440, 880)), -1, 1),
    "bursts": np.where(AT % 1 < 0.02, DICE.uniform(-1, 1, len(AT)), 0),
}


def _true_peak_db(path: Path) -> float:
    """Return the highest peak of any channel, eight times finer than the samples."""
    with av.open(str(path)) as file:
        sound = np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)
    spectrum = np.fft.rfft(sound)
    finer = np.fft.irfft(np.pad(spectrum, ((0, 0), (0, 7 * spectrum.shape[1]))), 8 * sound.shape[1]) * 8
    return float(20 * np.log10(np.abs(finer).max()))


def _film(
    folder: Path, name: str, suffix: str, *, speaks: bool = False, lufs: float | None = None
) -> tuple[Path, dict[str, float]]:
    sound = np.stack([HARD[name], np.roll(HARD[name], 7)]).astype(np.float32)
    song, photo = saved(folder / "song.wav", sound), plain(folder / "photo.png", size=(48, 64))
    line = {"d": 1000, "m": {"source": song.id, "start": 500, "bus": "voice"}}
    music = [bed(song, 2000), *([line] if speaks else [])]
    made = make(draft(shot(photo, 2000), music=music, size=(48, 64), loudness_lufs=lufs), [photo, song],
                folder / f"film.{suffix}")  # fmt: skip
    return made.path, made.loudness or {}


@pytest.mark.parametrize(
    ("name", "suffix", "speaks"),
    [("square", "mp4", False), ("noise", "webm", False), ("clipped", "mp4", True), ("bursts", "webm", False)],
)
def test_no_peak_is_above_the_limit(tmp_path: Path, name: str, suffix: str, speaks: bool) -> None:
    """A clipped square, full-scale noise, a clipped song under a voice: -1 dBTP in the finished file."""
    assert -1 >= _true_peak_db(_film(tmp_path, name, suffix, speaks=speaks)[0])


def test_a_clipped_song_comes_to_its_target(tmp_path: Path) -> None:
    """What the limiter would take off it at its own level does not count: it is played lower."""
    path, told = _film(tmp_path, "clipped", "mp4", lufs=-14)
    lufs, _ = measured(decoded(path, path.name))
    assert (-14, -14) == pytest.approx((lufs, told["film_lufs"]), abs=0.5)


def test_what_is_told_of_loudness_is_what_is_heard(tmp_path: Path) -> None:
    """Bursts that cannot be as loud as was asked are told as loud as they are."""
    path, told = _film(tmp_path, "bursts", "mp4", lufs=-10)
    lufs, _ = measured(decoded(path, path.name))
    assert lufs == pytest.approx(told["film_lufs"], abs=1.5)
    assert lufs < -12
