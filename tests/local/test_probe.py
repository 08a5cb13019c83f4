"""What a file is, by its content."""

from pathlib import Path

import pytest

from imgfree.local.assets import Probe
from imgfree.local.probe import probe
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
    with pytest.raises(CaptionsUnreadable, match=r"'talk\.srt' .* line 1 "):
        probe(path)
