"""First bytes -> format."""

import pytest

from imgfree.local.sniff import sniff


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF89a", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "avi"),
        (b"\x00\x00\x00\x18ftypisom", "mp4"),
        (b"\x00\x00\x00\x14ftypqt  ", "mov"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"\x00\x00\x00\x18ftypM4A ", "m4a"),
        (b"\x00\x00\x00\x08wide\x00\x00", "mov"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "webm"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", "mkv"),
        (b"ID3\x04\x00", "mp3"),
        (b"\xff\xfb\x90\x64", "mp3"),
        (b"\xff\xf1\x50\x80", "aac"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "srt"),
        ("\ufeff1\n00:00:01,000 --> 00:00:02,000\nHi\n".encode("utf-16-le"), "srt"),
        (b"00:01.5-->00:02\nHi\n", "srt"),
        (b"\xef\xbb\xbfWEBVTT\n\nNOTE nothing yet", "vtt"),
        ("WEBVTT\n".encode("utf-16"), "vtt"),
        (b"<!-- a --> page", None),
        (b"", None),
        (b"\xff\xff\xff\xff", None),
        (b"#EXTM3U\nfile:///etc/passwd", None),
        (b"ffconcat version 1.0\nfile secret", None),
        (b"<svg xmlns=", None),
        (b"%PDF-1.7", None),
        (b"\x00\x00\x00\x18ftypavif", None),
    ],
)
def test_names_the_format(head: bytes, found: str | None) -> None:
    """Known signatures give the protocol's word; playlists, documents and unknown things give None."""
    assert found == sniff(head)
