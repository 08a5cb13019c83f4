"""The clips that stand for media that were left out."""

import io

import av
import pytest

from imgfree.cassette import media


@pytest.mark.parametrize("name", ["mp4", "webm", "gif"])
def test_placeholders_are_small_and_valid(name: str) -> None:
    """Each is below 2 kB, is recognised as its own kind, and a real decoder gets frames out of it."""
    clip = media.placeholder(name)
    assert len(clip) < 2000
    assert name == media.kind(clip)
    with av.open(io.BytesIO(clip)) as film:
        frames = list(film.decode(video=0))
    assert frames


def test_a_padded_clip_is_valid_whatever_its_size_and_pieces() -> None:
    """A clip put together from pieces of a cut download plays, at any size."""
    whole = media.padded("mp4", 0, 1000) + media.padded("mp4", 1000, 700) + media.padded("mp4", 1700, 300_000)
    assert 301_700 == len(whole)
    with av.open(io.BytesIO(whole)) as film:
        assert 2 == len(list(film.decode(video=0)))
