"""transition: how shots meet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from imgfree.local.director.costs import JOINED
from imgfree.local.director.frames import Frame, Mention, Slot, fits
from imgfree.local.director.ops.musicfade import is_sound, of_logo
from imgfree.local.director.ops.taste import ASKED, WAY, only_named
from imgfree.local.director.pictures import numbers, shown, too_few
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import CROSSFADE_MS, Film, Join, slots

STAGE = 25
_CUT_OUT = ("time", "stretch", "moment", "which", "part", "literal", "count")
_SIDED = ("wipe", "slide", "push")
_DIPS = {"fade_black": "black", "fade_white": "white"}  # at an end of the film, a fade
_END = ("noun=start", "noun=end", "when=at_end", "when=at_start", "verb=end")
_OPPOSITE = {"left": "right", "right": "left", "up": "down", "down": "up"}
_SLOWER = ("slower", "longer", "softer", "calmer")
_FASTER = ("faster", "shorter")
_PACED = {"slower": "relaxed", "faster": "fast"}  # of cuts, which take no time themselves
_PACES = {"relaxed": 1.0, "fast": 0.25}
_OTHER = Say(
    "not in the local backend: crossfades instead (there are wipes, slides, pushes, zoom, fades)",
    "本地没有这种转场：改用叠化（可选擦除、滑动、推移、缩放、闪黑、闪白）",
)
_PLAINER = Say("name another kind to have that instead", "想要别的转场请说名字")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """One kind for all shots: the one that was said, else the one that is there; with no transition, hard cuts."""
    named = mention.head("transition")
    if named in (None, "other") and any(one.means("turns") for one in mention.items) and mention.fellows[1:]:
        yield Wish("", {}, mention.spans())
        return
    others = [item for item in reading.items if item.means("transition") and item not in mention.heads]
    there = scene.film is not None and (named is None or scene.film.join.kind.startswith(str(named)))
    if only_named(mention, reading, there=there):
        yield _stays(_photos(mention, reading, scene), mention, scene)
        return
    later = [item for item in others if item.first > mention.start]
    if (others and mention.means("complain")) or (later and mention.does("swap", "replace", "change")):
        yield Wish("", {}, mention.spans())
        return
    plain = named == "cut" and all(item.first > mention.start for item in mention.negations)
    if (mention.negations and not plain) or mention.does("remove"):
        yield _none(mention, named, others, reading, scene)
        return
    if mention.means("complain"):
        yield _plainer(mention, scene)
        return
    if (ends := _ends(mention, reading)) and named in _DIPS:
        args = {ends[0]: _seconds(mention, scene), "color": _DIPS[named]}
        yield Wish("fade", args, mention.spans(*ends[1]))
        return
    if named is None and not mention.slots and not mention.verbs:
        yield Wish("", {}, mention.spans())
        return
    way = mention.item("way")
    if named == "cut" and way and mention.slot("way") in _PACED and not reading.parted(way, mention.heads[0]):
        yield Wish("pace", {"word": _PACED[str(mention.slot("way"))]}, mention.spans())
        return
    usual = scene.film.join.kind if scene.film and mention.slot("way") not in ("simpler", "weaker") else "crossfade"
    kind = str(named or usual)
    wish = Wish("transition", _args(kind, mention, reading, scene), mention.spans())
    yield replace(wish, outcome="approximated", note=_OTHER) if kind == "other" else wish
    if kept := _kept(mention, reading, scene):
        yield _stays(kept, mention, scene)


def _gentle(mention: Mention) -> Wish:
    """Return crossfades, where transitions are wished that are not too much of something."""
    args = {"kind": "crossfade", "seconds": CROSSFADE_MS / 1000}
    return Wish("transition", args, mention.spans(), "approximated", _PLAINER)


def _stays(photos: list[int], mention: Mention, scene: Scene) -> Wish:
    """Return that the transition into these photos is the one that is there, whatever becomes of the others."""
    if scene.film is None or not photos:
        return Wish("", {}, mention.spans())
    join = scene.film.join
    return Wish("transition", {"kind": join.kind, "seconds": join.ms / 1000, "photos": photos}, mention.spans())


def _args(kind: str, mention: Mention, reading: Reading, scene: Scene) -> dict[str, object]:
    """Return what kind it is and how long, and where, if not everywhere."""
    args: dict[str, object] = {"kind": "crossfade" if kind == "other" else kind, "seconds": _seconds(mention, scene)}
    if kind in _SIDED:
        args["kind"] = f"{kind}_{_side(mention, reading)}"
    elif kind == "cut":
        args["seconds"] = 0.0
    if mention.slot("seconds") is not None or mention.slot("long") is not None:
        args["timed"] = True
    photos = [] if _kept(mention, reading, scene) else _photos(mention, reading, scene)
    photos = photos or _turn(mention, reading, scene)
    return args | ({"photos": photos} if photos else {})


def _in_turn(mention: Mention, reading: Reading) -> list[Mention]:
    """Return the mentions of kinds that take turns, where that is said: "wipes and slides in turn"."""
    kinds = [one for one in mention.fellows if one.head("transition") not in (None, "other") and not one.negations]
    said = any(item.means("turns") for item in reading.items) or any(
        one.head("transition") == "other" and any(item.means("turns") for item in one.heads) for one in mention.fellows
    )
    return kinds if said and len(kinds) > 1 and not any(map(_certain, kinds)) else []


def _turn(mention: Mention, reading: Reading, scene: Scene) -> list[int]:
    """Return the photos before which a kind has its turn; nothing where no kinds take turns."""
    kinds = _in_turn(mention, reading)
    place = next((number for number, one in enumerate(kinds) if one is mention), None)
    return [] if place is None else list(range(2 + place, scene.length + 1, len(kinds)))


def _certain(mention: Mention) -> Item | None:
    """Return the phrase that names certain photos, not all or the rest."""
    return next((one for one in mention.slots.get("which", ()) if one.pictures == "some"), None)


def _kept(mention: Mention, reading: Reading, scene: Scene) -> list[int]:
    """Return the photos before which all stays as it is: "cuts, but keep the one into photo 3"."""
    item = _certain(mention)
    verb = reading.verb_before(item) if item is not None else None
    keeps = verb is not None and verb.means("verb", "keep") and verb.first > mention.start
    return _photos(mention, reading, scene) if keeps else []


def _ends(mention: Mention, reading: Reading) -> tuple[str, list[Item]] | None:
    """Return at which end of the film it is, and what says so; None for what is between the shots."""
    near = reading.beside(mention.heads[0]) if _certain(mention) is None else []
    told = [one for one in near if any(fits(one, end) for end in _END)]
    if not told:
        return None
    opens = told[0].means("noun", "start") or told[0].means("when", "at_start")
    return "in_s" if opens else "out_s", told


def _none(mention: Mention, named: str | None, others: Sequence[Item], reading: Reading, scene: Scene) -> Wish:
    """Return hard cuts; where another kind is wanted, or cuts are what is denied, the other kind says it all."""
    if named is None and any(one.text.startswith("太") for one in mention.slots.get("way", ())):
        return _gentle(mention)  # 别用太花的转场
    own = next(item for item in mention.heads if item.means("transition") or item is mention.heads[-1])
    plain = named == "cut" and own is not mention.heads[0]  # "no transitions, cuts"
    if others or (named == "cut" and not plain):
        return Wish("", {}, mention.spans())
    photos = _photos(mention, reading, scene)
    if scene.film is not None and mention.does("remove") and not photos:
        return Wish("remove", {"what": "transition"}, mention.spans())
    args: dict[str, object] = {"kind": "cut", "seconds": 0.0}
    return Wish("transition", args | ({"photos": photos} if photos else {}), mention.spans())


def _plainer(mention: Mention, scene: Scene) -> Wish:
    """Return what is plainer than the transitions that are disliked: crossfades, or hard cuts for those."""
    if mention.means("degree", "less"):
        return _gentle(mention)  # 转场别太花哨
    if scene.film is None or scene.film.join.kind == "cut":
        return Wish("", {}, mention.spans(), "declined", ASKED)
    plain = scene.film.join.kind == "crossfade" or mention.means("complain", "too_much")
    args = {"kind": "cut", "seconds": 0.0} if plain else {"kind": "crossfade", "seconds": CROSSFADE_MS / 1000}
    return Wish("transition", args, mention.spans(), "approximated", _PLAINER)


def _photos(mention: Mention, reading: Reading, scene: Scene) -> list[int]:
    """Return the photos before which it is wanted: the second of two neighbours, or what it goes "into"."""
    item = _certain(mention)
    if item is None:
        return []
    found, relation, after = sorted(numbers(item.value("which"), scene)), reading.relation(item), reading.after(item)
    if len(found) == 1 and relation in ("into", "before") and found[0] > 1:
        return found
    beside = relation in ("between", "from") or item.means("pair") or reading.opened(item) == "between"
    beside = beside or (after is not None and after.relation == "between")
    return found[1:] if beside and found == list(range(found[0], found[-1] + 1)) else []


def _side(mention: Mention, reading: Reading) -> str:
    """Return where the pictures move: what comes from the left moves to the right."""
    item = mention.item("side") or next((head for head in mention.heads if head.means("side")), None)
    if item is None:
        return "left"
    side = str(item.value("side"))
    return _OPPOSITE[side] if reading.relation(item) == "from" else side


def _seconds(mention: Mention, scene: Scene) -> float:
    said = mention.slot("seconds") or mention.slot("long")
    if said is not None:
        return float(said)
    item = mention.item("way")
    way, now = mention.slot("way"), scene.film.join.ms / 1000 if scene.film else CROSSFADE_MS / 1000
    if scene.film and item is not None and item.means("compare") and way in (*_SLOWER, *_FASTER):
        return min(2.0, now * 2) if way in _SLOWER else max(0.1, now / 2)
    pace = "fast" if way in _FASTER else "relaxed" if way in ("slower", "longer") else str(mention.slot("pace"))
    return _PACES.get(pace, CROSSFADE_MS / 1000)


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether a word is about how shots meet; what is cut out of a film is something else, and so is music."""
    if item.means("pace"):
        return False  # quick cuts are how fast it goes
    if of_logo(reading, item) and item.means("verb", "fade"):
        return False
    if item.means("direction", "both") and any(map(is_sound, reading.beside(item))):
        return False
    before, after = reading.before(item), reading.after(item)
    if before is not None and before.pictures == "rest":
        return True
    if len(item.tokens) == 1 and after is not None and after.foremost == "context" and item.text.isascii():
        return False  # a flash sale
    if any(one.means("pair") or one.means("noun", "transition") for one in reading.beside(item)):
        return True
    cuts = item.means("transition", "cut") and item.means("verb")
    if cuts and after is not None and after.pictures == "rest":
        return any(one.means("transition") and one.first < item.first for one in reading.items)
    return not (cuts and any(one.means(of) for one in reading.beside(item) for of in _CUT_OUT))


