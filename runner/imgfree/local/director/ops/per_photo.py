"""per_photo: how long each photo is shown, or certain ones."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot, apart
from imgfree.local.director.ops.musicfade import trailing
from imgfree.local.director.pictures import LEFT, meant, shown, taken_out, too_few
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import length_text
from imgfree.local.film import FPS, PHOTO_MS, Film, Timing, slots
from imgfree.local.film import seconds as length_s

STAGE = 32
_SHORTEST = 0.2
_FLICKER_S = 0.5  # half a second is asked for; what is shorter nobody sees
LONGEST_S = 600.0
TOO_LONG = Say("photos are shown for 10 minutes at most: say a shorter time", "照片最多显示 10 分钟：请说短一些")
_BEGUN = Say("counted from the usual 4 s", "从默认的 4 秒算起")
_TIMES = {"longer": 1.5, "shorter": 2 / 3}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Pictures with a length of time: each of them, those that were named, or the rest; or longer and shorter ones."""
    paced, by = mention.head("paced"), mention.head("paced_by")
    if paced is not None or by is not None:
        some = _spoken_of(mention, reading)
        spans = mention.spans(*filter(None, [some]))
        photos = meant(some, mention, reading, scene) if some is not None else []
        said = [_shown_for(paced, photos, mention)] if by is None else changed(by, photos, mention, scene)
        yield from (replace(one, spans=spans) for one in said)
        return
    head = next((item for item in mention.heads if item.means("which")), None)
    if head is None or ((time := mention.item("seconds")) is not None and trailing(reading, time)):
        return  # each of the two fades
    which, item, way = head.value("which"), mention.item("seconds"), mention.slot("way")
    photos = meant(head, mention, reading, scene)
    timed = any(one.means("time") or one.means("paced") for one in reading.clause(head))
    unwanted = [one for one in mention.negations if reading.before(one) is None and one.last == head.first]
    if item is None and _is_bare(head, reading):
        yield Wish("", {}, mention.spans(*reading.items[reading.place(head) + 1 :][:2]), note=LEFT)
    elif item is None and (unwanted or _is_closed_by_no(head, reading) or _goes(mention, head, reading)):
        yield from taken_out(mention, head, reading, scene)
    elif item is not None and item.means("time") and _is_total(item, reading):
        yield Wish("duration", {"seconds": float(item.value("time"))}, ((item.start, item.end),))
    elif item is not None and (item.means("time") or timed):
        seconds = float(mention.slot("seconds"))
        way = {1: "longer", -1: "shorter"}.get(item.value("by"), None if _for_a_while(item, reading) else way)
        less = way in ("shorter", "less") or mention.does("cut", "shorten", "lower")
        adds = scene.film is not None and mention.does("add") and not any(one.text == "give" for one in mention.verbs)
        by = way or mention.does("cut", "shorten", "lengthen", "lower") or adds
        if photos and by and reading.relation(item) not in ("to", "for"):
            yield from changed(-seconds if less else seconds, photos, mention, scene)
        else:
            yield _shown_for(seconds, photos if which.part != "each" else [], mention)
    elif item is None and which.part == "each" and scene.film is None and not mention.negations:
        yield Wish("", {}, mention.spans())  # all there are
    elif item is None and photos and (way in _TIMES or _stays(mention, head, reading)):
        yield _compared(str(way), photos, mention, scene)


def _stays(mention: Mention, head: Item, reading: Reading) -> bool:
    """Return whether pictures are to stay for a while more, and nobody says how long: 多停一会儿."""
    behind = [one for one in reading.items[reading.place(head) + 1 :] if not (one.small or one in mention.items)]
    timed = any(one.means("time") for one in [one for one in behind if not one.means("degree")][:1])
    return mention.slot("way") == "more" and mention.does("hold", "keep") and not timed


