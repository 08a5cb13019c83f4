"""logo: the mark in the corner, or at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.decline import refused
from imgfree.local.director.ops.roles import on_card
from imgfree.local.director.read.items import Stretch
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish, is_logo
from imgfree.local.end_card import ENDS, card_ms, read_ms
from imgfree.local.film import Film, Words

STAGE = 79  # before words, which stand beside it on an end card
_CORNERS = ("top_left", "top_right", "bottom_left", "bottom_right", "center", "top", "bottom")
_NEAREST = {"upper_third": "top", "lower_third": "bottom"}
_OPPOSITE = {"left": "right", "right": "left"}
_SIZES: Mapping[str, float] = {"small": 0.6, "normal": 1.0, "large": 1.5, "huge": 2.0}
_STEPS: Mapping[str, float] = {"bigger": 4 / 3, "smaller": 3 / 4}
_OPACITIES: Mapping[str, float] = {"half": 0.5, "faint": 0.3, "solid": 1.0}
_FAINTER, _SOLIDER = 0.6, 1.5
_LEAST, _MOST = 0.25, 3.0  # of the usual size
_FAINTEST = 0.05
_PERCENT = Say(
    "taken as its size; for how see-through it is say '40% opacity'", "按大小理解；要调透明度请说“透明度40%”"
)
_NOT_ON_SOME = Say("it is on all photos or on none", "logo 只能整片显示，不能只在某几张")
_NEVER = Say("satisfied: none is ever added", "已满足：本来就不会加")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A mark with its corner, or in words; taken away where it is there, and never added where it is not."""
    there = dict(scene.film.logo) if scene.film and scene.film.logo else {}
    if not (mention.head("noun") == "logo" or mention.head("mark")):
        yield from unnamed(mention, reading, scene)
        return
    if (which := mention.item("which")) is not None:
        between = reading.items[reading.place(mention.heads[0]) : reading.place(which)]
        held = [which, *(one for one in between if one.means("not"))]
        held += [verb for verb in mention.verbs if verb.means("verb", "remove")]
        spans = (*((one.start, one.end) for one in (mention.heads[0], *held)),)
        yield Wish("", {}, tuple(sorted(spans)), "declined", _NOT_ON_SOME)
        if not mention.slots.keys() & {"size", "times", "opacity", "corner", "opposite"}:
            return
        mention = replace(mention, negations=[], verbs=[verb for verb in mention.verbs if verb not in held])
    if there and (mention.negations or mention.does("remove")):
        yield Wish("remove", {"what": "logo"}, mention.spans())
        return
    if mention.negations or mention.does("remove"):
        burnt = Wish("", {}, mention.spans(), "declined", refused("watermark_removal"))
        yield Wish("", {}, mention.spans(), note=_NEVER) if mention.negations else burnt
        return
    asset = _file(mention, reading, scene)
    place = "" if there and mention.slot("opposite") else _sided(str(mention.slot("corner") or ""), mention, there)
    if (words := mention.item("words")) is not None:
        position = place or "bottom_right"
        yield Wish("text", {"text": reading.literal(words), "position": position, "anchor": "all"}, mention.spans())
        return
    when = mention.slot("when")
    end = (when is not None and not (isinstance(when, Stretch) and when.start >= 0)) or mention.does("end")
    end = end or on_card(mention.heads[0], reading)
    args: dict[str, Any] = {"file": asset.filename} if asset else {}
    args["corner"] = _NEAREST.get(place, place) or ("center" if end else _beyond(mention, there))
    if end or (there.get("length_ms") and not place):
        args["end"] = True
    args |= _sized(mention, there)
    only = "size" in args and _share(mention) is not None and not _compared(mention)
    yield Wish("logo", args, mention.spans(), "approximated" if only else "applied", _PERCENT if only else Say())


def _sided(place: str, mention: Mention, there: Mapping[str, Any]) -> str:
    """Return the corner of which only the side is said, "to the left", or the side apart: "up top on the right"."""
    side = str(mention.slot("side") or "")
    if side not in _OPPOSITE or (place and place not in _NEAREST.values()):
        return place
    return f"{place or str(there.get('corner', 'top')).partition('_')[0]}_{side}"


