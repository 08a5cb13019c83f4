"""Pieces become one film."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from imgfree.local.output import Output
from imgfree.local.render.encode import encode_pictures, encode_sound
from imgfree.local.render.join import joined, notes_of
from imgfree.local.render.reel import Reel
from imgfree.local.render.segments import Segment
from imgfree.local.render.sound import RATE
from imgfree.media_types import FilmFormat

FILM = Reel(64, 112, 30, 12, ())
PARTS = (Segment(0, 7), Segment(7, 5))


def _greys(part: Segment) -> Iterator[VideoFrame]:
    """Yield frames whose light is 30 and 15 more for each frame of the film."""
    for number in range(part.start, part.end):
        grey = np.full((112, 64, 3), 30 + 15 * number, np.uint8)
        yield VideoFrame.from_ndarray(grey, format="rgb24").reformat(format="yuv420p")


def _pieces(folder: Path, output: Output) -> list[tuple[Segment, Path]]:
    made = [(part, folder / f"{part.start}.nut") for part in PARTS]
    for part, path in made:
        encode_pictures(path, FILM, output, _greys(part))
    return made


@pytest.mark.parametrize("name", ["mp4", "mov", "webm"])
def test_every_frame_is_at_its_own_time(tmp_path: Path, name: FilmFormat) -> None:
    """All frames of all pieces are there, in order, evenly, with sound from the beginning to the end."""
    output = Output(name)
    samples = FILM.frames * RATE // FILM.fps
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(samples) / RATE).astype(np.float32)
    encode_sound(tmp_path / "sound", output, np.split(np.stack([tone, tone], axis=1), 4), {"loudness": "{}"})
    joined(tmp_path / f"film.{name}", FILM, output, _pieces(tmp_path, output), tmp_path / "sound")
    with av.open(str(tmp_path / f"film.{name}")) as film:
        frames = list(film.decode(video=0))
        assert [n / 30 for n in range(12)] == pytest.approx([frame.time for frame in frames], abs=6e-4)
        seen = [(frame.to_ndarray(format="rgb24").mean() - 30) / 15 for frame in frames]
        assert [*range(12)] == pytest.approx(seen, abs=0.3)
    with av.open(str(tmp_path / f"film.{name}")) as film:
        sound = [((frame.time or 0.0), frame.samples / RATE) for frame in film.decode(audio=0)]
    assert 0.001 > abs(sound[0][0])
    assert 0.02 > abs(samples / RATE - sum(sound[-1]))
    assert "{}" == notes_of(tmp_path / "sound", output)["loudness"]


def test_a_film_without_sound_has_one_stream(tmp_path: Path) -> None:
    """No empty track is written."""
    joined(tmp_path / "film.mp4", FILM, Output(), _pieces(tmp_path, Output()), None)
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert ["video"] == [stream.type for stream in film.streams]
