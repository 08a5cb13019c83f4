"""What a file is, by its content."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from render_parts import clip

from imgfree.local.assets import Probe
from imgfree.local.probe import probe
from imgfree.local.sight.focus import CENTRE
from imgfree.local.subtitles import CaptionsUnreadable
from local.music.synthetic import RATE, saved
from local.sight.library import person


def test_captions_last_until_their_last_cue(tmp_path: Path) -> None:
    """A captions file has no size, and the end of the cue that ends last is its length."""
    path = tmp_path / "part"
    path.write_text("00:01,000 --> 00:09,500\nlong\n\n00:02,000 --> 00:03,000\nshort\n")
    assert Probe("captions", 0, 0, 9.5, 0.0) == probe(path)


def test_broken_captions_are_refused_with_their_line(tmp_path: Path) -> None:
    """A captions file is read whole, so that nothing is wrong with it later."""
    path = tmp_path / "talk.srt"
    path.write_text("00:10,000 --> 00:0x\nnot\n")
    with pytest.raises(CaptionsUnreadable, match=r"'talk\.srt' .* line 1 "):
        probe(path)


def test_a_song_in_which_nothing_is_heard(tmp_path: Path) -> None:
    """However late the first sound comes, it is heard."""
    rest, hum = np.zeros((5 * RATE, 2), np.float32), 0.01 * np.ones((RATE // 2, 2), np.float32)
    hum[::2] *= -1
    assert probe(saved(tmp_path / "rest.wav", rest)).silent
    assert not probe(saved(tmp_path / "late.wav", np.concatenate([rest, hum]))).silent


@pytest.mark.parametrize(("suffix", "codec"), [("flac", "flac"), ("ogg", "libopus"), ("mp3", "libmp3lame")])
def test_songs_of_any_kind(tmp_path: Path, suffix: str, codec: str) -> None:
    """They are sound, as long as they are."""
    with av.open(tmp_path / f"a.{suffix}", "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="stereo")
        form = stream.codec_context.format.name
        for at in range(0, 2 * RATE, 960):
            wave = (8000 * np.sin(np.arange(at, at + 960) / 20)).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(np.repeat(wave, 2)[None], format="s16", layout="stereo")
            frame.sample_rate, frame.pts = RATE, at
            for fitting in av.AudioResampler(format=form, layout="stereo", rate=RATE).resample(frame):
                container.mux(stream.encode(fitting))
        container.mux(stream.encode(None))
    found = probe(tmp_path / f"a.{suffix}")
    assert ("audio", False) == (found.file_type, found.silent)
    assert 2.0 == pytest.approx(found.duration_s, abs=0.1)


def test_a_photo_tells_where_to_look_and_when_it_was_taken(tmp_path: Path) -> None:
    """Upright, as it is seen: the face of a turned photo is where people see it."""
    picture, notes = Image.new("RGB", (3200, 2400), (120, 140, 150)), Image.Exif()
    face = person(picture, (2400, 1000), 750, 1)[0]
    notes[0x0112] = 6
    notes.get_ifd(0x8769)[0x9003] = "2024:06:01 12:30:05"
    picture.rotate(90, expand=True).save(tmp_path / "a.jpg", quality=95, exif=notes)
    found = probe(tmp_path / "a.jpg")
    assert (3200, 2400, "2024-06-01T12:30:05") == (found.width, found.height, found.taken)
    assert found.focus is not None
    left, top, wide, high = found.focus.box
    assert "face" == found.focus.by
    assert left <= face[0] / 3200 < face[2] / 3200 <= left + wide
    assert top <= face[1] / 2400 < face[3] / 2400 <= top + high


def test_a_clip_tells_where_to_look(tmp_path: Path) -> None:
    """A clip of one grey has no subject, and so a little above its middle is looked at."""
    made = clip(tmp_path / "a.mp4", size=(160, 96), sound=False, light=lambda index: 30)
    assert CENTRE == probe(made.path).focus


def test_the_middle_of_a_clip_is_looked_at(tmp_path: Path) -> None:
    """A face that is there from the third second on, of six, is its subject."""
    frames = [Image.new("RGB", (320, 240), (120, 140, 150)) for _ in range(60)]
    for frame in frames[25:]:
        person(frame, (230, 110), 80, 1)
    with av.open(tmp_path / "a.mp4", "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"crf": "18", "g": "10"})
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_image(frame)))
        container.mux(stream.encode())
    focus = probe(tmp_path / "a.mp4").focus
    assert focus is not None
    assert "face" == focus.by
    assert focus.box[0] < 230 / 320 < focus.box[0] + focus.box[2]
