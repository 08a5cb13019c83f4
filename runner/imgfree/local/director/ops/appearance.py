"""What is said of words on the picture: where they stand, when they are seen, how they look."""

from collections.abc import Mapping
from typing import Any

from imgfree.local.director.frames import Mention
from imgfree.local.director.pictures import meant
from imgfree.local.director.read.items import END
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene
from imgfree.local.draft import span_ms
from imgfree.local.film import Words

STYLE = ("color", "size", "font", "bold", "caps", "background", "box", "outline", "animation")
MOVES = ("fade", "rise", "scale", "typewriter", "word_by_word", "moving")
_USUAL = {"moving": "rise"}  # where it is only said that a text moves
_COLORS = {
    "white": "白", "black": "黑", "yellow": "黄", "red": "红", "gold": "金", "blue": "蓝", "green": "绿", "pink": "粉",
    "orange": "橙",
}  # fmt: skip
_COMPARED: Mapping[str, dict[str, Any]] = {
    "bigger": {"size": "large"}, "smaller": {"size": "small"}, "bolder": {"bold": True}, "thinner": {"bold": False},
}  # fmt: skip
_FONTS = {"serif": "衬线", "hand": "手写", "label": "标签", "poster": "海报", "clean": "简洁", "sans": "无衬线"}
_READ = {"hand": "handwritten", "label": "on a tag", "serif": "with serifs"}
_MOVES = {"fade": "淡入", "rise": "升起", "scale": "放大出现", "typewriter": "打字机", "word_by_word": "逐字出现"}
_ENDS = {"at_start": "start", "beginning": "start", "first": "start", "at_end": "end", "to_end": "end", "last": "end",
         "throughout": "all"}  # fmt: skip
_LED = 2  # words at most between "more" and how much
_STEPS = {"higher": -1, "up": -1, "lower": 1, "down": 1}  # of the rows on a picture
LONGEST_S = 3600.0  # stands for "to the end"; nothing is shown beyond it


def placed(mention: Mention) -> dict[str, Any]:
    """Return where on the picture the words stand, if it is said."""
    items = [*mention.slots.get("place", ()), *mention.heads]
    places = [str(item.value("place")) for item in items if item.means("place")]
    place = next((one for one in places if one != "center"), places[0]) if places else None
    if place is None and any(verb.means("verb", "center") for verb in mention.verbs):
        place = "center"
    if place is None and any(item.tokens[0].relation == "under" for item in mention.slots.get("which", ())):
        place = "bottom"
    return {"position": place} if place else {}


def timed(mention: Mention, reading: Reading, scene: Scene) -> dict[str, Any]:
    """Return when the words are seen, and with what they stay."""
    args: dict[str, Any] = {}
    if (which := mention.item("which")) is not None:
        found = meant(which, mention, reading, scene)
        found = found if which.pictures != "rest" or len(found) == 1 else []
        each = any(token.means("each", "each", "every") for token in which.tokens)
        on_all = {"anchor": "all"} if each or (not found and reading.relation(which) in ("on", "over", "to")) else {}
        args |= {"anchor": f"photo:{max(1, found[0])}"} if found else on_all
    when = _when(mention)
    if when is not None and "anchor" not in args:  # on a photo it is as long as that, or then
        args["anchor"] = when
    if (at := mention.slot("moment")) is not None:
        ends = mention.does("end", "remove") and not mention.slots.get("time")
        args |= {"length_s": float(at)} if ends else {"anchor": "at", "start_s": float(at)}
    if (stretch := mention.slot("stretch")) is not None:
        args |= _within(stretch.start, stretch.end)
    if (seconds := mention.slot("time")) is not None and mention.slot("compare") not in ("later", "earlier"):
        way = _longer(mention, reading) if scene.film is not None else 0
        args |= {"longer_s": way * float(seconds)} if way else {"length_s": float(seconds)}
    return args


def _longer(mention: Mention, reading: Reading) -> int:
    """Return 1 where a time is how much longer words stay, -1 how much shorter, 0 where it is how long they do."""
    time = mention.slots["time"][0]
    way = {"longer": 1, "shorter": -1}.get(str(mention.slot("compare")), 0)
    if way and time.first < mention.slots["compare"][0].first:
        return way  # "2 seconds longer", but not "longer, 5 seconds"
    near = [one for one in reading.beside(time) if one.first < time.first][-_LED:]
    more = next((one for one in near if one.means("degree", "more", "less") and not one.text.isascii()), None)
    return 0 if more is None else 1 if more.means("degree", "more") else -1


def _when(mention: Mention) -> str | None:
    own = [item for item in mention.heads if item.means("when")]
    for item in (*own, *mention.slots.get("when", ()), *mention.heads):
        said = (item.value("when"), item.value("part"), *(item.value("noun"),) * item.means("noun", "start", "end"))
        for value in said:
            found = _ENDS.get(str(value))
            if found or value in ("start", "end"):
                return found or str(value)
    return None


