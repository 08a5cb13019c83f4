"""The styles of type that come with us: which face writes which letters, how heavy, how tight, in which case.

No font of this machine is among them: a film looks the same wherever it is made.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from imgfree.local.render.faces import Face, brush, east_asian, east_asian_bold, of_file, song, western


@dataclass(frozen=True)
class TypeStyle:
    """One style. `western` draws Latin letters at a weight from 500 to 900; `eastern` lists who may draw East Asian
    ones, the best first; `leading` is from line to line, `tracking` is put between letters, both in letter sizes."""

    name: str
    western: Callable[[int], Face]
    eastern: Callable[[str, int], tuple[Face, ...]]
    weight: int = 700
    size: float = 1.0
    leading: float = 1.2
    tracking: float = 0.0
    caps: bool = False
    tag: bool = False


LIGHT, BOLD, HEAVY, BLACK = 500, 700, 800, 900
_BLACKER = {HEAVY: 0.005, BLACK: 0.012}  # a line around bold letters that makes them heavier
_SONG_BOLDER = {LIGHT: 0.004, BOLD: 0.016, HEAVY: 0.02, BLACK: 0.026}


def _sans(language: str, weight: int) -> tuple[Face, ...]:
    if weight == LIGHT:
        return (east_asian(language),)
    return (east_asian_bold(language, _BLACKER.get(weight, 0.0)),)


def _serif(language: str, weight: int) -> tuple[Face, ...]:
    return song(language, _SONG_BOLDER[weight]), *_sans(language, weight)


def _written(language: str, weight: int) -> tuple[Face, ...]:
    return brush(), *_serif(language, BOLD)


def _heaviest(language: str, weight: int) -> tuple[Face, ...]:
    return (east_asian_bold(language, 0.017),)


def _montserrat(weight: int) -> Face:
    return western("montserrat", weight)


_ROWS = (
    TypeStyle("clean", _montserrat, _sans, tracking=-0.006),
    TypeStyle("bold", _montserrat, _sans, BLACK, size=1.06, leading=1.14, tracking=-0.012),
    TypeStyle("serif", lambda weight: western("playfair", weight), _serif, leading=1.18),
    TypeStyle("hand", lambda weight: western("caveat", min(weight, BOLD)), _written, size=1.12, leading=1.1),
    TypeStyle("label", _montserrat, _sans, size=0.86, leading=1.22, tag=True),
    TypeStyle(
        "poster", lambda _: western("anton"), _heaviest, BLACK, size=1.2, leading=1.16, tracking=0.008, caps=True
    ),
)
STYLES = {row.name: row for row in _ROWS}
_BOLDER = {"clean": "bold"}  # what a style becomes when it is asked to be bold; others get their heaviest weight


def type_style(style: Mapping[str, object], *, caption: bool = False) -> tuple[TypeStyle, int]:
    """Return the style of type that a text's own style asks for, and its weight; captions are heavy."""
    name = str(style.get("font", "clean"))
    if style.get("bold") and name in ("clean", "sans"):
        name = _BOLDER["clean"]
    found = STYLES.get(name, STYLES["clean"])
    if file := style.get("font_file"):
        found = replace(found, western=functools.partial(of_file, Path(str(file))), tracking=0.0)
    asked = style.get("bold")
    usual = max(found.weight, HEAVY) if caption else found.weight
    return found, usual if asked is None else BLACK if asked else LIGHT
