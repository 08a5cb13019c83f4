"""How music comes and goes: whose a fade is, how long it takes, and the wish that it comes to."""

from collections.abc import Sequence

from imgfree.local.director.frames import Mention
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene, Wish

SOUNDS = ("music", "sound", "volume")
USUAL_S, SLOW_S, _QUICK_S = 1.0, 3.0, 0.5
_SLOW, _QUICK = ("slower", "longer", "softer"), ("faster", "shorter")
_PICTURES = ("which", "literal", "transition", "effect", "look", "motion", "animation", "image", "video", "mark",
             "aspect", "color", "caption")  # fmt: skip
_ALWAYS = Say("music always fades out over its last second", "音乐总会在最后一秒淡出")
_ALSO = 1.6  # words and commas at most to the music that a fade with no noun of its own is said of


def is_sound(item: Item) -> bool:
    """Return whether an item names what is heard."""
    return item.means("noun", *SOUNDS) or item.means("audio")


def of_logo(reading: Reading, item: Item) -> bool:
    """Return whether a fade is said of the logo right behind it, which is to be fainter."""
    after = reading.after(item, 2)
    return after is not None and after.means("noun", "logo") and not item.means("direction")


def owner(reading: Reading, item: Item) -> Item | None:
    """Return the sound that a fade is said of: beside it, or the last thing that was spoken of before it.

    Behind a comma, where an end is named and nothing points back at the sound, it is the film's.
    """
    near = [one for one in reading.beside(item) if is_sound(one)]
    if near or item.means("color"):
        return near[0] if near else None
    before = reading.items[: reading.place(item)]
    here, behind = ([one for one in row if not reading.parted(one, item)] for row in (before, _behind(reading, item)))
    sure = (
        item.means("swell")
        or "it" in item.text.split()
        or any(one.relation == "subject" for one in (*here[-4:], *behind[:2]))
    )
    ended = any(map(_is_end, (*here, *behind)))
    for one in reversed(before):
        loud = one.means("trait", "louder", "quieter") or one.means("compare", "louder", "quieter")
        if is_sound(one) or (loud and sure):
            return one if sure or (not ended and reading.distance(one, item) < _ALSO) else None
        if one.means("verb", "fade"):
            return owner(reading, one)
        if (one.means("noun") and not _is_end(one) and not one.means("noun", "upload")) or _seen(one):
            return None
    return None


def _is_end(item: Item) -> bool:
    return any(item.means(of) for of in ("part", "when", "stretch")) or item.means("noun", "start", "end")


def _behind(reading: Reading, item: Item) -> Sequence[Item]:
    return reading.items[reading.place(item) + 1 :][:5]


def trailing(reading: Reading, time: Item) -> Item | None:
    """Return the fade of music right before a time that a comma parts from it: "ease it in, 3 seconds or so"."""
    if not time.means("few"):
        return None
    for one in reversed(reading.items[: reading.place(time)]):
        if one.means("verb", "fade"):
            return one if owner(reading, one) is not None else None
        passed = one.small or is_sound(one) or any(one.means(of) for of in ("degree", "which", "direction"))
        if not passed:
            return None
    return None


def _seen(item: Item) -> bool:
    return any(item.means(of) for of in _PICTURES)


def wish(mention: Mention, reading: Reading, scene: Scene, sound: Item, seconds: float | None) -> Wish:
    """Return that music fades in, out or both; a fade that is not wanted takes no time."""
    ways = {str(one.value("direction")) for one in mention.items if one.means("direction")}
    spans = mention.spans(sound)
    if mention.negations or mention.does("remove"):
        ways, seconds = ways or {"in", "out"}, 0.0
    ways = ways or {_end(mention)}
    after = next((one for one in reading.items if trailing(reading, one) in mention.heads), None)
    if seconds is None and after is not None:
        seconds = float(after.value("time"))
        spans = mention.spans(sound, after)
    ends = ("in", "out") if "both" in ways else tuple(way for way in ("in", "out") if way in ways)
    length = seconds if seconds is not None else _usual(mention)
    there = scene.film.music if scene.film else None
    if ends == ("out",) and seconds is None and length == USUAL_S and (there is None or there.fade_out_ms is None):
        usual = {"fade_out_s": USUAL_S} if scene.film is None else {}
        return Wish("music" if usual else "", usual, spans, note=_ALWAYS)
    return Wish("music", {f"fade_{way}_s": length for way in ends}, spans)


def _end(mention: Mention) -> str:
    """Return at which end it is where only that end is named: out, unless the start is."""
    item = mention.item("end")
    starts = item is not None and (item.means("noun", "start") or item.means("when", "at_start"))
    return "in" if starts else "out"


def _usual(mention: Mention) -> float:
    said = str(mention.slot("way"))
    return SLOW_S if said in _SLOW else _QUICK_S if said in _QUICK else USUAL_S