def _compared(way: str, photos: list[int], mention: Mention, scene: Scene) -> Wish:
    """Return that pictures are shown so many times as long as they are; as the others, where there is no film yet."""
    said = next((item.value("share") for item in mention.items if item.means("share")), None)
    times = float(said or _TIMES.get(way, _TIMES["longer"]))
    if scene.film is None:
        wish = Wish("per_photo", {"photos": photos, "times": times}, mention.spans())
    else:
        wish = _shown_for(length_of(photos, scene) * times, photos, mention)
    note = Say("a third shorter", "缩短三分之一") if way == "shorter" else Say("half as long again", "加长一半")
    return wish if said else replace(wish, outcome="approximated", note=note)


def _goes(mention: Mention, head: Item, reading: Reading) -> bool:
    """Return whether pictures are to go: cut, with no comma and no "to" before them, "down to the first and third"."""
    cut = any(one.means("verb", "cut") and not reading.parted(one, head) for one in mention.items)
    return mention.does("remove") or (mention.does("cut") and cut and reading.relation(head) != "to")


def _is_total(time: Item, reading: Reading) -> bool:
    """Return whether a length is said to be that of everything, 总共16秒; not of each of those named: 其他都2秒."""
    all_of_it = reading.before(time)
    if all_of_it is None or not all_of_it.means("each", "all") or all_of_it.text.isascii():
        return False
    named = reading.before(all_of_it)
    return named is None or not named.means("which")


def _for_a_while(item: Item, reading: Reading) -> bool:
    """Return whether "longer" only says that it is a while, and the time how long that is: 多停会儿5秒."""
    before = reading.before(item)
    return before is not None and before.means("degree", "little") and not before.text.isascii()


def _shown_for(seconds: float, photos: list[int], mention: Mention) -> Wish:
    args: dict[str, object] = {"seconds": round(max(_SHORTEST, seconds), 3)}
    return Wish("per_photo", args | ({"photos": photos} if photos else {}), mention.spans())


def _spoken_of(mention: Mention, reading: Reading) -> Item | None:
    """Return the pictures that "2 seconds each" is said of, right before it; an exception may stand behind it."""
    place = reading.place(mention.heads[0])
    before = [one for one in reading.items[:place] if one.tokens[0].kind != "function"][-2:]
    near = [*reversed(before), *filter(None, [reading.after(mention.heads[-1])])]
    for one in near:
        which = one.value("which")
        said = which is not None and before and one is before[-1] and which.part in ("some", "rest")
        if which is not None and (which.but or said):
            return one
        if one.text != ",":
            return None
    return None


def _is_bare(head: Item, reading: Reading) -> bool:
    """Return whether nothing is to be written on pictures, which is all that is said of them: 第二张不用加字."""
    said, verb, end = (reading.after(head, on) for on in (1, 2, 3))
    denied = said is not None and said.means("not") and verb is not None and verb.means("verb", "say")
    return denied and (end is None or end.small)


def _is_closed_by_no(head: Item, reading: Reading) -> bool:
    """Return whether nothing but a Chinese "no" stands behind pictures, up to a stop: 第四张不要."""
    skip = (one := reading.after(head)) is not None and one.means("each", "all")  # 别的都不要
    said, end = reading.after(head, 1 + skip), reading.after(head, 2 + skip)
    ends = end is None or end.tokens[0].kind == "stop"
    return said is not None and said.means("not") and not said.text.isascii() and ends


def changed(by: float, photos: list[int], mention: Mention, scene: Scene) -> Iterator[Wish]:
    """Yield so much more or less for these photos, or for all of them, each from what it has now."""
    film = scene.film
    if film is None:
        yield replace(_shown_for(PHOTO_MS / 1000 + by, photos, mention), outcome="approximated", note=_BEGUN)
        return
    places = slots(film)
    now: dict[float, list[int]] = {}
    for number, shot in enumerate(film.shots, 1):
        if number in photos or (not photos and not shot.is_clip):
            usual = film.timing.ms if film.timing.mode == "per_photo" else round(places[number - 1].frames * 1000 / FPS)
            now.setdefault((shot.fixed_ms or usual) / 1000, []).append(number)
    for seconds, own in now.items():
        yield _shown_for(seconds + by, own if photos or len(now) > 1 else [], mention)


