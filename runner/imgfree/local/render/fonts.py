"""Find a font that can draw a character. A character that no font has is refused by name: never a box."""

import bisect
import functools
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imgfree.errors import SetupError
from imgfree.local.render.failures import RenderError

# Faces of NotoSansCJK-Regular.ttc: the same character is drawn as its language writes it.
_FACES = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3}

_SYSTEM_FOLDERS = (
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
_FIRST_EMOJI = "\U0001f000"  # from here on up, nearly all that people write are emoji


@dataclass(frozen=True)
class Face:
    """One face of a font file."""

    path: Path
    index: int = 0

    def has(self, char: str) -> bool:
        """Return whether the face can draw this character."""
        ranges = _coverage(self.path, self.index)
        at = bisect.bisect_right(ranges, (ord(char), 0x110000)) - 1
        return at >= 0 and ranges[at][0] <= ord(char) <= ranges[at][1]


def needs_glyph(char: str) -> bool:
    """Return whether a character is drawn at all: joiners, variation selectors and spaces are not."""
    if char in "\u200d\u2060\ufeff" or "\ufe00" <= char <= "\ufe0f" or "\U000e0000" <= char <= "\U000e01ef":
        return False
    return unicodedata.category(char) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


def face_for(text: str) -> Face:
    """Return the packed font's face for the language that the text is most likely in."""
    return Face(_packed(), _FACES[_script(text)])


def base_face(text: str, *, serif: bool = False) -> Face:
    """Return the face for a whole text: the packed one of its language, else the first here that has all its letters.

    One face for all of it is preferred, since only within one are letters joined and put in order. Serif letters come
    from this machine's fonts; where it has none, the packed font is used.
    """
    letters = [char for char in dict.fromkeys(text) if unicodedata.category(char)[0] in "LMN"]
    if serif and (face := _one_face(letters, [one for one in _system_faces() if _is_serif(one)])):
        return face
    first = face_for(text)
    if all(first.has(char) for char in letters):
        return first
    return _one_face(letters, _system_faces()) or first


def runs(text: str, base: Face, what: str) -> list[tuple[str, Face]]:
    """Return the text cut into pieces that one face can draw each. Raises RenderError naming what none can draw."""
    pieces: list[tuple[str, Face]] = []
    for at, char in enumerate(text):
        if not needs_glyph(char):
            face = pieces[-1][1] if pieces else base
        elif char == "\u2019" and _between_letters(text, at):
            face = Face(_packed(), _FACES["ja"])  # the Chinese faces give an apostrophe a whole square
        else:
            found = base if base.has(char) else other_face(char)
            if found is None:
                raise _not_drawn(char, what)
            face = found
        if pieces and pieces[-1][1] == face:
            pieces[-1] = (pieces[-1][0] + char, face)
        else:
            pieces.append((char, face))
    return pieces


def _between_letters(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(char.isalpha() and char < "\u0250" for char in around)


def _one_face(chars: Sequence[str], faces: Iterable[Face]) -> Face | None:
    """Return the first face that has all characters."""
    return next((face for face in faces if all(face.has(char) for char in chars)), None)


def _is_serif(face: Face) -> bool:
    stem = face.path.stem.lower()
    return any(word in stem for word in ("serif", "times", "georgia", "songti", "mincho", "playfair")) and not any(
        word in stem for word in ("bold", "italic", "sans", "condensed")
    )


def other_face(char: str) -> Face | None:
    """Return a face for a character that the text's own has not; None if no font on this machine can draw it."""
    packed = Face(_packed(), _FACES["zh-Hans"])
    black = (face for face in emoji_faces() if not _is_coloured(face))
    return next((face for face in (packed, *_system_faces(), *black) if face.has(char)), None)


def _not_drawn(char: str, what: str) -> RenderError:
    name = unicodedata.name(char, "unnamed").lower()
    return RenderError(
        f"no font on this machine can draw '{char}' (U+{ord(char):04X}, {name}) in the {what}",
        hint=f"install {'an emoji font' if char >= _FIRST_EMOJI else 'a font that has it'}, or leave it out",
    )


def _script(text: str) -> str:
    """Return which language's shapes fit the text; plain Chinese counts as simplified unless it cannot be.

    Text without any of them is set in the Korean face, the one that gives quotation marks the width of Latin letters.
    """
    if any("\u3040" <= char <= "\u30ff" for char in text):
        return "ja"
    if any("\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff" for char in text):
        return "ko"
    han = "".join(char for char in text if "\u4e00" <= char <= "\u9fff")
    if not han:
        return "ko"
    if _encodable(han, "gb2312"):
        return "zh-Hans"
    return "zh-Hant" if _encodable(han, "big5") else "zh-Hans"


def _encodable(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@functools.cache
def _packed() -> Path:
    try:
        import noto_cjk_sans_otc  # the font is large; only a film with text needs it
    except ImportError as missing:
        raise SetupError("the font package is not installed", hint="pip install 'imgfree[local]'") from missing
    return Path(noto_cjk_sans_otc.__file__).parent / "NotoSansCJK-Regular.ttc"


@functools.cache
def emoji_faces() -> tuple[Face, ...]:
    """Return this machine's emoji fonts, those in colour before those in black."""
    faces = (face for face in _all_faces() if _is_emoji(face))
    return tuple(sorted(faces, key=lambda face: not _is_coloured(face)))


@functools.cache
def _system_faces() -> tuple[Face, ...]:
    """Return the fonts for text. Emoji fonts have digits too, and are never meant for them."""
    return tuple(face for face in _all_faces() if not _is_emoji(face))


def _is_emoji(face: Face) -> bool:
    stem = face.path.stem.lower()
    return "emoji" in stem or stem == "seguiemj"


def _is_coloured(face: Face) -> bool:
    return "color" in face.path.stem.lower()


@functools.cache
def _all_faces() -> tuple[Face, ...]:
    """Return the first face of every font on this machine; plain upright ones first, then by name."""
    found = [
        path
        for folder in _SYSTEM_FOLDERS
        for path in sorted(Path(folder).expanduser().rglob("*"))
        if path.suffix.lower() in _SUFFIXES
    ]

    def rank(path: Path) -> tuple[int, str]:
        stem = path.stem.lower()
        plain = not any(word in stem for word in ("bold", "italic", "oblique", "light", "mono", "serif", "condensed"))
        return (0 if plain else 1, stem)

    return tuple(Face(path) for path in sorted(found, key=rank))


@functools.cache
def _coverage(path: Path, index: int) -> tuple[tuple[int, int], ...]:
    """Return the sorted ranges of code points in the face's character map; none for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            return tuple(sorted(_ranges(_character_map(file, index))))
    except (OSError, struct.error, ValueError, IndexError):
        return ()


def _character_map(file: BinaryIO, index: int) -> bytes:
    """Return the `cmap` table, as the OpenType specification lays it out."""
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (tables,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    for _ in range(tables):
        tag, _, offset, length = struct.unpack(">4sIII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(length)
    raise ValueError("no character map")


def _ranges(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the best Unicode subtable: format 12 before format 4."""
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = [struct.unpack_from(">HHI", table, 4 + 8 * entry) for entry in range(count)]
    subtables = {struct.unpack_from(">H", table, at)[0]: at for platform, _, at in offsets if platform in (0, 3)}
    if 12 in subtables:
        at = subtables[12]
        (groups,) = struct.unpack_from(">I", table, at + 12)
        for group in range(groups):
            first, last, _ = struct.unpack_from(">III", table, at + 16 + 12 * group)
            yield first, last
    elif 4 in subtables:
        yield from _segments(table, subtables[4])


def _segments(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", table, at + 6)
    count = doubled // 2
    ends: Sequence[int] = struct.unpack_from(f">{count}H", table, at + 14)
    starts: Sequence[int] = struct.unpack_from(f">{count}H", table, at + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield first, last