def _joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether the noun and a kind belong together: "use wipes for the transitions", 转场用擦除."""
    named, other = mention.head("transition"), item.value("transition")
    return (named is None) != (other is None or named == other) and reading.distance(mention.heads[-1], item) <= JOINED


FRAME = Frame(
    "transition",
    heads=("transition", "noun=transition"),
    wishes=_wishes,
    slots={
        "seconds": Slot(("brief",), after=("for", "of", "with", "at", "to"), extra=-0.2),
        "long": Slot(("time",), after=("for", "of", "with", "at"), extra=1.2),
        "side": Slot(("side",), after=("to", "from", "towards")),
        "way": WAY,
        "pace": Slot(("pace",), extra=0.3, within=0.8),
        "look": Slot(("look", "mood"), extra=0.1, within=0.8),
        "turns": Slot(("turns",), within=1.0),
        "which": Slot(("which",), after=("between", "into"), many=True, extra=0.4),
        "amid": Slot(("amid",)),
    },
    beside=("noun=transition", "side", "only"),
    owns=_owns,
    joins=_joins,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its shots joined so; the last kind of a sentence holds for the whole film."""
    kind, length = str(wish.args["kind"]), float(wish.args["seconds"])
    if "photos" in wish.args:
        there = shown(film, wish.args["photos"], scene)
        if not there:
            return Edit(film, "declined", too_few(film))
        join = Join(kind, round(length * 1000), said=True)
        joined = tuple(replace(one, join=join) if n in there else one for n, one in enumerate(film.shots, 1))
        return Edit(replace(film, shots=joined), wish.outcome, wish.note)
    everywhere = [one for one in scene.wishes if one.op == "transition" and "photos" not in one.args]
    last = everywhere[-1]
    if last is not wish:
        kept = readable(str(last.args["kind"]))
        return Edit(film, "approximated", Say(f"one kind for the whole film: {kept.en}", f"全片用一种转场：{kept.zh}"))
    own = [n for one in scene.wishes if one.op == "transition" for n in one.args.get("photos", ())]
    kept_own = shown(film, own, scene) if own else set()
    shots = tuple(shot if n in kept_own else replace(shot, join=None) for n, shot in enumerate(film.shots, 1))
    timed = bool(wish.args.get("timed"))
    ms = film.join.ms if scene.said("pace") and not timed and kind != "cut" else round(length * 1000)
    film = replace(film, join=Join(kind, ms, said=True), shots=shots)
    note, outcome = wish.note, wish.outcome
    if kind != "cut" and len(film.shots) == 1:
        note = note + Say("a single shot has nothing to join", "只有一个镜头，没有可衔接的地方")
    elif kind != "cut" and film.shots:
        shortest = min(slot.overlap for slot in slots(film)[1:]) / 30
        if timed and shortest + 0.04 < length:
            note = note + Say(
                f"{shortest:.2g} s, a third of a shot at most", f"{shortest:.2g} 秒，最多为镜头长度的三分之一"
            )
            outcome = "approximated"
    return Edit(film, outcome, note, {"kind": kind, "seconds": ms / 1000})
