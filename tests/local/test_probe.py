"""What a file is, by its content."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.stream import Disposition

from imgfree.local.assets import SoundChoice
from imgfree.local.probe import Probe, probe
from imgfree.local.render.sound import decoded
from imgfree.local.sandbox.parent import POSSIBLE, Sandbox
from imgfree.local.sandbox.studio import Studio
from imgfree.local.subtitles import CaptionsUnreadable


def test_captions_last_until_their_last_cue(tmp_path: Path) -> None:
    """A captions file has no size, and the end of the cue that ends last is its length."""
    path = tmp_path / "part"
    path.write_text("00:01,000 --> 00:09,500\nlong\n\n00:02,000 --> 00:03,000\nshort\n")
    assert Probe("captions", 0, 0, 9.5, 0.0) == probe(path)


def test_broken_captions_are_refused_with_their_line(tmp_path: Path) -> None:
    """A captions file is read whole, so that nothing is wrong with it later."""
    path = tmp_path / "talk.srt"
    path.write_text("00:10,000 --> 00:0x\nnot\n")
    with pytest.raises(CaptionsUnreadable, match=r"'talk\.srt' has no captions in it that can be shown: line 1 has no"):
        probe(path)


def _two_tracks(path: Path, marked: str) -> None:
    """Write a clip with a quiet French and a loud English track; `marked` is the default one."""
    with av.open(str(path), "w") as file:
        video: Any = file.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        sounds: dict[str, Any] = {name: file.add_stream("aac", rate=44100, layout="mono") for name in ("fra", "eng")}
        for name, stream in sounds.items():
            stream.metadata["language"] = name
            stream.disposition = Disposition.default if name == marked else Disposition(0)
        for _ in range(10):
            file.mux(video.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")))
        file.mux(video.encode(None))
        for name, level in (("fra", 0.02), ("eng", 0.5)):
            samples = (level * np.sin(np.arange(17640) / 20)).astype(np.float32)
            block = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
            block.sample_rate = 44100
            file.mux(sounds[name].encode(block))
            file.mux(sounds[name].encode(None))


@pytest.mark.parametrize(("marked", "number", "level"), [("fra", 1, 0.02), ("eng", 2, 0.5)])
def test_of_several_sound_tracks_the_marked_one_is_used(tmp_path: Path, marked: str, number: int, level: float) -> None:
    """The probe says which one that is, and what is heard is that one."""
    path = tmp_path / "clip.mkv"
    _two_tracks(path, marked)
    assert SoundChoice(number, 2, marked) == probe(path).sound
    loudest = max(float(np.abs(block).max()) for block in decoded(path, "clip.mkv"))
    assert loudest == pytest.approx(level, rel=0.2)


@pytest.mark.skipif(not POSSIBLE, reason="this system cannot fork such a process")
def test_a_process_of_its_own_says_the_same_of_sound_tracks(tmp_path: Path) -> None:
    """What a child found is the same when it has come back."""
    path = tmp_path / "clip.mkv"
    _two_tracks(path, "eng")
    sandbox = Sandbox()
    try:
        assert probe(path).sound == Studio(lambda: sandbox, tmp_path).probe(path).sound
    finally:
        sandbox.close()
