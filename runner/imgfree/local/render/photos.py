"""Open a photo of any size, kind and orientation, at no more than the size it will be seen at."""

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pillow_heif
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from imgfree import media_types
from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.sight.origin import origin

U8 = npt.NDArray[np.uint8]

# Only what the protocol names, and what cameras and browsers save. Pillow would try thirty more, and among those are
# formats that start other programs.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF", "TIFF", "BMP")
ACCEPTED = ", ".join(media_types.names_of("image"))
MAX_PIXELS = 120_000_000  # 12000x9000 and a bit; decoded whole, at 4 bytes, that is 480 MB
MAX_SIDE = 65_535  # all that JPEG has; Pillow keeps an allocation a row, so a thin strip would take gigabytes
# A JPEG is decoded at an eighth where that is enough; a WebP at 16 bytes a pixel.
_OTHER_LIMITS = {"JPEG": 400_000_000, "MPO": 400_000_000, "WEBP": 48_000_000}
PROXY_PX = 320  # of the shorter side: enough to see what is in a picture
MAX_PLAYED_PIXELS = 16_000_000

# Pillow's own limit warns without naming the file, and stops at a size we can serve. Ours follows in `opened`.
Image.MAX_IMAGE_PIXELS = None
# What it has to say of a camera's odd notes is for programmers, and names a line of its own.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
# It keeps the memory of 12 megapixels from one photo to the next: to have it cleared anew takes as long as to decode.
Image.core.set_blocks_max(3)  # type: ignore[attr-defined]
Image.init()  # all readers at once: asking for one that is not loaded yet fails
pillow_heif.register_heif_opener()

# What decoders raise on damaged input; each was seen on a broken file.
BROKEN: tuple[type[Exception], ...] = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    LookupError,
    TypeError,
    RuntimeError,
    MemoryError,
    ArithmeticError,
    Image.DecompressionBombError,
)
_TURNED = (5, 6, 7, 8)  # EXIF orientations that swap width and height
_ORIENTATION = 0x0112
_GIANT_PIXELS = 24_000_000
_GIANTS = threading.Lock()
_HEADER_BYTES = 64  # what a PPM says of itself is shorter
_STRIP = 256  # rows that are worked on at a time
_FAILURE = "imgfree.failure"


