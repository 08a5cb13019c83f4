"""Photos as they come from odd cameras, designers and programs: what is seen of them in the film."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pillow_heif
import pytest
from PIL import Image
from render_parts import STORED, asset, draft, make, pictures, shot

from imgfree.local.probe import probe
from imgfree.local.render import MediaUnreadable
from thorough import some

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (240, 240, 240)
BACK = (0, 0, 160)
CANVAS = (72, 96)


def shown(path: Path, *, ms: int = 100, canvas: tuple[int, int] = CANVAS, **facts: object) -> npt.NDArray[np.int64]:
    """Return the film's second frame, with the photo alone in it on dark blue."""
    probe(path)
    one = asset(path)
    film = make(draft(shot(one, ms, **facts), size=canvas, background="#0000a0"), [one], path.with_name("film.mp4"))
    return pictures(film.path)[1].astype(np.int64)


def corners(size: tuple[int, int] = CANVAS) -> Image.Image:
    """Return an upright picture: red and green above, blue and white below."""
    half = size[0] // 2, size[1] // 2
    picture = Image.new("RGB", size)
    for at, color in (((0, 0), RED), ((half[0], 0), GREEN), ((0, half[1]), BLUE), (half, WHITE)):
        picture.paste(color, (*at, size[0], size[1]))
    return picture


def far(expected: tuple[int, ...], seen: npt.NDArray[np.int64]) -> int:
    """Return how far the mean of this part is from a colour, in its worst channel."""
    return int(np.abs(seen.reshape(-1, 3).mean(axis=0) - expected).max())


