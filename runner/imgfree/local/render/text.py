"""Titles and other words: broken into lines, sized to their place, drawn once, then only laid over the frames."""

import functools
import math
import unicodedata
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from imgfree.local.render import palette
from imgfree.local.render.entrances import POP, Change, Row, entrance, lit, popped
from imgfree.local.render.faces import Face
from imgfree.local.render.failures import RenderError
from imgfree.local.render.ink import Ink, ink, painted
from imgfree.local.render.layers import Layer, layer
from imgfree.local.render.letters import Hand, blank_sheet, faces, hand, width, write
from imgfree.local.render.lines import broken, cut_phrases
from imgfree.local.render.places import Room, room, safe_box
from imgfree.local.render.reel import Lettering, Reel, Spot
from imgfree.local.render.type_styles import type_style

CAPTION = "caption"
# All sizes are steps of one scale from that of captions, each a fifth larger than the one before.
STEP = 1.2
_SMALLEST_STEP = 0.052  # of the short side: what captions have
_SIZES = {"small": STEP**-2, "normal": 1.0, "medium": 1.0, "large": STEP**2, "huge": STEP**3}
_MOST_CHARACTERS = 400  # nobody reads more on one picture
_MIN_SIZE = 18  # at 1080 pixels of short side; smaller is not read on a phone
# Down to this share of its role's size a text keeps to its role's number of lines; below it, more lines beat dust.
_KEEPS_LINES = 0.62
_CUTS_WORDS = 0.5  # below this share, a word that is wider than its place is cut
_LIT = "yellow"  # the word that is spoken
_BASE = 0.36  # how far below the middle of a line its letters stand
_NICER = 0.77  # a text may shrink by as much as this if its lines then end where it pauses


@dataclass(frozen=True)
class Role:
    """What a role looks like unless its style says otherwise. `step`: which of the scale its letters have; `wide`: how
    much of the frame's width its lines may take; `keeps`: `_KEEPS_LINES` of its own."""

    step: int
    lines: int
    wide: float = 1.0
    boxed: bool = False
    keeps: float = _KEEPS_LINES

    @property
    def size(self) -> float:
        """Return the height of its letters as a share of the frame's short side."""
        return _SMALLEST_STEP * STEP**self.step


ROLES = {
    "title": Role(4, 3),
    "text": Role(2, 3),
    CAPTION: Role(0, 2, wide=0.78, keeps=0.82),
    "lower_third": Role(0, 2, boxed=True),
}


@dataclass(frozen=True)
class Setting:
    """Words in their size and lines, and how large the box around them is."""

    size: int
    lines: tuple[str, ...]
    width: int
    height: int


def words_layer(words: Lettering, reel: Reel) -> Layer | None:
    """Return the text as a layer in its safe place; None if there is nothing to see. Raises RenderError."""
    text = _text(words)
    if not text or words.frames <= 0:
        return None
    place = room(words.position, reel.width, reel.height, reel.platform)
    if words.spot is not None:
        place = Room(*words.spot.box, place.align, place.anchor)
    how = _hand(text, words)
    found = _known(words.spot, how) or _best(text, words, reel, place)
    if found is None:
        raise _too_long(words.role, text)
    sheet, rows = _written(found, how, str(words.style.get("align") or place.align))
    color = _ink(words, how)
    made, shade = painted(sheet, found.size, color)
    left, top = place.corner(found.width, found.height)
    left = min(max(0, left), max(0, reel.width - found.width - 1))
    top = min(max(0, top), max(0, reel.height - found.height - 1))
    whole = layer(
        np.asarray(made), left, top, start=words.start, frames=words.frames, fade_frames=words.fade_frames, shade=shade
    )
    changes = []
    move = str(words.style.get("animation", "fade"))
    if words.lit and move == POP:
        changes.append(popped(words.lit, whole, rows, reel.fps))
    elif words.lit:
        other = painted(sheet, found.size, replace(color, color=palette.color(words.style.get("lit") or _LIT)))[0]
        colored = layer(np.asarray(other), left, top, start=0, frames=0).picture
        changes.append(lit(words.lit, colored, whole, rows))
    if (change := entrance(move, whole, rows, (reel.width, reel.height), reel.fps)) is not None:
        changes.append(change)
    return replace(whole, change=functools.partial(_changed, changes)) if changes else whole


def _changed(changes: list[Change], one: Layer, at: int) -> Layer:
    return functools.reduce(lambda before, change: change(before, at), changes, one)


def setting(words: Lettering, reel: Reel, place: Room, most: float | None = None) -> Setting | None:
    """Return how the text fits this room best, no larger than `most` pixels; None if it cannot be read there.

    Raises RenderError for a text that nobody would read, or no font can draw.
    """
    text = _text(words)
    return _best(text, words, reel, place, most) if text else None


def shrunk(size: int) -> int:
    """Return the next smaller size of letters on the scale."""
    return min(size - 1, round(size / STEP))


def caption_height(words: Lettering, reel: Reel) -> int:
    """Return how high the place of a caption is: as many lines as its role has, or as it has itself."""
    style, _ = type_style(words.style)
    size = round(_role(words).size * _unit(words, reel) * style.size)
    lines = max(_role(words).lines, words.text.count("\n") + 1)
    return math.ceil(lines * size * style.leading) + 2 * _margin(size)


def fits(words: Lettering, reel: Reel) -> bool:
    """Return whether the text can be read in its place on a film of this size."""
    try:
        return setting(words, reel, room(words.position, reel.width, reel.height, reel.platform)) is not None
    except RenderError:
        return False


