"""Break a text into lines, for Latin words and for Chinese, Japanese and Korean characters."""

import unicodedata
from collections.abc import Callable

# Marks that must not begin a line, and marks that must not end one.
_NOT_FIRST = set("、。，．,.!?！？；;：:·…—～)）]］}｝〉》」』】〕〗’”%％‰°ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_NOT_LAST = set("(（[［{｛〈《「『【〔〖‘“$￥¥#＃")


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str] | None:
    """Return the lines, evenly filled, none wider than `width`; None if a single word is wider. Keeps line breaks."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        atoms = _atoms(paragraph.strip())
        own = _filled(atoms, width, measure)
        if own is None:
            return None
        if len(own) > 1:
            own = _balanced(atoms, len(own), width, measure) or own
        lines += own
    return lines


def _atoms(text: str) -> list[str]:
    """Return the pieces between which a line may end: words with the space after them, single wide characters."""
    atoms: list[str] = []
    for char in text:
        if atoms and not _may_break(atoms[-1], char):
            atoms[-1] += char
        else:
            atoms.append(char)
    return atoms


def _may_break(before: str, char: str) -> bool:
    if char == " " or char in _NOT_FIRST or unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return False
    last = before[-1]
    if last in _NOT_LAST or last == "\u200d":
        return False
    if last == " " or last == "-":
        return True
    if _katakana(char) and _katakana(last):
        return False  # a loan word is one word
    return _wide(char) or _wide(last)


def _wide(char: str) -> bool:
    """Return whether a line may end beside this character: Han, kana, full-width marks; Korean breaks at spaces."""
    hangul = "\uac00" <= char <= "\ud7a3"
    return unicodedata.east_asian_width(char) in "WF" and not hangul


def _katakana(char: str) -> bool:
    return "\u30a0" <= char <= "\u30ff"


def _filled(atoms: list[str], width: float, measure: Callable[[str], float]) -> list[str] | None:
    """Return lines filled one after the other; None if an atom is too wide."""
    lines: list[str] = []
    line = ""
    for atom in atoms:
        if line and measure((line + atom).rstrip()) > width:
            lines.append(line.rstrip())
            line = atom
        else:
            line += atom
        if measure(line.rstrip()) > width:
            return None
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _balanced(atoms: list[str], count: int, width: float, measure: Callable[[str], float]) -> list[str] | None:
    """Return as many lines as before, with the longest as short as it can be."""
    low, high = 0.0, width
    best: list[str] | None = None
    for _ in range(8):
        middle = (low + high) / 2
        lines = _filled(atoms, middle, measure)
        if lines is not None and len(lines) <= count:
            best, high = lines, middle
        else:
            low = middle
    return best
