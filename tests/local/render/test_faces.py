"""Faces: what they look like is read from their own tables, and ours do not depend on this machine's."""

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from imgfree.local.render.faces import Face, east_asian, european, plainest_first


def _copy(target: Path, *, weight: int = 400, slanted: bool = False, serif: bool = False, family: bytes = b"") -> None:
    """Write the European face under another name, with these facts in its tables."""
    font = bytearray(european().path.read_bytes())
    tables = {}
    for entry in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * entry)
        tables[tag] = offset, length
    facts, head = tables[b"OS/2"][0], tables[b"head"][0]
    struct.pack_into(">H", font, facts + 4, weight)
    font[facts + 32], font[facts + 33] = 2, 4 if serif else 11
    struct.pack_into(">H", font, facts + 62, 0x01 if slanted else 0x40)
    struct.pack_into(">H", font, head + 44, 2 if slanted else 0)
    if family:
        start, length = tables[b"name"]
        own = "Source Sans 3".encode("utf-16-be")
        named = family.ljust(13)[:13].decode().encode("utf-16-be")
        font[start : start + length] = bytes(font[start : start + length]).replace(own, named)
    target.write_bytes(font)


def test_style_comes_from_the_tables_and_not_from_the_file_name(tmp_path: Path) -> None:
    """An upright sans of regular weight comes first, whatever the files are called; damaged files are passed over."""
    _copy(tmp_path / "a-regular.ttf", weight=700, slanted=True, serif=True)
    _copy(tmp_path / "b-sans.otf", serif=True)
    _copy(tmp_path / "c.ttf", slanted=True)
    _copy(tmp_path / "d.ttf", weight=900)
    _copy(tmp_path / "x-BdIta-serif.ttf", family=b"Beta")
    _copy(tmp_path / "y.ttf", family=b"Alpha")
    (tmp_path / "empty.ttf").touch()
    (tmp_path / "noise.otf").write_bytes(b"\0\1\0\0" + bytes(range(256)))
    (tmp_path / "cut.ttf").write_bytes((tmp_path / "c.ttf").read_bytes()[:300])
    (tmp_path / "page.ttc").write_text("<html>")
    names = [face.path.name for face in plainest_first([tmp_path]) if face.has("A")]
    assert ["y.ttf", "x-BdIta-serif.ttf", "b-sans.otf", "d.ttf", "c.ttf", "a-regular.ttf"] == names


@pytest.mark.parametrize("word", ["Hamburgefonstiv", "MINIMUM", "quick brown"])
def test_both_faces_look_alike(word: str) -> None:
    """A word has the same height, length and blackness in either, to a twentieth."""
    boxes, inks = [], []
    for face in (east_asian("ko"), european()):
        picture = Image.new("L", (2400, 400))
        ImageDraw.Draw(picture).text((40, 280), word, font=face.at_size(200), fill=255, anchor="ls")
        box = picture.getbbox()
        assert box is not None
        boxes.append((box[2] - box[0], box[3] - box[1]))
        inks.append(float(np.asarray(picture).sum()))
    assert boxes[0] == pytest.approx(boxes[1], rel=0.05)
    assert inks[0] == pytest.approx(inks[1], rel=0.05)


def test_what_a_face_says_it_has_is_never_its_sign_for_a_missing_one() -> None:
    """Every letter that it lists is drawn; nothing is claimed for a file that is not there."""
    for face in (east_asian("ko"), european()):
        font = face.at_size(40)
        missing = bytes(font.getmask("\U0010ffff"))
        listed = [char for char in map(chr, range(0x21, 0x2200, 7)) if char.isalpha() and face.has(char)]
        assert 50 < len(listed)
        assert [] == [char for char in listed if bytes(font.getmask(char)) == missing], face.path.name
    assert not Face(Path("/nowhere.ttf")).has("a")
