"""First bytes and suffixes -> what a file is."""

import pytest

from imgfree import media_types
from imgfree.media_types import CLOUD_SUFFIXES, LOCAL_SUFFIXES, sniff

HEADS = [
    (b"\xff\xd8\xff\xe0", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF89a", "gif"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
    (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
    (b"BW64\xff\xff\xff\xffWAVEds64", "wav"),
    (b"RIFX\x00\x00\x00\x00WAVEfmt ", "wav"),
    (b"RIFF\x00\x00\x00\x00AVI LIST", "avi"),
    (b"\x00\x00\x00\x18ftypisom", "mp4"),
    (b"\x00\x00\x00\x18ftypM4V ", "mp4"),
    (b"\x00\x00\x00\x18ftyp3gp5", "3gp"),
    (b"\x00\x00\x00\x14ftypqt  ", "mov"),
    (b"\x00\x00\x00\x18ftypheic", "heic"),
    (b"\x00\x00\x00\x18ftypmsf1\0\0\0\0msf1hevc", "heic"),
    (b"\x00\x00\x00\x1cftypmif1\0\0\0\0mif1heicmiaf", "heic"),
    (b"\x00\x00\x00\x1cftypmif1\0\0\0\0mif1avifmiaf", "avif"),
    (b"\x00\x00\x00\x18ftypavif", "avif"),
    (b"\x00\x00\x00\x18ftypM4A ", "m4a"),
    (b"\x00\x00\x00\x08wide\x00\x00", "mov"),
    (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "webm"),
    (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", "mkv"),
    (b"II*\0\x08\0\0\0", "tif"),
    (b"MM\0*\0\0\0\x08", "tif"),
    (b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "bmp"),
    (b"ID3\x04\x00", "mp3"),
    (b"\xff\xfb\x90\x64", "mp3"),
    (b"\0\0\0\xff\xfb\x90\x64", "mp3"),
    (b"\xff\xf1\x50\x80", "aac"),
    (b"fLaC\0\0\0\x22", "flac"),
    (b"OggS\0\x02\0\0", "ogg"),
    (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "srt"),
    ("\ufeff1\n00:00:01,000 --> 00:00:02,000\nHi\n".encode("utf-16-le"), "srt"),
    ("1\n00:00:01,000 –> 00:00:02,000\nHi\n".encode("utf-16"), "srt"),
    ("1\n00:00:01,000 –> 00:00:02,000\nHi\n".encode("cp1252"), "srt"),
    ("1\n00:00:01, 000 → 00:00:02, 000\nHi\n".encode(), "srt"),
    (b"1\n00:00:01,000 --&gt; 00:00:02,000\nHi\n", "srt"),
    (b"1\n00:00:-01,000 --> -00:00:02,000\nHi\n", "srt"),
    (b"00:01.5-->00:02\nHi\n", "srt"),
    (b"\xef\xbb\xbfWEBVTT\n\nNOTE nothing yet", "vtt"),
    ("WEBVTT\n".encode("utf-16"), "vtt"),
    (b"<!-- a --> page", None),
    (b"", None),
    (b"BM, the best of all letters, they say", None),
    (b"\xff\xff\xff\xff", None),
    (b"#EXTM3U\nfile:///etc/passwd", None),
    (b"ffconcat version 1.0\nfile secret", None),
    (b"<svg xmlns=", None),
    (b"%PDF-1.7", None),
    (b"\x00\x00\x00\x18ftypcrx ", None),
]


@pytest.mark.parametrize(("head", "name"), HEADS)
def test_names_the_format(head: bytes, name: str | None) -> None:
    """Known signatures give their format; playlists, documents and unknown things give None."""
    found = sniff(head)
    assert name == (found.name if found else None)


def test_short_heads_are_safe() -> None:
    """Any beginning of any format is either known or unknown, never an error."""
    for head, _ in HEADS:
        for end in range(len(head)):
            assert sniff(head[:end]) is None or head
            assert isinstance(media_types.foreign(head[:end]), str)


@pytest.mark.parametrize(
    ("head", "called"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"<?xml version='1.0'?>\n<svg xmlns=", "SVG"),
        (b"\n  <!DOCTYPE html><html>", "a web page"),
        (b"\x00\x00\x00\x18ftypcrx ", "CR3"),
        (b"\0\0\0\x0cJXL \r\n", "JPEG XL"),
        (b"FORM\0\0\0\0AIFF", "AIFF"),
        (b"password=hunter2", ""),
    ],
)
def test_calls_what_no_backend_takes_by_its_name(head: bytes, called: str) -> None:
    """A refusal can say what a file is, beyond what is taken."""
    assert called == media_types.foreign(head)


def test_every_suffix_stands_for_one_kind() -> None:
    """No suffix is listed twice, each leads back to its kind, and the cloud's are some of all."""
    assert len(LOCAL_SUFFIXES) == len(set(LOCAL_SUFFIXES))
    assert all(suffix in found.suffixes for suffix in LOCAL_SUFFIXES if (found := media_types.by_suffix(suffix)))
    assert set(CLOUD_SUFFIXES) < set(LOCAL_SUFFIXES)
    assert {"mp4", "mov", "avi", "webm", "mkv", "jpg", "jpeg", "png", "gif", "webp", "heic"} | {
        "mp3", "wav", "m4a", "aac"
    } == set(CLOUD_SUFFIXES)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "head", "agrees"),
    [
        ("a.mp4", b"\x00\x00\x00\x18ftypisom", True),
        ("a.mov", b"\x00\x00\x00\x18ftypisom", True),
        ("a.M4V", b"\x00\x00\x00\x18ftypisom", True),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", True),
        ("a.jpe", b"\xff\xd8\xff\xe0", True),
        ("a.avi", b"\x00\x00\x00\x18ftypisom", False),
        ("a.gif", b"\x00\x00\x00\x18ftypisom", False),
        ("a.png", b"\xff\xd8\xff\xe0", False),
        ("a.mp4", b"<html>", False),
        ("a.sh", b"#!/bin/sh", False),
        ("a", b"\xff\xd8\xff\xe0", False),
    ],
)
def test_a_name_agrees_with_content_that_opens_under_it(name: str, head: bytes, agrees: bool) -> None:
    """MP4 and QuickTime pass for each other, as do WebM and Matroska; nothing else passes for another kind."""
    assert agrees == media_types.agrees(name, head)