def length_of(photos: list[int], scene: Scene) -> float:
    """Return how long the first of these pictures is shown now, in seconds."""
    film = scene.film or Film()
    here = [place.frames / FPS for number, place in enumerate(slots(film), 1) if number in photos]
    return here[0] if here else 0.0


FRAME = Frame(
    "per_photo",
    heads=("paced", "paced_by"),
    wishes=_wishes,
    slots={
        "seconds": Slot(("time", "number"), after=("for",), within=0.65),
        "way": Slot(("compare=longer", "compare=shorter", "degree=more", "degree=less"), extra=0.2),
        "apiece": Slot(("apiece",), within=0.5),
        "length": Slot(("noun=length",), extra=0.2),
    },
    alone={"which": 1.5, "apiece": 1.52},
    beside=("time", "compare=longer", "compare=shorter"),
    shares=("which",),
    joins=apart,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its photos at that length; a total that was said as well wins."""
    if wish.args.get("seconds", 0.0) > LONGEST_S:
        return Edit(film, "declined", TOO_LONG)
    if "photos" in wish.args:
        return _pin(film, wish, scene)
    value = min(max(float(wish.args["seconds"]), _SHORTEST), LONGEST_S)
    own = {number for one in scene.wishes if one.op == "per_photo" for number in one.args.get("photos", ())}
    stills = tuple(shot if n in own else replace(shot, fixed_ms=None) for n, shot in enumerate(film.shots, 1))
    wished = replace(film, shots=stills, timing=Timing("per_photo", round(value * 1000)))
    total = scene.said("duration")
    if total is not None and total.args.get("most") and length_s(wished) <= total.args["seconds"]:
        total = None
    if total is not None and abs(length_s(wished) - total.args["seconds"]) > 0.05:
        if not any(shot.is_clip for shot in film.shots) and abs(value * len(stills) - total.args["seconds"]) > 0.05:
            said, each = total.args["seconds"], f"{len(stills)} x {value:g}"
            note = Say(
                f"{each} s does not make {said:g} s: the total of {said:g} s wins",
                f"{each} 秒与总长 {said:g} 秒不符：以总长 {said:g} 秒为准",
            )
            return Edit(film, "approximated", note)
        return Edit(film, "applied", Say("within the total", "以总时长为准"))
    told = Say(f"{length_text(wished)} s in all", f"共 {length_text(wished)} 秒")
    if value < _FLICKER_S:
        brief = Say(
            f"only {value:g} s a photo, hardly seen: 1 s or more reads better",
            f"每张只有 {value:g} 秒，几乎看不清：建议 1 秒以上",
        )
        return Edit(wished, "approximated", told + brief)
    return Edit(wished, wish.outcome, wish.note + told)


def _pin(film: Film, wish: Wish, scene: Scene) -> Edit:
    photos = shown(film, wish.args["photos"], scene)
    if len(photos) < len(set(wish.args["photos"])) or not photos:
        return Edit(film, "declined", too_few(film))
    args = (
        wish.args if "seconds" in wish.args else {"photos": wish.args["photos"], "seconds": _times(film, wish, photos)}
    )
    length = round(min(max(args["seconds"], _SHORTEST), LONGEST_S) * 1000)
    shots = tuple(replace(shot, fixed_ms=length) if n in photos else shot for n, shot in enumerate(film.shots, 1))
    film = replace(film, shots=shots)
    told = Say(f"{length_text(film)} s in all", f"共 {length_text(film)} 秒")
    return Edit(film, wish.outcome, wish.note + told, args)


def _times(film: Film, wish: Wish, photos: set[int]) -> float:
    """Return how long pictures are shown that are seen so many times as long as the others."""
    lengths, times = [place.frames / FPS for place in slots(film)], float(wish.args["times"])
    if film.timing.mode == "total":
        return round(times * sum(lengths) / (len(lengths) + (times - 1) * len(photos)), 2)
    return round(times * lengths[min(photos) - 1], 2)
