"""Photos of every kind come out as they are meant to be seen, or are refused by name."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms
from render_parts import STORED

from imgfree.local.probe import probe
from imgfree.local.render import MediaUnreadable
from imgfree.local.render.photos import check, decoded, opened, pixels

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (240, 240, 240)


def _corners() -> Image.Image:
    """Return an upright picture: red and green above, blue and white below."""
    picture = Image.new("RGB", (60, 80))
    for at, color in (((0, 0), RED), ((30, 0), GREEN), ((0, 40), BLUE), ((30, 40), WHITE)):
        picture.paste(color, (*at, at[0] + 30, at[1] + 40))
    return picture


def _read(path: Path) -> Image.Image:
    with opened(path, path.name) as picture:
        return decoded(picture, path.name)


def _near(expected: tuple[int, ...], picture: Image.Image, at: tuple[int, int]) -> bool:
    found = picture.getpixel(at)
    assert isinstance(found, tuple)
    return max(abs(a - b) for a, b in zip(expected, found, strict=True)) < 12


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(tmp_path: Path, orientation: int) -> None:
    """However the camera was held, the picture stands upright and its size is the seen one."""
    turn = STORED.get(orientation)
    stored = _corners() if turn is None else _corners().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "photo.jpg", exif=exif, quality=95, subsampling=0)
    upright = _read(tmp_path / "photo.jpg")
    assert (60, 80) == upright.size == (probe(tmp_path / "photo.jpg").width, probe(tmp_path / "photo.jpg").height)
    for at, color in (((10, 10), RED), ((50, 10), GREEN), ((10, 70), BLUE), ((50, 70), WHITE)):
        assert _near(color, upright, at)


def test_kinds_that_phones_and_designers_send(tmp_path: Path) -> None:
    """PNG, WebP, HEIC, AVIF, palette, BMP, and CMYK as JPEG and TIFF all give the same red."""
    red = Image.new("RGB", (32, 32), RED)
    red.save(tmp_path / "a.png")
    red.save(tmp_path / "b.webp", lossless=True)
    red.quantize(4).save(tmp_path / "c.png")
    red.convert("CMYK").save(tmp_path / "d.jpg", quality=95)
    pillow_heif.from_pillow(red).save(tmp_path / "e.heic", quality=95)
    red.save(tmp_path / "f.gif")
    red.save(tmp_path / "g.avif", quality=95)
    red.save(tmp_path / "h.bmp")
    red.save(tmp_path / "i.tif", compression="tiff_lzw")
    red.convert("CMYK").save(tmp_path / "j.tif")
    for path in sorted(tmp_path.iterdir()):
        picture = _read(path)
        assert "RGB" == picture.mode, path.name
        assert _near(RED, picture, (16, 16)), path.name


def test_alpha_is_kept_until_it_lies_on_a_background(tmp_path: Path) -> None:
    """A transparent PNG and a palette with a transparent entry come as RGBA."""
    Image.new("RGBA", (8, 8), (255, 0, 0, 100)).save(tmp_path / "a.png")
    Image.new("LA", (8, 8), (200, 100)).save(tmp_path / "b.png")
    Image.new("P", (8, 8), 3).save(tmp_path / "c.png", transparency=3)
    assert ["RGBA"] * 3 == [_read(tmp_path / name).mode for name in ("a.png", "b.png", "c.png")]


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    """A grey of half the light in 16 bits is 128, not clipped white."""
    Image.fromarray(np.full((9, 9), 32768, np.uint16)).save(tmp_path / "grey.png")
    Image.fromarray(np.full((9, 9), 0.5, np.float32)).save(tmp_path / "grey.tif")
    for name in ("grey.png", "grey.tif"):
        assert _near((128, 128, 128), _read(tmp_path / name), (4, 4))


def test_a_wide_gamut_profile_is_converted(tmp_path: Path) -> None:
    """A picture with a profile of its own is shown in sRGB; with sRGB's, it is left alone."""
    lab_red = Image.new("RGB", (16, 16), (180, 90, 60))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab_red.save(tmp_path / "own.png", icc_profile=profile)
    assert (180, 90, 60) == _read(tmp_path / "own.png").getpixel((8, 8))


def test_a_huge_jpeg_is_decoded_small(tmp_path: Path) -> None:
    """12000x9000 is reduced while it is decoded, to no less than what is needed."""
    path = tmp_path / "huge.jpg"
    Image.new("L", (12_000, 9_000), 90).save(path, quality=60)
    with opened(path, path.name) as picture:
        small = decoded(picture, path.name, (1100, 800))
    assert 1100 <= small.width < 2400
    assert small.height >= 800


def _png_header(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    begun = struct.pack(">I", 5000) + b"IDAT" + zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + begun


def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    """Empty, text, cut off, scrambled, a bomb: each refusal names the file and says why."""
    whole = tmp_path / "whole.jpg"
    _corners().resize((600, 800)).save(whole)
    data = whole.read_bytes()
    cases = {
        "empty.jpg": (b"", "is empty"),
        "text.jpg": (b"\xff\xd8\xffthis is no photo", "text.jpg"),
        "cut.jpg": (data[: len(data) // 2], "is damaged"),
        "cut.png": (_png_header(50, 50), "is damaged"),
        "bomb.png": (_png_header(50_000, 50_000), "more than 120 megapixels"),
    }
    for name, (content, words) in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(MediaUnreadable, match=words) as refused:
            check(tmp_path / name, name)
        assert name in refused.value.message


def test_a_wrong_suffix_does_not_matter(tmp_path: Path) -> None:
    """A PNG named .jpg is read as what it is; a song named .jpg is found to be a song."""
    Image.new("RGB", (5, 7)).save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "b.jpg")
    found = probe(tmp_path / "b.jpg")
    assert ("image", 5, 7) == (found.file_type, found.width, found.height)


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (640, 481)])
def test_pixels_are_the_pictures(size: tuple[int, int]) -> None:
    """Of one pixel and of many, row by row, they are what NumPy reads."""
    noise = np.random.default_rng(4).integers(0, 255, (size[1], size[0], 3), np.uint8)
    assert (pixels(Image.fromarray(noise)) == noise).all()
