"""Films and their marks: still played, told again, and told apart from what others made of them."""

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import pytest

from imgfree import disk
from imgfree.errors import InputRefused
from imgfree.provenance import MOST_BYTES, Carried, Mark, MarkTooLarge, imprint, look, packet
from provenance.conftest import CODECS, FRAMES

CONTAINERS = pytest.mark.parametrize("suffix", CODECS)


def frames(film: Path) -> list[bytes]:
    with av.open(str(film)) as container:
        return [bytes(frame.to_ndarray()) for frame in container.decode(video=0)]


@CONTAINERS
def test_a_marked_film_is_played_and_tells_its_mark(
    suffix: str, films: dict[str, Path], mark: Mark, marked: Callable[..., Path]
) -> None:
    """Every picture is the one that it was, and the mark comes back with the digest of the film before it."""
    film = marked(suffix, mark)
    assert FRAMES == len(frames(film))
    assert frames(films[suffix]) == frames(film)
    found = look(film)
    assert found.mark is not None
    assert mark == replace(found.mark, film=mark.film)
    assert disk.sha256(films[suffix]) == found.mark.film.sha256
    assert "whole" == found.state
    assert film.read_bytes() == marked(suffix, mark).read_bytes()


@CONTAINERS
def test_an_xml_parser_reads_the_packet(suffix: str, mark: Mark, marked: Callable[..., Path]) -> None:
    """What other tools see says by IPTC's term that a part of the film was generated."""
    content = marked(suffix, mark).read_bytes()
    told = content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>") + 12]
    names = {one.tag: one.text for one in ET.fromstring(told).iter()}
    source = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
    assert packet.source_of(mark) == names[source]
    assert "voice by hibari-tts" == names["{urn:imgfree:mark:1}Generated"]


@CONTAINERS
def test_what_became_of_the_film_is_told(suffix: str, mark: Mark, marked: Callable[..., Path], tmp_path: Path) -> None:
    """Rewrapped by another tool, cut off, or changed in a picture: each is said, and the mark is what is left."""
    film = marked(suffix, mark)
    other = tmp_path / f"other.{suffix}"
    with av.open(str(film)) as source, av.open(str(other), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        for one in source.demux(video=0):
            if one.dts is not None:
                one.stream = stream
                target.mux(one)
    assert look(other).mark is None
    assert "unknown" == look(other).state
    content = film.read_bytes()
    other.write_bytes(content[:-10])
    assert look(other).state in ("changed", "unknown")
    at = content.index(b"mdat" if suffix != "webm" else b"\x1f\x43\xb6\x75") + 60
    other.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert "changed" == look(other).state
    at = content.index(b"Lavf") + 4  # a tag of the encoder's, not of the pictures
    other.write_bytes(content[:at] + b"9" + content[at + 1 :])
    assert "rewrapped" == look(other).state


@CONTAINERS
def test_a_mark_beyond_its_limit_is_refused_whole(suffix: str, films: dict[str, Path], mark: Mark) -> None:
    """Nothing is cut: what does not fit is an error that says by how much."""
    noise = "".join(hashlib.sha256(bytes([one % 256, one // 256])).hexdigest() for one in range(2000))
    large = replace(mark, carried=Carried("a", noise, {}, {}, {}, {}))
    with films[suffix].open("rb") as file, pytest.raises(MarkTooLarge) as caught:
        imprint(file, large, size_bytes=1, sha256="")
    assert caught.value.size_bytes > MOST_BYTES


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a" + bytes(30),
        b"\0\0\0\x18ftypmp42" + bytes(range(256)),  # boxes that do not come out
        b"\0\0\0\x10ftypisom\0\0\0\0" + bytes(4) + b"mdat" + bytes(20),  # all that follows is its last box's
        b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\1mdat" + b"\xff" * 8,  # a box beyond all measure
        bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d4287810242858102 18538067")
        + b"\xff" * 9,
        bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878102428581021853806780"),
        b"",
    ],
)
def test_what_takes_no_mark_gets_none(content: bytes, mark: Mark, tmp_path: Path) -> None:
    """Such a film stays as it is."""
    film = tmp_path / "a.mp4"
    film.write_bytes(content)
    with film.open("rb") as file:
        assert imprint(file, mark, size_bytes=len(content), sha256="") is None
    assert look(film).mark is None


def test_a_name_without_a_file_is_refused(tmp_path: Path) -> None:
    """Nor is a pipe waited for, or a folder read."""
    with pytest.raises(InputRefused):
        look(tmp_path / "none.mp4")
    with pytest.raises(InputRefused):
        look(tmp_path)