def unnamed(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """What nothing else is said of is said of the logo, where there is one and no words on the film."""
    film = scene.film
    if film is None or film.logo is None or any(words.role != "caption" for words in film.words):
        return
    there = dict(film.logo)
    beside = [one for one in reading.beside(mention.heads[0]) if one.means("degree", "half", "twice")]
    slots = {name: mention.heads for name, slot in FRAME.slots.items() if any(map(slot.accepts, mention.heads))}
    slots |= {"times": beside} if beside else {}
    said = replace(mention, frame=FRAME, slots=slots)
    asset = next((one for one in scene.assets if one.id == there["source"]), None)
    args: dict[str, Any] = {"file": asset.filename} if asset else {}
    place = _sided(str(said.slot("corner") or ""), said, there)
    args |= {"corner": _NEAREST.get(place, place) or _beyond(said, there)} if place or said.slot("opposite") else {}
    args |= {"end": True} if there.get("length_ms") else {}
    args |= _sized(said, there)
    yield Wish("logo", args, mention.spans(*beside))


def on_card_alone(mention: Mention, reading: Reading, scene: Scene) -> Wish | None:
    """Return an end card without words: its logo speaks for itself, or is the upload that is called one."""
    if any(one.means("noun", "logo") or one.means("mark") for one in reading.clause(mention.heads[0])):
        return Wish("", {}, mention.spans())
    mark = next((one for one in scene.assets if is_logo(one)), None)
    return Wish("logo", {"file": mark.filename, "corner": "center", "end": True}, mention.spans()) if mark else None


def _sized(mention: Mention, there: Mapping[str, Any]) -> dict[str, float]:
    """Return the size and the opacity that are said, as arguments, from those that the mark has now."""
    said = {
        "size": _size(mention, float(there.get("size", 1.0))),
        "opacity": _opacity(mention, float(there.get("opacity", 1.0))),
    }
    return {name: value for name, value in said.items() if value is not None}


def _beyond(mention: Mention, there: Mapping[str, Any]) -> str:
    """Return the corner in which it stands, or the one on the other side of it."""
    corner = str(there.get("corner") or "top_right")
    band, _, side = corner.rpartition("_")
    return f"{band}_{_OPPOSITE[side]}" if mention.slot("opposite") and side in _OPPOSITE else corner


def _compared(mention: Mention) -> str | None:
    """Return whether it is to be bigger or smaller than it is, or than it would be."""
    said = (item.value(of) for item in mention.slots.get("size", ()) for of in ("compare", "trait"))
    return next((way for way in said if way in _STEPS), None)


def _share(mention: Mention) -> float | None:
    """Return the percent that is said of it."""
    said = (item.value("percent") for name in ("size", "opacity") for item in mention.slots.get(name, ()))
    return next((float(share) for share in said if share is not None), None)


def _size(mention: Mention, now: float) -> float | None:
    """Return how large it is to be, as a factor of the usual size; None where nothing says so."""
    items, way, share = mention.slots.get("size", ()), _compared(mention), _share(mention)
    share_of = next((item.value("share") for item in items if item.means("share")), None)
    times = mention.slot("times")
    named = next((item.value("size") for item in items if item.means("size")), None)
    if share_of is not None:
        value = now * float(share_of)
    elif times is not None:
        value = now * (0.5 if times == "half" or way == "smaller" else 2.0)
    elif share is not None and not _is_opacity(mention):
        value = now * (1 + share if way == "bigger" else 1 - share if way == "smaller" else share)
    elif any(item.means("compare") for item in items) and way is not None:
        value = now * _STEPS[way]
    elif named is not None:
        value = _SIZES[str(named)]
    elif mention.does("raise", "lower") and not _is_opacity(mention):
        value = now * _STEPS["bigger" if mention.does("raise") else "smaller"]
    else:
        return None
    return round(min(_MOST, max(_LEAST, value)), 2)


def _is_opacity(mention: Mention) -> bool:
    return any(item.means("noun", "opacity") or item.means("opacity") for item in mention.items)


def _opacity(mention: Mention, now: float) -> float | None:
    """Return how much of it covers what is behind it, up to 1; None where nothing says so."""
    items, share = mention.slots.get("opacity", ()), _share(mention)
    named = next((item.value("opacity") for item in items if item.means("opacity")), None)
    way = next((item.value("compare") for item in items if item.means("compare")), None)
    if share is not None and _is_opacity(mention):
        value = 1 - share if named == "half" else share  # 30 % see-through
    elif named is not None:
        value = _OPACITIES[str(named)]
    elif way is not None:
        value = now * (_SOLIDER if way == "stronger" else _FAINTER)
    elif mention.does("soften", "fade"):
        value = now * _FAINTER
    else:
        return None
    return round(min(1.0, max(_FAINTEST, value)), 2)


def _file(mention: Mention, reading: Reading, scene: Scene) -> Asset | None:
    """Return the upload that is the mark: the one named, else the one there is, else the one called logo."""
    for item in mention.items:
        asset = scene.named(reading.literal(item)) if item.means("mark") or item.means("image") else None
        if asset is not None and asset.file_type == "image":
            return asset
    there = dict(scene.film.logo)["source"] if scene.film and scene.film.logo else None
    images = [asset for asset in scene.assets if asset.file_type == "image"]
    return next((one for one in images if one.id == there), None) or next((one for one in images if is_logo(one)), None)


FRAME = Frame(
    "logo",
    heads=("noun=logo", "mark"),
    wishes=_wishes,
    slots={
        "corner": Slot(tuple(f"place={place}" for place in (*_CORNERS, *_NEAREST)), after=("in", "at", "on", "to")),
        "side": Slot(("side=left", "side=right"), after=("to", "on", "at", "verb=move"), within=0.65),
        "when": Slot(("when=at_end", "noun=end", "part=end", "stretch"), after=("at", "in", "on")),
        "words": Slot(("literal",), within=0.7),
        "size": Slot(("size", "compare=smaller", "compare=bigger", "percent"), many=True, extra=0.1),
        "times": Slot(("degree=half", "degree=twice"), extra=0.1),
        "opacity": Slot(
            ("opacity", "compare=weaker", "compare=softer", "compare=stronger", "noun=opacity"), many=True, extra=0.1
        ),
        "opposite": Slot(("opposite",), after=("to", "on", "at"), extra=0.1),
        "which": Slot(("which",), after=("for", "on", "from", "in"), within=0.9),
        "image": Slot(("image",), after=("as", "with"), extra=0.3),
        "always": Slot(("when=throughout", "noun=film"), extra=0.4),
    },
    beside=("place",),
    left=("opposite", "opacity", "compare=smaller", "compare=bigger", "size=large", "size=small"),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with the mark; its picture is no shot of the film any more."""
    asset = scene.named(str(wish.args["file"])) if "file" in wish.args else None
    if asset is None:
        note = Say(
            "no logo file: upload an image with 'logo' in its name", "没有 logo 文件：请上传文件名含“logo”的图片"
        )
        return Edit(film, "declined", note)
    shots = tuple(shot for shot in film.shots if shot.source != asset.id) or film.shots
    before = dict(film.logo) if film.logo else {}
    kept = {key: before[key] for key in ("size", "opacity") if key in before and before["source"] == asset.id}
    said = {key: wish.args[key] for key in ("size", "opacity") if key in wish.args}
    logo: dict[str, Any] = {"source": asset.id, "corner": wish.args.get("corner") or before.get("corner", "top_right")}
    logo |= {key: value for key, value in (kept | said).items() if value != 1}
    note = wish.note
    if wish.args.get("end"):
        logo["length_ms"] = 3000
        closing = tuple(
            Words("", anchor="end", length_ms=round(1000 * one.args["length_s"]) if "length_s" in one.args else read)
            for one in scene.wishes
            if one.args.get("anchor") in ENDS and (read := read_ms(str(one.args.get("text", "")), one.args))
        )
        shown = replace(film, shots=shots, logo=tuple(sorted(logo.items())), words=(*film.words, *closing))
        card = card_ms(shown) / 1000
        note += Say(f"an end card of {card:g} s", f"片尾 {card:g} 秒") if card else Say("the last 3 s", "最后 3 秒")
    return Edit(replace(film, shots=shots, logo=tuple(sorted(logo.items()))), wish.outcome, note)
