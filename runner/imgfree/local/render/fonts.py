"""Which face draws which character of a text. A character that no font has is refused by name: never a box."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import regex

from imgfree.local.render.faces import (
    Face,
    east_asian,
    emoji_faces,
    european,
    is_coloured,
    serif_faces,
    system_faces,
)
from imgfree.local.render.failures import RenderError

_SIGN = regex.compile(r"\X")  # a letter with its marks
_UNDRAWN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}]")
_FIRST_EMOJI = "\U0001f000"  # from here on up, nearly all that people write are emoji
_EUROPEAN = ("LATIN ", "GREEK ", "CYRILLIC ")
# Scripts of South and South East Asia, whose letters change places and shapes with their neighbours.
_MOVED = (("\u0900", "\u109f"), ("\u1700", "\u18af"), ("\u1900", "\u1cff"), ("\ua840", "\uabff"))


def needs_glyph(char: str) -> bool:
    """Return whether a character is drawn at all: joiners, variation selectors and spaces are not."""
    return _UNDRAWN.match(char) is None


def needs_order(char: str) -> bool:
    """Return whether the letter is set by rules that only libraqm knows: from right to left, or moved and joined."""
    return unicodedata.bidirectional(char) in ("R", "AL") or any(first <= char <= last for first, last in _MOVED)


def face_for(text: str) -> Face:
    """Return the East Asian face of the language that the text is most likely in."""
    return east_asian(_script(text))


def base_face(text: str, *, serif: bool = False) -> Face:
    """Return the face for a whole text: the East Asian one of its language, or the European one.

    Letters that are joined or put in order need one face for all of them; serif letters come from this machine's
    fonts; where it has none, the usual face is used.
    """
    letters = [char for char in dict.fromkeys(text) if unicodedata.category(char)[0] in "LMN"]
    if serif and (face := _one_face(letters, serif_faces())):
        return face
    first = face_for(text)
    whole = all(first.has(char) for char in letters)
    if any(map(needs_order, letters)):
        return first if whole else _one_face(letters, (european(), *system_faces())) or first
    if any(map(_is_east_asian, letters)) or (whole and not any(map(_is_greek_or_cyrillic, letters))):
        return first
    return european()


def runs(text: str, base: Face, what: str) -> list[tuple[str, Face]]:
    """Return the text cut into pieces that one face can draw each. Raises RenderError naming what none can draw."""
    pieces: list[tuple[str, Face]] = []
    for sign, face in _faced(text, base, what):
        if pieces and pieces[-1][1] == face:
            pieces[-1] = (pieces[-1][0] + sign, face)
        else:
            pieces.append((sign, face))
    return pieces


def other_face(sign: str) -> Face | None:
    """Return a face for a letter, with its marks, that the text's own has not; None if no font here can draw it."""
    packed = (east_asian("zh-Hans"), european())
    if unicodedata.name(sign[0], "").startswith(_EUROPEAN):
        packed = packed[::-1]
    black = (face for face in emoji_faces() if not is_coloured(face))
    return _one_face(sign, (*packed, *system_faces(), *black))


def _faced(text: str, base: Face, what: str) -> Iterator[tuple[str, Face]]:
    """Yield each letter, with its marks, and its face; a blank has the face of what is before it."""
    face, at = base, 0
    for sign in _SIGN.findall(text):
        drawn = [char for char in sign if needs_glyph(char)]
        if sign == "\u2019" and _between_letters(text, at) and base in (east_asian("zh-Hans"), east_asian("zh-Hant")):
            face = east_asian("ja")  # the Chinese faces give an apostrophe a whole square
            yield sign, face
        elif not drawn:
            yield sign, face
        elif found := _one_face(drawn, (base,)) or other_face("".join(drawn)):
            face = found
            yield sign, face
        else:  # no face has all of it: the marks are drawn by another one
            for char in sign:
                face = _one_face(char, (base,)) or other_face(char) or face
                if not face.has(char) and needs_glyph(char):
                    raise _not_drawn(char, what)
                yield char, face
        at += len(sign)


def _not_drawn(char: str, what: str) -> RenderError:
    name = unicodedata.name(char, "unnamed").lower()
    return RenderError(
        f"no font on this machine can draw '{char}' (U+{ord(char):04X}, {name}) in the {what}",
        hint=f"install {'an emoji font' if char >= _FIRST_EMOJI else 'a font that has it'}, or leave it out",
    )


def _between_letters(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(unicodedata.name(char, "").startswith(_EUROPEAN) for char in around)


def _one_face(chars: Sequence[str], faces: Iterable[Face]) -> Face | None:
    """Return the first face that has all characters."""
    return next((face for face in faces if all(face.has(char) for char in chars)), None)


def _is_east_asian(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _is_greek_or_cyrillic(char: str) -> bool:
    return "\u0370" <= char <= "\u052f"


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
