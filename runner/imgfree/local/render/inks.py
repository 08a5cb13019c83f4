"""The colours of a film's words and of its end card: those that were said, a brand's, or taken from its pictures."""

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import replace

from imgfree.colors import READABLE, WHITE, Color, contrast, luminance, opposite
from imgfree.local.assets import Asset
from imgfree.local.composition import Layout, layout, shares, spread
from imgfree.local.grades import LOOKS
from imgfree.local.motion import Edges
from imgfree.local.render.layout import DARKER, blurs, own_light
from imgfree.local.render.logo import card_color, is_bright
from imgfree.local.render.palette import color
from imgfree.local.render.reel import Card, Lettering, Reel, Take
from imgfree.local.render.subjects import way_of
from imgfree.local.render.text import CAPTION, ROLES
from imgfree.local.render.type_styles import type_style
from imgfree.local.sight.tones import GRID, at

ACCENT = "accent"  # a colour of the logo, else of the first picture that has one
_WITHOUT = "yellow"  # where none has one
_LETTERS_SHINE = 0.54  # of the light that white gives: so bright are letters in an accent
_STRONG = 0.5
_DEEP, _CALM = 0.16, 0.45  # lightness, and the most saturation, of an end card
_PALE = 160  # of 255: where all that lies behind letters is so light, black ones are read better than white ones
_SPARKS = 0.1  # of it, so much may be darker
_MOVES = 0.04  # of the picture: it moves below its words


def inked(reel: Reel, assets: Mapping[str, Asset]) -> Reel:
    """Return the arranged reel with a colour for its end card, and for all words of which none was said or one is to be
    found. Raises RenderError for what is no colour, or a logo that is not there."""
    found = next(_accents(reel, assets), "")
    bright = _shining(color(found)) if found else _WITHOUT
    if reel.card is not None:
        reel = replace(reel, card=Card(reel.card.start, _ground(reel, assets, found)))
    return replace(reel, words=tuple(_inked(one, reel, assets, bright) for one in reel.words))


def _inked(one: Lettering, reel: Reel, assets: Mapping[str, Asset], accent: str) -> Lettering:
    style = {**one.style, "color": accent} if one.style.get("color") == ACCENT else one.style
    if reel.card is not None and one.start >= reel.card.start:
        return replace(one, style=_on_card(style, color(reel.card.color)))
    if style is one.style and _plain(one) and _on_pale(one, reel, assets):
        style = {**style, "color": "black"}
    return replace(one, style=style)


def _on_card(style: Mapping[str, object], ground: Color) -> dict[str, object]:
    """Return a style whose letters are read on the ground of an end card, which is their plate."""
    own = {key: value for key, value in style.items() if key not in ("background", "box")}
    for said in (own.get("color"), style.get("background")):
        if isinstance(said, str) and contrast(color(said), ground) >= READABLE:
            return {**own, "color": said}
    return {**own, "color": "white" if opposite(ground) == WHITE else "black"}


def _ground(reel: Reel, assets: Mapping[str, Asset], accent: str) -> str:
    """Return the colour of the end card: the plate of the words on it, or with a logo that cannot stand on that their
    own colour; else one that goes with its logo, else a deep one of the film's pictures."""
    assert reel.card is not None
    on_it = [one.style for one in reel.words if one.start >= reel.card.start]
    plates = [_hex(color(style["background"])) for style in on_it if isinstance(style.get("background"), str)]
    if reel.logo is None or reel.logo.start < reel.card.start:
        return next(iter(plates), _deep(color(accent)) if accent else reel.card.color)
    bright = is_bright(reel, assets)
    inks = [_hex(color(style["color"])) for style in on_it if plates and style.get("color") not in (None, ACCENT)]
    fitting = (one for one in (*plates, *inks) if (opposite(color(one)) == WHITE) == bright)
    return next(fitting, card_color(reel, assets))


def _accents(reel: Reel, assets: Mapping[str, Asset]) -> Iterator[str]:
    """Yield the strongest colours of the logo and the pictures, as far as they have any."""
    sources = [reel.logo.source] if reel.logo else []
    sources += [source for take in reel.takes for source in (take.source, *(cell.source for cell in take.cells))]
    yield from (assets[source].accent for source in sources if source in assets and assets[source].accent)