@pytest.mark.parametrize(
    ("name", "head", "in_cloud", "at_home"),
    [
        ("a.jfif", b"\xff\xd8\xff\xe0", "a.jpg", "a.jfif"),
        ("my.holiday.JPE", b"\xff\xd8\xff\xe0", "my.holiday.jpg", "my.holiday.JPE"),
        ("a.HIF", b"\x00\x00\x00\x18ftypheic", "a.heic", "a.HIF"),
        ("a.m4v", b"\x00\x00\x00\x18ftypM4V ", "a.mp4", "a.m4v"),
        ("a.JPG", b"\xff\xd8\xff\xe0", "a.JPG", "a.JPG"),
        ("a.jpg", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.jpg", "a.jpg"),
        ("a.jfif", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "a.jfif"),
        ("a.jpg", b"\x00\x00\x00\x18ftypavif", None, "a.jpg"),
        ("a.bmp", b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", None, "a.bmp"),
    ],
)
def test_sends_a_name_that_the_backend_takes(name: str, head: bytes, in_cloud: str | None, at_home: str) -> None:
    """What the cloud knows keeps its name; another suffix becomes the usual one; what it does not take has no name."""
    found = sniff(head)
    assert found is not None
    assert (in_cloud, at_home) == (
        media_types.name_for(name, found, CLOUD_SUFFIXES),
        media_types.name_for(name, found, LOCAL_SUFFIXES),
    )
