"""WebM's elements: a mark is within the segment, whose size tells of it."""

import io

import pytest

from imgfree.provenance import elements
from imgfree.provenance.layout import Strange

HEAD = bytes.fromhex("1a45dfa380 18538067")
CLUSTER = bytes.fromhex("1f43b67584") + b"abcd"


def test_the_segment_grows_by_the_mark_and_back() -> None:
    """The size keeps its width, and is told as it was to whoever asks for the film before the mark."""
    size = (len(CLUSTER) | 1 << 56).to_bytes(8, "big")
    film = HEAD + size + CLUSTER
    made = elements.added(io.BytesIO(film), b"<imgfree:Mark>")
    assert made.patch is not None
    at, content = made.patch.at, made.patch.content
    whole = film[:at] + content + film[at + len(content) :] + made.tail
    found = elements.layout(io.BytesIO(whole))
    assert found.undo is not None
    assert (at, size) == (found.undo.at, found.undo.content)
    assert len(film) == (found.mark.start if found.mark else 0)


def test_a_segment_of_unknown_size_needs_no_other() -> None:
    """As a live stream writes it: the mark is just behind."""
    film = HEAD + b"\x01" + b"\xff" * 7 + CLUSTER
    made = elements.added(io.BytesIO(film), b"<imgfree:Mark>")
    assert made.patch is None
    assert elements.layout(io.BytesIO(film + made.tail)).undo is None


@pytest.mark.parametrize("film", [HEAD + b"\x89" + CLUSTER, HEAD + b"\x8a" + CLUSTER, HEAD + CLUSTER[:6], HEAD[:7]])
def test_what_has_no_room_or_does_not_come_out_is_strange(film: bytes) -> None:
    """A size in one byte cannot grow; one that is wrong, or missing, is not trusted."""
    with pytest.raises(Strange):
        elements.added(io.BytesIO(film), b"<imgfree:Mark>" * 10)
