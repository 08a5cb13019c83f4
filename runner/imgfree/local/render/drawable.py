"""What of a text can be drawn; and of the rest, why not and what would help. Nothing is drawn."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from imgfree.local.render.emoji import cut
from imgfree.local.render.faces import brush
from imgfree.local.render.fonts import faces_for, needs_glyph, other_face
from imgfree.local.render.reel import Lettering, Reel
from imgfree.local.render.text import fits
from imgfree.local.render.type_styles import type_style

_ELLIPSIS = "…"
_SURELY_FITS, _SURELY_LINES = 60, 3  # what is read in any place there is; thousands of captions need no measuring


@dataclass(frozen=True)
class Undrawable:
    """A part of a text, as it was written, that cannot be drawn here."""

    text: str
    why: str
    hint: str


@dataclass(frozen=True)
class Drawable:
    """What is left of a text, tidied up ("" where nothing is), and what had to go, in its order."""

    text: str
    missing: tuple[Undrawable, ...] = ()


def drawable(text: str) -> Drawable:
    """Return what can be drawn of this text with the fonts that come with us."""
    if text.isascii():
        return Drawable(text)
    missing: list[Undrawable] = []
    kept: list[str] = []
    has = _coverage(text)
    for part, reason in _parts(unicodedata.normalize("NFC", text), has):
        if reason is None:
            kept.append(part)
        else:
            why, hint = reason
            missing.append(Undrawable(part, why, hint))
    return Drawable(_tidy("".join(kept)), tuple(missing)) if missing else Drawable(text)


def lacking(text: str, style: Mapping[str, object]) -> str:
    """Return the letters of a text that its style's own face lacks, so that another writes them: of a font file any of
    them, of the hand those that are Chinese."""
    found, weight = type_style(style)
    letters = [char for char in dict.fromkeys(text) if unicodedata.category(char)[0] in "LN"]
    if style.get("font_file"):
        face = found.western(weight)
        return "".join(char for char in letters if not face.has(char))
    hand = brush()
    han = [char for char in letters if "\u3400" <= char <= "\u9fff"]
    return "".join(char for char in han if not hand.has(char)) if found.name == "hand" else ""


def fitting(
    text: str,
    *,
    role: str,
    position: str,
    canvas: tuple[int, int],
    style: Mapping[str, object] = MappingProxyType({}),
    platform: str | None = None,
) -> str:
    """Return the text, or as many of its first words as can be read in its place, with an ellipsis behind them."""
    if len(text) <= _SURELY_FITS and text.count("\n") < _SURELY_LINES:
        return text
    reel = Reel(*canvas, 30, 1, (), platform=platform)

    def good(shown: str) -> bool:
        return fits(Lettering(shown, 0, 1, role, position, dict(style)), reel)

    if good(text):
        return text
    ends = [match.start() for match in re.finditer(r"(?<=\S)\s", text)] or list(range(1, len(text)))
    shortest, longest = 0, len(ends)
    while longest - shortest > 1:
        middle = (shortest + longest) // 2
        shortest, longest = (middle, longest) if good(text[: ends[middle]] + _ELLIPSIS) else (shortest, middle)
    return text[: ends[shortest]] + _ELLIPSIS


Reason = tuple[str, str]
_NO_EMOJI: Reason = ("the emoji that come with imgfree lack it", "take another one")


def _coverage(text: str) -> Callable[[str], bool]:
    own = faces_for("".join(part for part, is_emoji in cut(text) if not is_emoji))
    return lambda char: (
        not needs_glyph(char) or any(face.has(char) for face in own.first(char)) or other_face(char) is not None
    )


def _parts(text: str, has: Callable[[str], bool]) -> Iterator[tuple[str, Reason | None]]:
    """Yield the text in parts, each with the reason why it cannot be drawn; None where it can."""
    for part, is_emoji in cut(text):
        if is_emoji:
            yield part, None if all(has(char) for char in part) else _NO_EMOJI
            continue
        words = re.split(r"(\s+)", part)
        reasons = [[_reason(char, has) for char in word] for word in words]
        for number in range(1, len(words) - 1, 2):
            before, after = reasons[number - 1][-1:], reasons[number + 1][:1]
            if before and before == after:  # a blank between two words that go, goes with them
                reasons[number] = before * len(words[number])
        pairs = zip(part, itertools.chain.from_iterable(reasons), strict=True)
        for reason, group in itertools.groupby(pairs, lambda pair: pair[1]):
            yield "".join(char for char, _ in group), reason


def _reason(char: str, has: Callable[[str], bool]) -> Reason | None:
    if not has(char):
        script = _script(char)
        what = f"'{char}'" if script is None else f"{script} letters"
        return f"no font that comes with imgfree has {what}", "give one that does in a brand.yaml"
    return None


def _script(char: str) -> str | None:
    """Return the name of a letter's script; None for signs, which belong to none."""
    if unicodedata.category(char)[0] not in "LM":
        return None
    return unicodedata.name(char, "").partition(" ")[0].capitalize() or None


def _tidy(text: str) -> str:
    """Return the text without the gaps that what went has left."""
    lines = (re.sub(r"[ \t]{2,}", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