def faces_of(words: Lettering) -> set[Face]:
    """Return every face that the text is drawn with. Raises RenderError naming what none can draw."""
    text = _text(words)
    return faces(text, _hand(text, words)) if text else set()


def _text(words: Lettering) -> str:
    """Return what is written, without empty lines. A text that is too long is refused before anything else is done."""
    if len(words.text) > 2 * _MOST_CHARACTERS:  # half of it may be line breaks
        raise _too_long(words.role, words.text)
    composed = unicodedata.normalize("NFC", words.text)  # fonts have é, and seldom e with a mark that fits it
    text = "\n".join(part.strip() for part in composed.splitlines() if part.strip())
    if len(text) > _MOST_CHARACTERS:
        raise _too_long(words.role, text)
    return text.upper() if words.style.get("caps") or type_style(words.style)[0].caps else text


def _hand(text: str, words: Lettering) -> Hand:
    return hand(text, words.role, *type_style(words.style, caption=words.role == CAPTION))


def _role(words: Lettering) -> Role:
    return ROLES.get(words.role, ROLES["text"])


def _unit(words: Lettering, reel: Reel) -> float:
    """Return the length, in pixels, that the sizes of roles are shares of."""
    return _scale(words.style) * min(reel.width, reel.height)


def _too_long(role: str, text: str) -> RenderError:
    return RenderError(f"the {role} is too long for its place ({len(text)} characters)", hint="shorten it")


def _scale(style: dict[str, object]) -> float:
    wanted = style.get("size", 1.0)
    if isinstance(wanted, str):
        return _SIZES.get(wanted, 1.0)
    return min(3.0, max(0.3, float(wanted))) if isinstance(wanted, (int, float)) else 1.0


def _known(spot: Spot | None, how: Hand) -> Setting | None:
    """Return the setting of a text that was arranged with others."""
    if spot is None or not spot.size:
        return None
    return _setting(spot.size, list(spot.lines), how)


def _best(text: str, words: Lettering, reel: Reel, place: Room, most: float | None = None) -> Setting | None:
    """Return the best setting in its place; in all of the safe box for a text that is too long for that.

    A title is no smaller than captions as long as it can be.
    """
    how, unit = _hand(text, words), _unit(words, reel)
    _, top, _, bottom = safe_box(reel.width, reel.height, reel.platform)
    whole = place if words.role == CAPTION and words.spot else Room(place.left, top, place.right, bottom, place.align)
    smallest = _MIN_SIZE * unit / 1080
    least = ROLES[CAPTION].size * unit if words.role == "title" else smallest
    wanted = min(_role(words).size * unit * how.style.size, most or math.inf)
    for size, room_there in ((least, place), (least, whole), (smallest, whole)):
        sizes = max(8, round(wanted)), max(8, round(size))
        if (found := _set(text, _role(words), (room_there, reel.width), sizes, how)) is not None:
            return found
    return None


def _set(text: str, role: Role, place: tuple[Room, int], sizes: tuple[int, int], how: Hand) -> Setting | None:
    """Return the best letter size, from the largest to the smallest, and the lines there; None if it fits at none.

    That is the largest one at which it fits, or one a little smaller at which no phrase is cut in two.
    """
    wanted, smallest = sizes
    widest = min(place[0].width, round(role.wide * place[1]))
    size = wanted
    best: tuple[int, list[str]] | None = None
    while size >= smallest and (best is None or size >= best[0] * _NICER):
        rows = max(role.lines, text.count("\n") + 1) if size >= wanted * role.keeps else 99
        lines = _lines(text, size, (widest, place[0].height), how, rows, cuts_words=size < wanted * _CUTS_WORDS)
        if lines is not None and (best is None or cut_phrases(lines) < cut_phrases(best[1])):
            best = size, lines
        if best is not None and not cut_phrases(best[1]):
            break
        size = shrunk(size)
    return _setting(*best, how) if best else None


def _lines(text: str, size: int, place: tuple[int, int], how: Hand, most: int, *, cuts_words: bool) -> list[str] | None:
    """Return the lines at this size; None if they do not fit the room."""
    measure = functools.partial(width, size=size, how=how)
    lines = broken(text, place[0] - _margin(size) * 2, measure, cuts_words=cuts_words)
    if lines is None or len(lines) > most or len(lines) * size * how.style.leading > place[1]:
        return None
    return lines


def _setting(size: int, lines: list[str], how: Hand) -> Setting:
    longest = max(width(line, size, how) for line in lines)
    margin = _margin(size)
    height = round(len(lines) * size * how.style.leading) + 2 * margin
    return Setting(size, tuple(lines), round(longest) + 2 * margin, height)


def _margin(size: int) -> int:
    """Return the room around the letters for line, ground and plate."""
    return round(size * 0.34)


def _written(what: Setting, how: Hand, align: str) -> tuple[Image.Image, list[Row]]:
    """Return the words in their lines, and where each sign stands."""
    size, margin = what.size, _margin(what.size)
    sheet, rows = blank_sheet(what.width, what.height), []
    step = size * how.style.leading
    for number, line in enumerate(what.lines):
        slack = what.width - 2 * margin - width(line, size, how)
        x = margin + {"left": 0.0, "right": slack}.get(align, slack / 2)
        top = margin + step * number
        marks = write(line, (x, top + step * 0.5 + size * _BASE), size, how, sheet)
        rows.append(Row(top, top + step, tuple(marks)))
    return sheet, rows


def _ink(words: Lettering, how: Hand) -> Ink:
    boxed = _role(words).boxed and "box" not in words.style
    style = {**words.style, "box": True} if boxed else words.style
    return ink(style, tag=how.style.tag, caption=words.role == CAPTION)
