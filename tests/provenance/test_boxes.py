"""MP4's boxes: where the media lie, and what can be added behind them."""

import io

import pytest

from imgfree.provenance import boxes
from imgfree.provenance.layout import Span, Strange

HEAD = b"\0\0\0\x10ftypisom\0\0\0\0"


def test_finds_media_whatever_way_their_size_is_told() -> None:
    """In four bytes, in eight, or as all the rest; only behind the last nothing can be added."""
    long = b"\0\0\0\1mdat" + (20).to_bytes(8, "big") + b"abcd"
    rest = b"\0\0\0\0mdatefgh"
    found = boxes.layout(io.BytesIO(HEAD + long + rest))
    assert (Span(32, 36), Span(44, 48)) == found.media
    assert b"uuid" == boxes.added(io.BytesIO(HEAD + long), b"x").tail[4:8]
    with pytest.raises(Strange):
        boxes.added(io.BytesIO(HEAD + long + rest), b"x")


def test_takes_only_our_box_for_a_mark() -> None:
    """Another's box of the same sort is a part of the film."""
    ours = boxes.added(io.BytesIO(HEAD), b"<imgfree:Mark>").tail
    other = boxes.added(io.BytesIO(HEAD), b"<other>").tail
    found = boxes.layout(io.BytesIO(HEAD + other + ours))
    assert Span(16 + len(other), 16 + len(other) + len(ours)) == found.mark
