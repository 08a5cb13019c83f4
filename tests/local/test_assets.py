"""What is known of an uploaded file does not change."""

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from imgfree.local.assets import Asset, SoundChoice

CLIP = Asset("a-1", "talk.mp4", "video", Path("talk.mp4"), 40, 30, 2.0, 10, "digest", "/media/a-1/talk.mp4")


def test_the_same_facts_are_the_same_file() -> None:
    """Another choice of its sound tracks is another use of it, and no use changes the record."""
    heard = replace(CLIP, sound=SoundChoice(2, 3, "eng"))
    assert heard == replace(CLIP, sound=SoundChoice(2, 3, "eng")) != CLIP
    with pytest.raises(FrozenInstanceError):
        CLIP.sound = None  # type: ignore[misc]
