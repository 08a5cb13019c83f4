"""Bytes become frames, however they are cut."""

import pytest

from imgfree.client.stream.sse import COMMENT, CONTINUATION, Frame, FrameDecoder, is_broken_error


def frames(stream: bytes, size: int = 0) -> list[Frame]:
    """Return all frames of the bytes, fed in portions of `size` (0: at once)."""
    decoder = FrameDecoder()
    portions = [stream[at : at + size] for at in range(0, len(stream), size)] if size else [stream]
    return [frame for portion in portions for frame in decoder.feed(portion)] + decoder.close()


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
    found = frames(end.join(lines) + end, size)
    assert [Frame(COMMENT, "hi"), Frame("text", "one\ntwo\n"), Frame("", " three ")] == found


def test_a_lone_cr_ends_a_frame_at_once() -> None:
    """A frame that ends in CR does not wait for the byte after it."""
    assert [Frame("", "one")] == FrameDecoder().feed(b"data: one\r\r")


def test_a_byte_order_mark_is_dropped() -> None:
    """The first field is read although a mark stands before it, and only there."""
    assert [Frame("", "one"), Frame("", "\ufefftwo")] == frames("\ufeffdata: one\n\ndata: \ufefftwo\n\n".encode(), 1)


def test_other_line_separators_are_content() -> None:
    """Only CR and LF end lines: JSON may hold U+2028 and U+0085 as they are."""
    assert [Frame("", "a\u2028b\u0085c\x0bd")] == frames("data: a\u2028b\u0085c\x0bd\n\n".encode(), 1)


def test_broken_utf8_does_not_stop_the_stream() -> None:
    """Bytes that are no text are replaced, what follows is read."""
    assert [Frame("", "a\ufffdb"), Frame("", "c")] == frames(b"data: a\xffb\n\ndata: c\n\n")


def test_an_empty_data_line_is_a_frame() -> None:
    """An empty `data:` line is a message without content, blank lines alone are none."""
    assert [Frame("", "")] == frames(b"\n\ndata:\n\n\n\n")


def test_a_last_frame_needs_no_blank_line() -> None:
    """What was said when the peer went counts."""
    assert [Frame("", "one"), Frame("", "two")] == frames(b"data: one\n\ndata: two")


def test_lines_of_a_broken_error_belong_to_it() -> None:
    """A newline in the text of an old error frame hides no words, whatever the next lines look like."""
    found = frames(b'data: {"error": "an "odd"\nid: 5\nthing\n\nhappened"}\n\ndata: {}\n\n')
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
