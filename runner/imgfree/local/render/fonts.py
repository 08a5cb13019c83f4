"""Which face draws which character of a text. A character that no font has is refused by name: never a box."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from imgfree.local.render.faces import Face, east_asian, emoji, european, further_faces
from imgfree.local.render.failures import RenderError
from imgfree.local.render.type_styles import BOLD, STYLES, TypeStyle

_SIGN = regex.compile(r"\X")  # a letter with its marks
_UNDRAWN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}]")
_EUROPEAN = ("LATIN ", "GREEK ", "CYRILLIC ")
# Scripts of South and South East Asia, whose letters change places and shapes with their neighbours.
_MOVED = (("\u0900", "\u109f"), ("\u1700", "\u18af"), ("\u1900", "\u1cff"), ("\ua840", "\uabff"))


def needs_glyph(char: str) -> bool:
    """Return whether a character is drawn at all: joiners, variation selectors and spaces are not."""
    return _UNDRAWN.match(char) is None


def needs_order(char: str) -> bool:
    """Return whether the letter changes places or shapes with its neighbours: from right to left, moved, or joined."""
    return unicodedata.bidirectional(char) in ("R", "AL") or any(first <= char <= last for first, last in _MOVED)


@dataclass(frozen=True)
class Faces:
    """What a text is written with. `whole` draws all of a text whose letters are joined or put in order; of others the
    East Asian letters, and the marks between them, are `eastern`."""

    western: Face
    eastern: Face
    mixed: bool = False
    whole: Face | None = None

    def first(self, sign: str) -> tuple[Face, ...]:
        """Return the faces for a sign, the best first."""
        if self.whole is not None:
            return (self.whole,)
        eastern = _is_east_asian(sign[0]) or (self.mixed and _is_ambiguous(sign[0]))
        if eastern:
            return (self.eastern, self.western)
        return (self.western,) if _is_european(sign[0]) else (self.western, self.eastern)


def face_for(text: str) -> Face:
    """Return the plain East Asian face of the language that the text is most likely in."""
    return east_asian(_script(text))


def faces_for(text: str, style: TypeStyle = STYLES["clean"], weight: int = BOLD) -> Faces:
    """Return the faces for a whole text in this style.

    One face draws all Latin letters of it, one all East Asian ones; letters that are joined or put in order need one
    for all of them.
    """
    letters = [char for char in dict.fromkeys(text) if unicodedata.category(char)[0] in "LMN"]
    wide = [char for char in letters if _is_east_asian(char)]
    able = style.eastern(_script(text), weight)
    eastern = _one_face(wide, able) or able[-1]
    whole = None
    if any(map(needs_order, letters)):
        whole = _one_face(letters, (style.western(weight), european(min(weight, BOLD)), *further_faces()))
    latin = style.western(weight)
    western = _one_face([char for char in letters if _is_european(char)], (latin, european(weight))) or latin
    return Faces(western, eastern, mixed=bool(wide), whole=whole)


def runs(text: str, faces: Faces, what: str) -> list[tuple[str, Face]]:
    """Return the text cut into pieces that one face can draw each. Raises RenderError naming what none can draw."""
    pieces: list[tuple[str, Face]] = []
    for sign, face in _faced(text, faces, what):
        if pieces and pieces[-1][1] == face:
            pieces[-1] = (pieces[-1][0] + sign, face)
        else:
            pieces.append((sign, face))
    return pieces


def other_face(sign: str) -> Face | None:
    """Return a face for a letter, with its marks, that the text's own has not; None if no font here can draw it."""
    packed = (*STYLES["clean"].eastern("zh-Hans", BOLD), european(BOLD))
    if _is_european(sign[0]):
        packed = packed[::-1]
    return _one_face(sign, (*packed, *further_faces(), emoji()))


def _faced(text: str, faces: Faces, what: str) -> Iterator[tuple[str, Face]]:
    """Yield each letter, with its marks, and its face; a blank has the face of what is before it."""
    face, at = faces.whole or (faces.eastern if faces.mixed else faces.western), 0
    for sign in _SIGN.findall(text):
        drawn = [char for char in sign if needs_glyph(char)]
        first = faces.first(sign)
        if sign == "\u2019" and _between_letters(text, at):
            first = (faces.western, faces.eastern)  # the Chinese faces give an apostrophe a whole square
        if not drawn:
            yield sign, face
        elif found := _one_face(drawn, first) or other_face("".join(drawn)):
            face = found
            yield sign, face
        else:  # no face has all of it: the marks are drawn by another one
            for char in sign:
                face = _one_face(char, first) or other_face(char) or face
                if not face.has(char) and needs_glyph(char):
                    raise _not_drawn(char, what)
                yield char, face
        at += len(sign)


def _not_drawn(char: str, what: str) -> RenderError:
    name = unicodedata.name(char, "unnamed").lower()
    return RenderError(
        f"no font that comes with imgfree can draw '{char}' (U+{ord(char):04X}, {name}) in the {what}",
        hint="leave it out, or give a font that has it in a brand.yaml",
    )


def _between_letters(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(map(_is_european, around))


def _one_face(chars: Sequence[str], faces: Iterable[Face]) -> Face | None:
    """Return the first face that has all characters."""
    return next((face for face in faces if all(face.has(char) for char in chars)), None)


def _is_east_asian(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _is_european(char: str) -> bool:
    """Return whether it is a Latin, Greek or Cyrillic letter."""
    return unicodedata.name(char, "").startswith(_EUROPEAN)


def _is_ambiguous(char: str) -> bool:
    """Return whether a mark is as wide as a square in East Asian writing and narrow in others: “ … —."""
    return unicodedata.east_asian_width(char) == "A" and unicodedata.category(char)[0] in "PS"


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
