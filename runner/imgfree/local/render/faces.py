"""The faces there are to write with: those that are installed with us, and font files that somebody gives."""

import functools
import importlib
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from imgfree.errors import SetupError
from imgfree.local.render.font_files import coverage, weights

# Faces of NotoSansCJK-Regular.ttc: the same character is drawn as its language writes it.
_EAST_ASIAN = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3}
# Noto Sans CJK has its Latin letters from Source Sans, drawn this much larger; the stems are equal to a thousandth.
_SOURCE_SCALE = 1.117
_REGULAR = 400
_BOLD = 700
# File of each family that comes with us, and how much larger it is set so that capitals are as high as Noto's.
_FAMILIES = {
    "montserrat": ("fontpkg_montserrat", "Montserrat[wght].ttf", 1.02),
    "playfair": ("fontpkg_playfair_display", "PlayfairDisplay[wght].ttf", 1.04),
    "caveat": ("fontpkg_caveat", "Caveat[wght].ttf", 1.3),
    "anton": ("fontpkg_anton", "Anton-Regular.ttf", 1.08),
}
_FIXED = {"anton"}  # families of one weight


@dataclass(frozen=True)
class Face:
    """One face of a font file. Its letters are set `scale` times as large as asked; `weight` is of a variable font.

    `language` chooses among the shapes that one file has for a character; `fat` is a weight that no file has: a line
    around the letters, in shares of their size; `tracking` is put between its letters.
    """

    path: Path
    index: int = 0
    scale: float = 1.0
    weight: int | None = None
    language: str = ""
    fat: float = 0.0
    tracking: float = 0.0

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
    """Return the plain face of `ja`, `ko`, `zh-Hans` or `zh-Hant`; each has the plain Latin letters, too."""
    path = _installed("noto_cjk_sans_otc") / "NotoSansCJK-Regular.ttc"
    return Face(path, _EAST_ASIAN[language], language=language)


def east_asian_bold(language: str, fat: float = 0.0) -> Face:
    """Return the bold face of `ja`, `ko`, `zh-Hans` or `zh-Hant`: one file, which has the shapes of each."""
    return Face(_installed("noto_cjk_sans_jp_bold") / "NotoSansCJKjp-Bold.otf", language=language, fat=fat)


def song(language: str, fat: float = 0.0) -> Face:
    """Return the face with serifs for Chinese and for Japanese; it has no Korean."""
    return Face(_installed("pylopdf_fonts_zh_cn") / "NotoSerifSC-Regular.otf", language=language, fat=fat)


def brush() -> Face:
    """Return the face of Chinese letters written by hand: the 3755 commonest of the simplified ones."""
    return Face(Path(__file__).parent / "typefaces" / "MaShanZheng-Subset.ttf", scale=1.2, fat=0.006, tracking=-0.15)


def european(weight: int = _REGULAR) -> Face:
    """Return the face for Latin letters of every language, Greek and Cyrillic; it looks like the East Asian one's."""
    path = _installed("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
    return Face(path, scale=_SOURCE_SCALE, weight=weight)


def western(family: str, weight: int = _BOLD) -> Face:
    """Return a face for Latin letters: montserrat, playfair, caveat or anton."""
    package, name, scale = _FAMILIES[family]
    return Face(_installed(package) / "files" / name, scale=scale, weight=None if family in _FIXED else weight)


def of_file(path: Path, weight: int) -> Face:
    """Return the face of a font file that somebody gave, as heavy as it can be up to that."""
    bounds = weights(path)
    return Face(path, weight=min(max(weight, bounds[0]), bounds[1]) if bounds else None)


@functools.cache
def emoji() -> Face:
    """Return the face of emoji, in the colour of the letters around them."""
    return Face(_installed("manimgx_fonts") / "NotoEmoji[wght].ttf", weight=_BOLD)


@functools.cache
def further_faces(weight: int = _BOLD) -> tuple[Face, ...]:
    """Return the faces for twenty further scripts that come with us. No font of this machine is ever among them."""
    packed = sorted(_installed("manimgx_fonts").glob("NotoSans*.ttf"))
    return tuple(Face(path, weight=weight) for path in packed if "Italic" not in path.name)


@functools.cache
def _installed(package: str) -> Path:
    try:
        module = importlib.import_module(package)  # fonts are large; only a film with text needs them
    except ImportError as missing:
        raise SetupError("a font package is not installed", hint="pip install 'imgfree[local]'") from missing
    return Path(str(module.__file__)).parent
