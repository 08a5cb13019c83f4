"""The faces there are to write with: those that are installed with us, and this machine's own."""

import functools
import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from imgfree.errors import SetupError
from imgfree.local.render.font_files import coverage, face_count, style
from imgfree.settings import expanded

# Faces of NotoSansCJK-Regular.ttc: the same character is drawn as its language writes it.
_EAST_ASIAN = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3}
# Noto Sans CJK has its Latin letters from Source Sans, drawn this much larger; the stems are equal to a thousandth.
_SOURCE_SCALE = 1.117
_REGULAR = 400

SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_SMILE = "\U0001f600"


@dataclass(frozen=True)
class Face:
    """One face of a font file. Its letters are set `scale` times as large as asked; `weight` is of a variable font."""

    path: Path
    index: int = 0
    scale: float = 1.0
    weight: int | None = None

    def has(self, char: str) -> bool:
        """Return whether the face can draw this character."""
        return ord(char) in coverage(self.path, self.index)

    def at_size(self, size: float) -> ImageFont.FreeTypeFont:
        """Return the face at this letter size in pixels. Raises OSError where its pictures have other sizes only."""
        font = ImageFont.truetype(str(self.path), size * self.scale, index=self.index)
        if self.weight is not None:
            font.set_variation_by_axes([self.weight])
        return font


def east_asian(language: str) -> Face:
    """Return the face of `ja`, `ko`, `zh-Hans` or `zh-Hant`; each has the plain Latin letters, too."""
    return Face(_installed("noto_cjk_sans_otc") / "NotoSansCJK-Regular.ttc", _EAST_ASIAN[language])


def european() -> Face:
    """Return the face for Latin letters of every language, Greek and Cyrillic; it looks like the East Asian one's."""
    path = _installed("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
    return Face(path, scale=_SOURCE_SCALE, weight=_REGULAR)


@functools.cache
def emoji_faces() -> tuple[Face, ...]:
    """Return this machine's emoji fonts, those in colour before those in black."""
    return tuple(sorted((face for face in _own_faces() if _is_emoji(face)), key=lambda face: not is_coloured(face)))


@functools.cache
def system_faces() -> tuple[Face, ...]:
    """Return this machine's fonts for text, the plainest first. Emoji fonts have digits too, and are not for them."""
    return tuple(face for face in _own_faces() if not _is_emoji(face))


@functools.cache
def serif_faces() -> tuple[Face, ...]:
    """Return this machine's plain upright faces with serifs."""
    return tuple(face for face in system_faces() if (look := style(face.path, face.index)) and look.serif)


def is_coloured(face: Face) -> bool:
    """Return whether the face has pictures in colour."""
    look = style(face.path, face.index)
    return look is not None and look.coloured


def plainest_first(folders: Iterable[Path]) -> list[Face]:
    """Return every face in these folders and below: upright sans of regular weight before all others, then by name.

    What a face looks like is read from its own tables; what its file is called says little.
    """
    paths = (path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    found = ((Face(path, index), style(path, index)) for path in paths for index in range(face_count(path)))
    ranked = [
        (
            not look.plain,
            look.slanted,
            abs(look.weight - _REGULAR) > 100,
            look.width != 5,
            look.fixed_pitch,
            look.serif,
            look.family.casefold(),
            face.path.name,
            face.index,
            face,
        )
        for face, look in found
        if look is not None
    ]
    return [row[-1] for row in sorted(ranked, key=lambda row: row[:-1])]


@functools.cache
def _own_faces() -> tuple[Face, ...]:
    return tuple(plainest_first(expanded(folder) for folder in SYSTEM_FOLDERS))


def _is_emoji(face: Face) -> bool:
    look = style(face.path, face.index)
    return look is not None and (look.coloured or "emoji" in look.family.lower()) and face.has(_SMILE)


@functools.cache
def _installed(package: str) -> Path:
    try:
        module = importlib.import_module(package)  # fonts are large; only a film with text needs them
    except ImportError as missing:
        raise SetupError("a font package is not installed", hint="pip install 'imgfree[local]'") from missing
    return Path(str(module.__file__)).parent