def opened(path: Path, name: str) -> Image.Image:
    """Return the picture with only its header read. Raises MediaUnreadable with `name` in it."""
    if not path.is_file() or path.stat().st_size == 0:
        raise MediaUnreadable(f"'{name}' is empty (0 bytes)" if path.is_file() else f"'{name}' is gone")
    try:
        picture = Image.open(path, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise MediaUnreadable(f"'{name}' is not a picture that can be read", hint=f"send {ACCEPTED}") from error
    except BROKEN as error:
        raise damaged(name, error) from error
    width, height = picture.size
    limit = _OTHER_LIMITS.get(picture.format or "", MAX_PIXELS)
    if width * height > limit or max(width, height) > MAX_SIDE:
        picture.close()
        raise _too_large(name, picture, limit)
    return picture


def refuse_giant(picture: Image.Image, name: str) -> None:
    """Raise MediaUnreadable for a picture that plays and is too large to be decoded again and again.

    Asked of each frame: in a GIF one may reach beyond the picture, and Pillow lets the picture grow.
    """
    if picture.width * picture.height > MAX_PLAYED_PIXELS:
        raise _too_large(name, picture, MAX_PLAYED_PIXELS)


def _too_large(name: str, picture: Image.Image, limit: int) -> MediaUnreadable:
    longest = max(picture.size)
    most = f"{limit // 1_000_000} megapixels" if longest <= MAX_SIDE else f"{MAX_SIDE} pixels a side"
    return MediaUnreadable(
        f"'{name}' is {picture.width}x{picture.height}, more than {most}", hint="make it smaller first"
    )


def seen_size(picture: Image.Image) -> tuple[int, int]:
    """Return width and height as seen, after the orientation that the camera noted."""
    width, height = picture.size
    return (height, width) if _orientation(picture) in _TURNED else (width, height)


def decoded(picture: Image.Image, name: str, at_least: tuple[int, int] | None = None) -> Image.Image:
    """Return the picture upright in RGB or RGBA, reduced where it stays at least as large as `at_least`."""
    width, height = at_least or seen_size(picture)
    if _orientation(picture) in _TURNED:
        width, height = height, width
    with _alone(picture):
        return _upright(picture, name, width, height)


def pixels(picture: Image.Image) -> U8:
    """Return the pixels of a picture in RGB: height, width, 3.

    NumPy would ask Pillow for a list of parts, join these and have each page of memory cleared for it: 12 megapixels
    take three times as long.
    """
    sink = _Sink(picture.width * picture.height * 3)
    plain = picture.copy() if isinstance(picture, ImageFile.ImageFile) else picture  # a file's asks for the folder
    plain.save(sink, "PPM")
    return sink.last().reshape(picture.height, picture.width, 3)


class _Sink(io.BytesIO):
    """Keeps what is written, and knows how much of it at the end is wanted."""

    def __init__(self, wanted: int) -> None:
        super().__init__()
        self._kept = np.empty(wanted + _HEADER_BYTES, np.uint8)
        self._at, self._wanted = 0, wanted

    def write(self, part: Any) -> int:
        end = self._at + len(part)
        self._kept[self._at : end] = np.frombuffer(part, np.uint8)
        self._at = end
        return len(part)

    def last(self) -> U8:
        """Return the bytes that are wanted."""
        return self._kept[self._at - self._wanted : self._at]


@contextmanager
def _alone(picture: Image.Image) -> Iterator[None]:
    """Have one picture at a time where one takes hundreds of megabytes until it is shrunk."""
    with _GIANTS if picture.width * picture.height > _GIANT_PIXELS else nullcontext():
        yield


def _upright(picture: Image.Image, name: str, width: int, height: int) -> Image.Image:
    """Return the picture as `decoded` promises; width and height are as stored."""
    try:
        _load(_drafted(picture, width, height))
        factor = min(picture.width // max(1, width), picture.height // max(1, height))
        upright = _smaller(_eight_bit(picture), factor)
        if _orientation(picture) != 1:  # asked first: it copies whatever it finds
            upright = ImageOps.exif_transpose(upright)
        return _in_srgb(upright, picture.info.get("icc_profile"))
    except BROKEN as error:
        raise damaged(name, error) from error


def check(path: Path, name: str) -> tuple[tuple[int, int], Image.Image, tuple[str, str]]:
    """Return width and height as seen, the picture (the first of several) small, and when and where it was taken.

    Raises MediaUnreadable.
    """
    with opened(path, name) as picture:
        if frame_count(picture) > 1:
            refuse_giant(picture, name)
        size = seen_size(picture)  # before it is decoded: a JPEG is at a scale of its own from then on
        return size, decoded(picture, name, (PROXY_PX, PROXY_PX)), origin(picture)


def frame_count(picture: Image.Image) -> int:
    """Return how many frames the picture plays; 1 for a still. An MPO's further pictures are not frames."""
    if picture.format not in ("GIF", "WEBP", "PNG", "AVIF"):
        return 1
    try:
        return int(getattr(picture, "n_frames", 1))
    except BROKEN:
        return 1  # a damaged tail: the first frame may still be whole


def _drafted(picture: Image.Image, width: int, height: int) -> Image.Image:
    """Return the picture; a JPEG will be decoded at the smallest of its own scales that is no smaller than this."""
    if picture.format in ("JPEG", "MPO") and picture.mode in ("RGB", "L", "YCbCr", "CMYK"):
        picture.draft(picture.mode, (width, height))
    return picture


def _smaller(picture: Image.Image, factor: int) -> Image.Image:
    """Return the picture shrunk by a whole factor; box filtering, so that the later Lanczos step has little to do."""
    if factor < 2:
        return picture
    small = _in_strips(picture, factor) if picture.mode == "RGBA" else picture.reduce(factor)
    small.info = picture.info
    return small


def _in_strips(picture: Image.Image, factor: int) -> Image.Image:
    """Return a picture with alpha shrunk: Pillow copies what it shrinks, so it is given a part at a time."""
    width, height = picture.size
    small = Image.new("RGBA", (-(-width // factor), -(-height // factor)))
    rows = factor * max(1, _STRIP // factor)
    for top in range(0, height, rows):
        part = picture.crop((0, top, width, min(height, top + rows)))
        small.paste(part.reduce(factor), (0, top // factor))
    return small


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Return the picture with eight bits a channel; what is transparent keeps its alpha."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _shallow(picture)
    if picture.mode in ("LA", "PA", "La", "RGBa") or (
        picture.mode in ("P", "L", "RGB") and "transparency" in picture.info
    ):
        return picture.convert("RGBA")
    if picture.mode in ("L", "RGB", "RGBA", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _shallow(picture: Image.Image) -> Image.Image:
    """Return a deep grey as a common one; what fits into eight bits already, or is a share of 1, is taken as that."""
    values = np.asarray(picture)
    most = values.max(initial=0)
    share = 255.0 / (65535.0 if most > 255 else 1.0 if picture.mode == "F" and most <= 1 else 255.0)
    grey = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _STRIP):
        grey[top : top + _STRIP] = np.clip(np.rint(values[top : top + _STRIP] * share), 0, 255)
    shallow = Image.fromarray(grey)
    shallow.info = picture.info
    return shallow


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB. A profile that cannot be used is ignored: the plain conversion is close."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "srgb" not in ImageCms.getProfileDescription(own).lower():
                converted = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=mode)
                return picture if converted is None else converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture if picture.mode == mode else picture.convert(mode)


def _load(picture: Image.Image) -> None:
    """Decode the picture; asked again after a failure, fail again, where Pillow would give what there is."""
    if _FAILURE not in picture.info:
        try:
            picture.load()
        except BROKEN as error:
            picture.info[_FAILURE] = error
            raise
    elif isinstance(failure := picture.info[_FAILURE], Exception):
        raise failure


def _orientation(picture: Image.Image) -> int:
    try:
        if picture.format == "PNG" and "exif" not in picture.info:
            _load(picture)  # the note may come after the picture
        return int(picture.getexif().get(_ORIENTATION, 1))
    except BROKEN:
        return 1


def damaged(name: str, error: Exception) -> MediaUnreadable:
    """Return the error for a picture that the decoder gave up on; in its words, but without our paths in them."""
    words = str(error).split("\n")[0]
    reason = words if words and "/" not in words else "the decoder gives up"
    return MediaUnreadable(f"'{name}' is damaged: {reason}", hint="export or copy it again")


# A truncated file is refused, not filled up with grey.
ImageFile.LOAD_TRUNCATED_IMAGES = False
