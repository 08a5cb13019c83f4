"""logo: the mark in the corner, or at the end."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.lexicon import refusals
from imgfree.local.director.read.items import Stretch
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish, is_logo
from imgfree.local.film import Film

STAGE = 85
_CORNERS = ("top_left", "top_right", "bottom_left", "bottom_right", "center")
_NEAREST = {"top": "top_right", "upper_third": "top_right", "bottom": "bottom_right", "lower_third": "bottom_right"}
_SIZE = Say("its size is fixed", "logo 大小固定")
_NEVER = Say("satisfied: none is ever added", "已满足：本来就不会加")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A mark with its corner, or in words; taken away where it is there, and never added where it is not."""
    there = dict(scene.film.logo) if scene.film and scene.film.logo else {}
    if there and (mention.negations or mention.does("remove")):
        yield Wish("remove", {"what": "logo"}, mention.spans())
        return
    if mention.negations or mention.does("remove"):
        source = refusals()["watermark_removal"]
        burnt = Wish("", {}, mention.spans(), "declined", Say(source["en"], source["zh"]))
        yield Wish("", {}, mention.spans(), note=_NEVER) if mention.negations else burnt
        return
    asset = _file(mention, reading, scene)
    place = str(mention.slot("corner") or "")
    if (words := mention.item("words")) is not None:
        position = place or "bottom_right"
        yield Wish("text", {"text": reading.literal(words), "position": position, "anchor": "all"}, mention.spans())
        return
    when = mention.slot("when")
    end = (when is not None and not (isinstance(when, Stretch) and when.start >= 0)) or mention.does("end")
    args: dict[str, Any] = {"file": asset.filename} if asset else {}
    args["corner"] = _NEAREST.get(place, place) or ("center" if end else str(there.get("corner") or "top_right"))
    if end or (there.get("length_ms") and not place):
        args["end"] = True
    sized = mention.slot("size") is not None
    yield Wish("logo", args, mention.spans(), "approximated" if sized else "applied", _SIZE if sized else Say())


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
        "when": Slot(("when=at_end", "noun=end", "part=end", "stretch"), after=("at", "in", "on")),
        "words": Slot(("literal",), within=0.7),
        "size": Slot(("size", "compare=smaller", "compare=bigger", "percent"), extra=0.1),
        "image": Slot(("image",), after=("as", "with"), extra=0.3),
        "always": Slot(("when=throughout", "noun=film"), extra=0.4),
    },
    beside=("place",),
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
    logo: dict[str, Any] = {"source": asset.id, "corner": wish.args["corner"]}
    note = wish.note
    if wish.args.get("end"):
        logo["length_ms"] = 3000
        note += Say("the last 3 s", "最后 3 秒")
    return Edit(replace(film, shots=shots, logo=tuple(sorted(logo.items()))), wish.outcome, note)