def _shining(own: Color) -> str:
    """Return the colour as letters can have it, which are read on any darkened picture."""
    hue, light, strength = colorsys.rgb_to_hls(*(one / 255 for one in own))
    light = max(light, 0.5)
    while luminance(found := _of(hue, light, max(strength, _STRONG))) < _LETTERS_SHINE:
        light += 0.01
    return _hex(found)


def _deep(own: Color) -> str:
    hue, _, strength = colorsys.rgb_to_hls(*(one / 255 for one in own))
    return _hex(_of(hue, _DEEP, min(_CALM, strength)))


def _hex(one: Color) -> str:
    return "#{:02x}{:02x}{:02x}".format(*one)


def _of(hue: float, light: float, strength: float) -> Color:
    red, green, blue = (round(255 * one) for one in colorsys.hls_to_rgb(hue, min(1.0, light), strength))
    return red, green, blue


def _plain(one: Lettering) -> bool:
    """Return whether letters stand on the picture itself, in no colour that was said."""
    boxed = ROLES[one.role].boxed if one.role in ROLES else False
    tagged = type_style(one.style)[0].tag
    return (
        one.role != CAPTION
        and not boxed
        and not tagged
        and not {"color", "box", "background", "outline"} & {*one.style}
    )


def _on_pale(one: Lettering, reel: Reel, assets: Mapping[str, Asset]) -> bool:
    """Return whether all pictures behind a text are nearly white there, as far as they are known."""
    if one.spot is None:
        return False
    left, top, right, bottom = one.spot.box
    box = (left / reel.width, top / reel.height, right / reel.width, bottom / reel.height)
    seen = [take for take in reel.takes if take.start < one.end and one.start < take.end]
    return bool(seen) and all(_pale(take, box, reel, assets) for take in seen)


def _pale(take: Take, box: Edges, reel: Reel, assets: Mapping[str, Asset]) -> bool:
    asset = assets.get(take.source)
    if asset is None or asset.file_type != "image" or take.cells or not asset.tones:
        return False
    where = layout((asset.width, asset.height), (reel.width, reel.height), way_of(take, reel, asset), take.focus)
    if where.around == "own":
        own = own_light(asset, box) if reel.background == Reel.background else _light(reel.background)
        return _beside(box, where, reel) and _graded(own, take) >= _PALE
    lights = sorted(_graded(light, take) for light in _behind(box, where, reel, asset.tones))
    return lights[int(_SPARKS * len(lights))] >= _PALE


def _beside(box: Edges, where: Layout, reel: Reel) -> bool:
    """Return whether a part of the frame lies off a picture."""
    left, top, right, bottom = shares(where.place, (0, 0, reel.width, reel.height))
    return box[2] <= left or box[0] >= right or box[3] <= top or box[1] >= bottom


def _behind(box: Edges, where: Layout, reel: Reel, tones: str) -> Iterator[float]:
    """Yield the light of what lies behind a part of the frame: of the picture, and of its blurred copy beside it."""
    place = shares(where.place, (0, 0, reel.width, reel.height))
    part = spread(shares(box, place), where.crop) if where.wide == 1 else where.crop
    left, top, right, bottom = part[0] - _MOVES, part[1] - _MOVES, part[2] + _MOVES, part[3] + _MOVES
    if right > 0 and left < 1 and bottom > 0 and top < 1:
        yield from at(tones, (max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom)))
    if where.around != "nothing" and (box[0] < place[0] or box[1] < place[1] or box[2] > place[2] or box[3] > place[3]):
        whole = at(tones, (0, 0, 1, 1))
        blurred = DARKER * sum(whole) / len(whole)
        yield from [blurred if blurs(where, reel.background) else _light(reel.background)] * GRID


def _light(name: str) -> float:
    """Return how light a colour is, as grey pictures have it, 0 to 255."""
    red, green, blue = color(name)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _graded(light: float, take: Take) -> float:
    for name in take.looks:
        if name in LOOKS:
            light = 255 * LOOKS[name].curve(light / 255)
    return light