def farthest(seen: npt.NDArray[np.int64]) -> int:
    """Return how far the worst of the four corners is from where it belongs."""
    parts = seen[8:40, 6:30], seen[8:40, 42:66], seen[56:88, 6:30], seen[56:88, 42:66]
    return max(far(color, part) for color, part in zip((RED, GREEN, BLUE, WHITE), parts, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright_in_the_film(tmp_path: Path, orientation: int) -> None:
    """JPEG, PNG and WebP that were taken lying, upside down or mirrored have their corners where they belong."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    turn = STORED.get(orientation)
    stored = corners() if turn is None else corners().transpose(turn)
    for suffix in ("jpg", "png", "webp"):
        stored.save(tmp_path / f"photo.{suffix}", exif=exif, quality=95)
        assert 24 > farthest(shown(tmp_path / f"photo.{suffix}")), suffix


def test_an_orientation_after_the_picture_counts_too(tmp_path: Path) -> None:
    """A PNG whose note stands behind its pixels, as some programs write it, is turned, and its size is the seen one."""
    exif = Image.Exif()
    exif[0x0112] = 6
    corners().transpose(Image.Transpose.ROTATE_90).save(tmp_path / "photo.png", exif=exif)
    data = (tmp_path / "photo.png").read_bytes()
    start = data.index(b"eXIf") - 4
    length = 12 + struct.unpack(">I", data[start : start + 4])[0]
    note, rest = data[start : start + length], data[:start] + data[start + length :]
    (tmp_path / "photo.png").write_bytes(rest[:-12] + note + rest[-12:])
    assert CANVAS == (probe(tmp_path / "photo.png").width, probe(tmp_path / "photo.png").height)
    assert 24 > farthest(shown(tmp_path / "photo.png"))


def test_a_damaged_png_is_refused_however_often_it_is_asked(tmp_path: Path) -> None:
    """A break in the pixels is not forgotten between asking for the size and decoding."""
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "photo.png")
    data = bytearray((tmp_path / "photo.png").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 60] = bytes(60)
    (tmp_path / "photo.png").write_bytes(data)
    with pytest.raises(MediaUnreadable, match=r"'photo\.png' is damaged"):
        probe(tmp_path / "photo.png")
    one = asset(tmp_path / "photo.png")
    with pytest.raises(MediaUnreadable, match=r"'photo\.png' is damaged"):
        make(draft(shot(one, 100)), [one], tmp_path / "film.mp4")


def _saved(form: str, **facts: object) -> Callable[[Image.Image], bytes]:
    def save(picture: Image.Image) -> bytes:
        target = io.BytesIO()
        picture.save(target, form, **facts)
        return target.getvalue()

    return save


def _heic(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    pillow_heif.from_pillow(picture).save(target, quality=95)
    return target.getvalue()


def _deep_rgb(picture: Image.Image) -> bytes:
    """Return a PNG of three times sixteen bits."""
    rows = np.asarray(picture).astype(">u2") * 257
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    head = struct.pack(">IIBBBBB", *picture.size, 16, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(raw)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    import zlib

    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _mpo(picture: Image.Image) -> bytes:
    other = Image.new("RGB", picture.size, (0, 0, 0))
    return _saved("MPO", save_all=True, append_images=[other], quality=95)(picture)


@pytest.mark.parametrize(
    ("name", "save"),
    [
        ("progressive.jpg", _saved("JPEG", progressive=True, quality=95)),
        ("named-wrong.jpg", _saved("PNG")),
        ("two-pictures.jpg", _mpo),
        ("phone.heic", _heic),
        ("deep.png", _deep_rgb),
        ("interlaced.webp", _saved("WEBP", lossless=True)),
    ],
)
def test_kinds_of_files_show_the_same_picture(tmp_path: Path, name: str, save: Callable[[Image.Image], bytes]) -> None:
    """Progressive, misnamed, stereo (its first view), HEIC and 16 bits a channel: four corners in their colours."""
    (tmp_path / name).write_bytes(save(corners()))
    assert 24 > farthest(shown(tmp_path / name))


def test_cmyk_is_read_as_it_was_meant(tmp_path: Path) -> None:
    """Adobe writes its inks inverted: magenta and yellow are seen as red, not as dark cyan."""
    Image.new("CMYK", CANVAS, (0, 220, 220, 20)).save(tmp_path / "adobe.jpg", quality=95)
    assert 12 > far((235, 32, 32), shown(tmp_path / "adobe.jpg"))


def _ink_profile(paper: tuple[int, int, int], inked: tuple[int, int, int]) -> bytes:
    """Return a small CMYK profile (ICC, lut8): black ink goes from one Lab colour to another, the rest do nothing."""
    table = b"".join(bytes(inked if corner & 1 else paper) for corner in range(16))
    ramp = bytes(range(256))
    head = struct.pack(">4s4xBBBx", b"mft1", 4, 3, 2)
    matrix = struct.pack(">9i", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    lut = head + matrix + ramp * 4 + table + ramp * 3
    white = struct.pack(">4s4x3i", b"XYZ ", 63190, 65536, 54061)
    words = b"desc" + bytes(4) + struct.pack(">I", 5) + b"inks\0" + bytes(78)
    tags = ((b"desc", words), (b"wtpt", white), (b"A2B0", lut), (b"cprt", b"text" + bytes(4) + b"none\0"))
    offset, table_of, bodies = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, body in tags:
        padded = body + bytes(-len(body) % 4)
        table_of += struct.pack(">4sII", name, offset + len(bodies), len(body))
        bodies += padded
    size = 128 + len(table_of) + len(bodies)
    header = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    header += struct.pack(">6H4s4sIII8xI3I", 2026, 1, 1, 0, 0, 0, b"acsp", b"APPL", 0, 0, 0, 0, 63190, 65536, 54061)
    return header + bytes(128 - len(header)) + table_of + bodies


def test_cmyk_with_a_profile_is_shown_by_it(tmp_path: Path) -> None:
    """Black ink that the profile calls a red is seen red, not black; how deep differs between versions of lcms."""
    profile = _ink_profile((255, 128, 128), (140, 190, 170))
    Image.new("CMYK", CANVAS, (0, 0, 0, 255)).save(tmp_path / "inks.jpg", quality=95, icc_profile=profile)
    red, green, blue = shown(tmp_path / "inks.jpg").reshape(-1, 3).mean(axis=0)
    assert red > 100
    assert red > 2.5 * max(green, blue)


def test_deep_greys_keep_their_light(tmp_path: Path) -> None:
    """Sixteen bits of grey: a quarter, a half and three quarters of the light."""
    for share in (64, 128, 192):
        Image.fromarray(np.full((96, 72), share * 257, np.uint16)).save(tmp_path / "grey.png")
        assert 3 > far((share, share, share), shown(tmp_path / "grey.png"))


def test_transparent_parts_show_the_background(tmp_path: Path) -> None:
    """Alpha with colour, alpha with grey, a transparent palette entry, in PNG, WebP and GIF."""
    hole = Image.new("L", CANVAS, 255)
    hole.paste(0, (0, 0, 36, 96))
    color, grey = Image.new("RGB", CANVAS, RED), Image.new("L", CANVAS, 200)
    color.putalpha(hole)
    grey.putalpha(hole)
    palette = Image.new("P", CANVAS, 1)
    palette.putpalette([0, 255, 0, *RED])
    palette.paste(0, (0, 0, 36, 96))
    color.save(tmp_path / "a.png")
    color.save(tmp_path / "b.webp", lossless=True)
    grey.save(tmp_path / "c.png")
    palette.save(tmp_path / "d.png", transparency=0)
    palette.save(tmp_path / "e.gif", transparency=0)
    for name, inside in (("a.png", RED), ("b.webp", RED), ("c.png", (200,) * 3), ("d.png", RED), ("e.gif", RED)):
        seen = shown(tmp_path / name)
        assert 12 > far(BACK, seen[:, 4:30]), name
        assert 12 > far(inside, seen[:, 42:68]), name


@pytest.mark.parametrize("size", [(1, 1), (16, 16), (20_000, 400), (400, 20_000), (1081, 1919), (3, 7)])
def test_sizes_nobody_thinks_of(tmp_path: Path, size: tuple[int, int]) -> None:
    """From a single pixel to a panorama, with every fit, the photo's colour is seen in the middle of a moving view."""
    Image.new("RGB", size, RED).save(tmp_path / "photo.png")
    one = asset(tmp_path / "photo.png")
    for fit in ("fill", "blur", "contain"):
        zoom = {"kind": "zoom_in", "amount": 0.2}
        film = make(draft(shot(one, 67, fit=fit, motion=zoom), size=CANVAS), [one], tmp_path / "film.mp4")
        middle = pictures(film.path)[1][47:49, 35:37].astype(np.int64)
        # A panorama that is shown whole is a line of two pixels, softened by the zoom.
        thin = fit != "fill" and max(size) > 9_000
        assert (200 if thin else 40) > far(RED, middle), fit


def test_a_panorama_is_not_squeezed(tmp_path: Path) -> None:
    """Filled, a 20000x400 photo shows its middle: squares in it stay squares."""
    photo = Image.new("RGB", (20_000, 400), (40, 40, 40))
    photo.paste((230, 230, 230), (9_900, 100, 10_100, 300))
    photo.save(tmp_path / "wide.jpg", quality=95)
    light = shown(tmp_path / "wide.jpg", fit="fill")[..., 1] > 128
    across, down = light.any(axis=0).sum(), light.any(axis=1).sum()
    assert abs(across - 48) <= 2
    assert abs(down - 48) <= 2


@pytest.mark.parametrize(("name", "content"), [("notes.jpg", b"dear diary " * 90), ("nothing.png", b"")])
def test_what_is_no_photo_is_refused_by_name(tmp_path: Path, name: str, content: bytes) -> None:
    """Text under a photo's name and a file without a byte: both doors name the file."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(MediaUnreadable, match=name):
        probe(tmp_path / name)
    with pytest.raises(MediaUnreadable, match=name):
        make(draft(shot(asset(tmp_path / name), 100)), [asset(tmp_path / name)], tmp_path / "film.mp4")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "mode", "most_mb"), some([("huge.jpg", "RGB", 300), ("clear.png", "RGBA", 700)], 1))
def test_108_megapixels_fit_into_memory(tmp_path: Path, name: str, mode: str, most_mb: int) -> None:
    """A JPEG of 12000x9000 is never held whole; a PNG with alpha is, but only once."""
    for what in ("save", "show"):
        argv = [sys.executable, str(Path(__file__).with_name("huge_child.py")), what, str(tmp_path / name), mode]
        done = subprocess.run(argv, capture_output=True, text=True, timeout=120, check=True)
    width, height, peak_mb = map(int, done.stdout.split())
    assert (12_000, 9_000) == (width, height)
    assert peak_mb < most_mb
    grey = pictures(tmp_path / "film.mp4")[1][470:490, 260:280].astype(int)
    assert 12 > np.abs(grey - 120).max()
