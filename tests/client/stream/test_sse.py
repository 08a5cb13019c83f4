"""Bytes become frames, however they are cut."""

import itertools
from collections.abc import Iterator

import pytest

from imgfree.client.stream.sse import (
    COMMENT,
    CONTINUATION,
    MAX_FRAME_BYTES,
    Frame,
    frames,
    is_broken_error,
)
from imgfree.errors import ProtocolBroken


def read(stream: bytes, size: int = 0) -> list[Frame]:
    """Return all frames of the bytes, fed in portions of `size` (0: at once)."""
    return list(frames([stream[at : at + size] for at in range(0, len(stream), size)] if size else [stream]))


def prompt(stream: bytes) -> list[Frame]:
    """Return the frames that come before anything after these bytes is asked for."""
    found: list[Frame] = []
    before: list[Frame] = []

    def chunks() -> Iterator[bytes]:
        yield stream
        before.extend(found)

    for frame in frames(chunks()):
        found.append(frame)
    return before


@pytest.mark.parametrize("size", [0, 1, 2, 5])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_all_line_ends_are_read(end: bytes, size: int) -> None:
    """LF, CRLF and CR give the same frames in any portions."""
    lines = [
        b": hi",
        b"event: text",
        b"data: one",
        b"data:two",
        b"data",
        b"",
        b"id: 7",
        b"retry: 5",
        b"data:  three ",
        b"",
    ]
    found = read(end.join(lines) + end, size)
    assert [Frame(COMMENT, "hi"), Frame("text", "one\ntwo\n"), Frame("", " three ")] == found


def test_a_lone_cr_ends_a_frame_at_once() -> None:
    """A frame that ends in CR does not wait for the byte after it."""
    assert [Frame("", "one")] == prompt(b"data: one\r\r")


def test_a_comment_is_told_at_once() -> None:
    """A sign of life in the middle of a frame is not kept back until the frame is whole."""
    assert [Frame(COMMENT, "still here")] == prompt(b"data: one\n: still here\nda")


@pytest.mark.parametrize("size", [0, 1])
def test_what_is_no_data_is_no_frame(size: int) -> None:
    """An id, a waiting time or an unknown field alone says nothing, also at the blank lines after it."""
    assert [Frame("", "one")] == read(b"id: 7\n\n\nretry: 5\nfoo: bar\n\ndata: one\n\n\n", size)


@pytest.mark.parametrize("line", [b"data: %s", b"event: %s", b"%s"])
def test_a_line_beyond_all_bounds_is_refused(line: bytes) -> None:
    """A line that never ends is not kept for ever, whatever it is."""
    with pytest.raises(ProtocolBroken, match="longer than"):
        read(line % (b"x" * (MAX_FRAME_BYTES + 1)), 65536)


def test_a_frame_of_many_lines_is_bounded_too() -> None:
    """Lines that never end in a blank one are not kept for ever."""
    with pytest.raises(ProtocolBroken, match="longer than"):
        list(frames(b"data: " + b"x" * 1000 + b"\n" for _ in itertools.count()))


def test_a_byte_order_mark_is_dropped() -> None:
    """The first field is read although a mark stands before it, and only there."""
    assert [Frame("", "one"), Frame("", "\ufefftwo")] == read("\ufeffdata: one\n\ndata: \ufefftwo\n\n".encode(), 1)


def test_other_line_separators_are_content() -> None:
    """Only CR and LF end lines: JSON may hold U+2028 and U+0085 as they are."""
    assert [Frame("", "a\u2028b\u0085c\x0bd")] == read("data: a\u2028b\u0085c\x0bd\n\n".encode(), 1)


def test_broken_utf8_does_not_stop_the_stream() -> None:
    """Bytes that are no text are replaced, what follows is read."""
    assert [Frame("", "a\ufffdb"), Frame("", "c")] == read(b"data: a\xffb\n\ndata: c\n\n")


def test_an_empty_data_line_is_a_frame() -> None:
    """An empty `data:` line is a message without content, blank lines alone are none."""
    assert [Frame("", "")] == read(b"\n\ndata:\n\n\n\n")


def test_a_last_frame_needs_no_blank_line() -> None:
    """What was said when the peer went counts."""
    assert [Frame("", "one"), Frame("", "two")] == read(b"data: one\n\ndata: two")


def test_lines_of_a_broken_error_belong_to_it() -> None:
    """A newline in the text of an old error frame hides no words, whatever the next lines look like."""
    found = read(b'data: {"error": "an "odd"\nid: 5\nthing\n\nhappened"}\n\ndata: {}\n\n')
    assert [
        Frame("", '{"error": "an "odd"\nid: 5\nthing'),
        Frame(CONTINUATION, 'happened"}'),
        Frame("", "{}"),
    ] == found


@pytest.mark.parametrize(
    ("data", "broken"),
    [
        ('{"error": "fine"}', False),
        ('{"error": "two\nlines"}', False),
        ('{"error": "no "quotes" here"}', True),
        ('{ "error":"cut', True),
        ('{"errors": "cut', False),
        ('{"content": {"error": "cut', False),
    ],
)
def test_broken_errors_are_told_from_whole_ones(data: str, broken: bool) -> None:
    """Only an error object that does not parse is broken."""
    assert broken == is_broken_error(data)