def _within(start: float, end: float) -> dict[str, Any]:
    """Return the times of a stretch: the first seconds, the last ones, from one moment to another, or all of it."""
    if start < 0:
        return {"anchor": "end", "length_s": -start}
    if end == END:
        return {"anchor": "all"} if start == 0 else {"anchor": "at", "start_s": start, "length_s": LONGEST_S}
    if start == 0:
        return {"anchor": "start", "length_s": end}
    return {"anchor": "at", "start_s": start, "length_s": max(0.5, end - start)}


def style_of(mention: Mention, reading: Reading) -> dict[str, Any]:
    """Return the style of letters that is said, in the renderer's own keys; a colour beside a box is the box's."""
    style: dict[str, Any] = {}
    for item in mention.items:
        denied = any(item is one for one in mention.denied)
        ahead = mention.heads and item.first < mention.heads[0].first and reading.parted(item, mention.heads[0])
        if item.means("noun", "box", "background") and not ahead:
            style["box"] = not denied
        elif item.means("noun", "outline", "bars") and not denied:
            style.setdefault("outline", "black")
        if item.means("color") and (thing := _thing(item, reading)):
            style |= {thing: item.value("color")} | ({"box": True} if thing == "background" else {})
    for item in mention.items:
        style |= {"font": item.value("font")} if item.means("font") else {}
        style |= (
            {"animation": _USUAL.get(move := item.value("animation"), move)} if item.means("animation", *MOVES) else {}
        )
        if item.means("verb", "fade") and item not in mention.verbs:
            style.setdefault("animation", "fade")
        style |= {"size": item.value("size")} if item.means("size") else {}
        style |= {"bold": True} if item.means("weight", "bold") else {}
        style |= {"caps": True} if item.means("weight", "caps") else {}
    for item in (*mention.heads, *mention.slots.get("compare", ())):
        style |= _COMPARED.get(str(item.value("compare")), {})
    return style


def _thing(item: Item, reading: Reading) -> str:
    """Return what a colour is of: the box, the line or the highlight that it describes, else the letters."""
    said = item if item.means("noun") else reading.after(item)
    if not item.means("noun") and reading.relation(item) == "on":
        return "background"  # "white on black"
    if said is None or not said.means("noun"):
        return "" if said is not None and said.means("refuse") else "color"
    names = {"box": "background", "background": "background", "bars": "outline", "outline": "outline"}
    return names.get(str(said.value("noun")), "color")


def told(style: Mapping[str, Any]) -> Say:
    """Return the style as people read it."""
    keys = ("color", "background", "outline", "font", "animation")
    color, paper, outline, font, move = (str(style.get(key) or "") for key in keys)
    rows = [
        (color, f"{_COLORS.get(color, color)}字", color),
        (style.get("bold"), "粗体", "bold"),
        (style.get("size"), "小字" if style.get("size") == "small" else "大字", str(style.get("size"))),
        (paper, f"{_COLORS.get(paper, paper)}底", f"{paper} box"),
        (style.get("box") and not paper, "底色", "box"),
        (outline, f"{_COLORS.get(outline, outline)}边", f"{outline} outline"),
        (style.get("box") is False and not outline, "无底色", "no box"),
        (style.get("caps"), "大写", "capitals"),
        (font, _FONTS.get(font, font), _READ.get(font, font)),
        (move, _MOVES.get(move, move), move.replace("_", " ")),
    ]
    there = [(english, chinese) for value, chinese, english in rows if value]
    return Say(", ".join(english for english, _ in there), "、".join(chinese for _, chinese in there))


def moved(mention: Mention, old: Words, scene: Scene) -> dict[str, Any]:
    """Return where and how large the words are that are compared with what they are now."""
    rows = ("top", "upper_third", "center", "lower_third", "bottom")
    ways = [one.value("compare") for one in (*mention.slots.get("compare", ()), *mention.heads) if one.means("compare")]
    way = next((one for one in ways if one not in _STEPS), None)
    side = next((one.value("side") for one in mention.slots.get("side", ()) if not one.means("animation")), None)
    step = next((_STEPS[one] for one in (*ways, side) if one in _STEPS), 0)
    args: dict[str, Any] = {}
    if step and old.position in rows:
        args["position"] = rows[min(max(rows.index(old.position) + step, 0), len(rows) - 1)]
    if way in ("later", "earlier"):
        there = scene.film is not None and old in scene.film.words
        start, length = span_ms(scene.film, old) if scene.film and there else (old.at_ms, old.length_ms)
        step_s = float(mention.slot("time") or 1.0) * (1 if way == "later" else -1)
        shifts = (item.value("shift") for item in mention.slots.get("compare", ()) if item.means("shift"))
        at = start / 1000 + float(next(shifts, step_s))
        args |= {"anchor": "at", "start_s": max(0.0, at), "length_s": length / 1000}
    elif way in ("longer", "shorter") and mention.slot("time") is None:
        args["length_s"] = round(old.length_ms / 1000 * (1.5 if way == "longer" else 2 / 3), 1)
    return args
