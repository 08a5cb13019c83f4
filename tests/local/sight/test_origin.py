"""When and where a picture was taken, as files say it."""

import io

import pytest
from PIL import Image

from imgfree.local.sight.origin import moment, origin


def saved(kind: str, taken: str = "", xmp: str = "") -> Image.Image:
    """Return a picture as it is read back from a file with these notes."""
    notes = Image.Exif()
    if taken:
        notes.get_ifd(0x8769)[0x9003] = taken
    file = io.BytesIO()
    Image.new("RGB", (16, 16)).save(file, kind, exif=notes.tobytes(), **({"xmp": xmp.encode()} if xmp else {}))
    picture = Image.open(io.BytesIO(file.getvalue()))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_the_camera_says_when(kind: str) -> None:
    """Its own time, without a zone, from each format that carries it."""
    assert ("2024-06-01T12:30:05", "") == origin(saved(kind, "2024:06:01 12:30:05"))


@pytest.mark.parametrize(
    ("xmp", "expected"),
    [
        ('<rdf:Description photoshop:City="Lisboa" photoshop:Country="Portugal"/>', ("", "Lisboa, Portugal")),
        ("<photoshop:City>São Paulo &amp; mais</photoshop:City>", ("", "São Paulo & mais")),
        ('<x photoshop:DateCreated="2023-12-24T18:00:00+01:00" Iptc4xmpCore:Location="鼓楼" photoshop:City="南京"/>',
         ("2023-12-24T18:00:00", "鼓楼, 南京")),
        ('<x photoshop:City="Singapore" photoshop:Country="Singapore"/>', ("", "Singapore")),
        ("<x photoshop:City=>", ("", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_the_owner_says_where(xmp: str, expected: tuple[str, str]) -> None:
    """Place and date of an XMP packet, as attributes or as elements; each part of a place once."""
    assert expected == origin(saved("JPEG", xmp=xmp))


def test_a_place_is_short_enough_to_read() -> None:
    """Sixty characters at most, whatever is written there."""
    assert 60 >= len(origin(saved("JPEG", xmp=f'<x photoshop:City="{"ab " * 200}"/>'))[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024:06:01 12:30:05", "2024-06-01T12:30:05"),
        ("2024-06-01T12:30:05.000000Z", "2024-06-01T12:30:05"),
        ("2024-06-01", "2024-06-01T00:00:00"),
        ("0000:00:00 00:00:00", ""),
        ("2024:13:41 99:00:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_moments_are_of_one_form(text: str, expected: str) -> None:
    """What cameras, phones and clips write; what is no date is none."""
    assert expected == moment(text)
