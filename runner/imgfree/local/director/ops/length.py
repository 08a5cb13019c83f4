"""duration: how long the film is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from imgfree.local.cuts import retimed
from imgfree.local.director.costs import COMMA
from imgfree.local.director.frames import Frame, Mention, Slot, leading
from imgfree.local.director.ops import beatsum
from imgfree.local.director.ops.musicfade import trailing
from imgfree.local.director.ops.per_photo import LONGEST_S as LONGEST_PHOTOS_S
from imgfree.local.director.ops.per_photo import TOO_LONG, length_of
from imgfree.local.director.pictures import numbers
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import length_text
from imgfree.local.end_card import card_ms
from imgfree.local.film import Film, Timing, slots
from imgfree.local.film import seconds as length_s

STAGE = 31
LONGEST_S = 3600.0
SHORTEST_S = 0.5
_FLICKER_S = 0.8  # nobody asks for less of a photo by saying how long the film is
_MOMENT_S = 1.5
_NAMED = 3
_STANDS_S = 30.0  # for longer nobody looks at a photo
_FILMS = ("make", "cut", "shorten", "lengthen", "set")
_HOLDS = ("hold", "keep", "wait", "slow_down")
_TIMED = ("music", "title", "text", "closing", "logo", "transition", "captions", "clip")
_VERBS = {"shorten": "shorter", "lengthen": "longer", "cut": "shorter", "lower": "shorter", "raise": "longer",
          "add": "longer"}  # fmt: skip
_WHOSE = Say(
    "a length of what? For the whole film say 'make the video that long'",
    "是哪一段的时长？要改整部影片，请说“总长多少秒”",
)
_SKIP = Say("say where the song begins: 'skip the first 10 s of the song'", "请说歌从哪里开始，例如“歌从第10秒开始”")
_PART = Say(
    "say which part of the clip stays: 'the first 8 seconds of the clip'", "请说保留视频的哪一段，例如“视频只要前8秒”"
)
_SOURCE = Say("the length of the source", "素材本身的长度")
_EACH = Say("each photo; for the whole film say 'in all'", "按每张计；如指总长请说“总长”")
_SAY = Say("say a length for another one: '15 seconds'", "想要具体长短请说秒数，例如“15秒”")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A length by itself is the film's; with "longer" it is added, without it changes the one there by a quarter."""
    item = next((one for one in mention.heads if one.means("time")), None) or mention.item("seconds")
    noun = reading.film_after(item) if item is not None else None
    if noun is not None and scene.film is None and reading.given(noun):
        yield Wish("", {}, mention.spans(), note=_SOURCE)
        return
    if item is not None and _of_clip(item, reading, scene):
        stays = {"from_s": 0.0, "to_s": float(item.value("time")), "keep": True, "clip": 1}
        yield Wish("trim", stays, mention.spans())
    elif item is not None and _tells(mention, item, reading, scene):
        after = reading.after(item)
        told = after is not None and after.tokens[0].kind == "unknown" and not after.text.isascii()
        yield Wish("", {}, (*mention.spans(), *(((after.start, after.end),) if told and after is not None else ())))
    elif item is not None and _is_each(mention, item, reading, scene):
        yield Wish("per_photo", {"seconds": float(item.value("time"))}, mention.spans(), "approximated", _EACH)
    elif item is not None and (photos := _held(item, reading, scene)):
        longer = length_of(photos, scene) if scene.film is not None and _is_so_much_more(item, reading) else 0.0
        args = {"seconds": round(longer + float(item.value("time")), 3), "photos": photos}
        yield Wish("per_photo", args, mention.spans())
    elif item is not None and (trailing(reading, item) or _started(item, reading) or _shown(item, reading, scene)):
        return
    elif item is None and (asked := _of_part(mention, reading, scene)) is not None:
        said = any(one.means("stretch") or one.means("since") for one in reading.clause(mention.heads[0]))
        yield Wish("", {}, mention.spans()) if said else Wish("", {}, mention.spans(), "declined", asked)
    elif item is not None and scene.film is not None and _owned(mention, item, reading):
        yield Wish("", {}, mention.spans(), "declined", _WHOSE)
    else:
        yield from _length(mention, reading, scene)


def _of_clip(item: Item, reading: Reading, scene: Scene) -> bool:
    """Return whether a time is how long the one clip among photos is seen: "start with the clip for 4 seconds"."""
    near = [one for one in reading.beside(item) if one.first < item.first]
    turns = any(one.means("sequence") or one.means("order", "clips_first") for one in reading.items)
    named = any(one.means("noun", "clip", *["film"] * turns) or one.means("video") for one in near)
    return named and reading.relation(item) == "for" and len(scene.clips) == 1 and bool(scene.photos)


def _length(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """The length that is said; so much more or less than now; or a quarter of it."""
    seconds = mention.head("time") or mention.slot("seconds")
    way = mention.head("compare") or mention.slot("way") or next((_VERBS[v] for v in _VERBS if mention.does(v)), None)
    if mention.means("again") and mention.slot("long") is not None:
        way = "longer"
    now = length_s(scene.film) if scene.film is not None else None
    if seconds is not None:
        by = next((int(one.value("by")) for one in mention.items if one.means("by")), 0)
        more = {1: "more", -1: "less"}.get(by) or mention.slot("more") or (way if _adds(mention, reading) else None)
        most = {"most": True} if any(one.means("cap") for one in mention.items) else {}
        if more is not None and now is not None and not most:  # the most is never a difference
            seconds = max(1.0, now + (seconds if more in ("longer", "more") else -seconds))
        yield Wish("duration", {"seconds": round(float(seconds), 3)} | most, mention.spans())
    elif now is not None and (share := _share(mention, way)) is not None:
        yield Wish("duration", {"seconds": round(max(1.0, now * share), 3)}, mention.spans())
    elif way is not None and any(one.means("percent") for one in reading.beside(mention.heads[-1])):
        return  # of something else, or a share of the film that nobody can name
    elif way is not None and any(one.means("stretch") or one.means("time") for one in _others(mention, reading, now)):
        yield Wish("", {}, mention.spans())  # why what is cut goes
    elif way is not None and now is None:
        yield Wish("", {}, mention.spans(), "declined", _SAY)
    elif way is not None and now is not None:
        longer = way == "longer"
        note = Say("a quarter longer", "加长四分之一") if longer else Say("a quarter shorter", "缩短四分之一")
        value = float(max(1.0, round(now * (1.25 if longer else 0.75))))
        yield Wish("duration", {"seconds": value}, mention.spans(), "approximated", note)


def _others(mention: Mention, reading: Reading, now: float | None) -> Sequence[Item]:
    """Return where a length may stand of which "too long" is the reason: behind it, if there is a film."""
    behind = reading.items[reading.place(mention.items[-1]) + 1 :]
    return reading.items if now is None else behind if mention.heads[0].means("compare") else ()


def _of_part(mention: Mention, reading: Reading, scene: Scene) -> Say | None:
    """Return what to ask where not the film is said to be too long, but a part of the song or a clip among photos."""
    near = [one for one in reading.beside(mention.heads[0]) if one.first < mention.start]
    if any(one.means("song_part") for one in near):
        return _SKIP
    clip = any(one.means("noun", "clip") for one in near) and not any(one.means("noun", "film") for one in near)
    return _PART if clip and scene.clips and scene.photos and mention.head("compare") == "shorter" else None


def _share(mention: Mention, way: str | None) -> float | None:
    """Return how many times as long it is to be: "half as long", "twice as short"."""
    said = next((float(item.value("share")) for item in mention.items if item.means("share")), None)
    times = mention.slot("times")
    if said is not None or times is None:
        return said
    return 0.5 if times == "half" or way == "shorter" else 2.0


def _tells(mention: Mention, item: Item, reading: Reading, scene: Scene) -> bool:
    """Return whether a length by itself is part of a story: so long that no photo stands, beside what is no film."""
    slots = [one for found in mention.slots.values() for one in found if not one.means("number")]
    if mention.heads != [item] or slots or scene.clips or item.value("time") < _STANDS_S * max(1, scene.length):
        return False
    clause = [*reading.piece(item), *reading.beside(item)]
    if any(one.means("noun", "film", "length", "photo") or one.means("verb", *_FILMS) for one in clause):
        return False
    return any(one.tokens[0].kind == "unknown" or one.means("context") for one in clause)


def _is_each(mention: Mention, item: Item, reading: Reading, scene: Scene) -> bool:
    """Return whether so short a time, said behind the photos, is how long each is shown, not all of them together."""
    if mention.heads != [item] or item.means("cap") or reading.film_after(item) is not None:
        return False
    piece = [one for one in reading.piece(item) if not one.small]
    holds = bool(piece) and piece[-1].means("verb", "hold") and not piece[-1].text.isascii()
    if holds and all(one.means("noun", "frame") for one in piece[:-1]):
        return not any(one.pictures == "some" for one in reading.clause(item))
    photos = [one for one in piece if one.means("noun", "photo") or one.means("count")]
    return bool(photos) and item.value("time") < _FLICKER_S * max(1, len(scene.photos))


def _is_so_much_more(item: Item, reading: Reading) -> bool:
    """Return whether seconds are told as a difference: 多停两秒."""
    hold, more = reading.before(item), reading.before(item, 2)
    return hold is not None and more is not None and hold.means("verb", *_HOLDS) and more.means("degree", "more")


def _held(item: Item, reading: Reading, scene: Scene) -> list[int]:
    """Return the pictures that were said to stay longer, or slowed down, right before seconds by themselves."""
    row = list(reading.clause(item))
    before = row[: next(place for place, one in enumerate(row) if one is item)]
    place = next((number for number in range(len(before) - 1, -1, -1) if before[number].means("which")), None)
    if place is None or reading.film_after(item) is not None or before[place].pictures != "some":
        return []
    between = before[place + 1 :]
    holds = any(
        one.means("verb", *_HOLDS) or one.means("compare", "longer") or one.means("trait", "longer") for one in between
    )
    other = any(one.means("time") or one.means("share") or one.means("noun", "film", "length") for one in between)
    other = other or any(one.means("each", "all") for one in between[-1:])
    stops = sum(one.tokens[0].kind == "stop" for one in between)
    slowly = any(one.means("trait", "slower", "faster") for one in between) and all(map(_says_how_long, between))
    holds = holds or (slowly and reading.before(item) is between[-1])
    return numbers(before[place].value("which"), scene) if holds and not other and stops < 2 else []


def _says_how_long(item: Item) -> bool:
    """Return whether a word behind pictures says nothing of them but that they are seen, and how fast: 慢慢看."""
    return item.small or item.means("trait", "slower", "faster") or item.means("context") or item.means("verb", "show")


def _started(item: Item, reading: Reading) -> bool:
    """Return whether something starts then, as in 20秒开始."""
    after = reading.after(item)
    if after is not None and after.start == after.end:  # a comma that was left out
        after = reading.after(after)
    starts = after is not None and after.means("when", "at_start") and not after.means("noun", "title")  # 片头
    return after is not None and starts and not reading.folded[after.start].isascii()


def _shown(item: Item, reading: Reading, scene: Scene) -> bool:
    """Return whether seconds say how long a text or a logo is there, not the film."""
    near = [one for one in reading.beside(item) if one.first < item.first]
    named = any(one.means("noun", "title", "text", "logo", "closing") for one in near)
    return scene.film is None and named and reading.relation(item) == "for"


def _owned(mention: Mention, item: Item, reading: Reading) -> bool:
    """Return whether seconds by themselves are another thing's: in its clause, with a word that nobody knows."""
    verb = leading(reading, item)
    bare = mention.heads == [item] and not mention.slots.keys() - {"way"}
    led = verb is not None and not verb.means("verb", "want", "have", "use", "keep")
    if not bare or led or reading.film_after(item) is not None:
        return False
    near = reading.beside(item)
    return any(one.tokens[0].kind == "unknown" for one in near) or any(
        one.means("noun", *_TIMED) and reading.place(one) < reading.place(item) for one in reading.clause(item)
    )


def _adds(mention: Mention, reading: Reading) -> bool:
    """Return whether the time is a difference: "5 seconds longer", "shorten it by 2 s"; not "shorter, 8 seconds"."""
    item = mention.item("seconds") or next(one for one in mention.heads if one.means("time"))
    way = mention.item("way") or mention.item("long")
    way = way or next((one for one in mention.heads if one.means("compare")), None)
    if way is not None and reading.distance(way, item) < COMMA:
        return item.first < way.first or not reading.folded[way.start].isascii()
    return reading.relation(item) == "by" or _added(reading, item)


def _added(reading: Reading, item: Item) -> bool:
    verb = leading(reading, item)
    return verb is not None and verb.means("verb", "add")


def _doubts(item: Item) -> float:
    """Return what makes a moment an unlikely length of a whole film."""
    return 0.7 if item.means("time") and float(item.value("time")) <= _MOMENT_S else 0.0


FRAME = Frame(
    "duration",
    heads=("noun=length",),
    acts=("verb=shorten", "verb=lengthen"),
    wishes=_wishes,
    slots={
        "seconds": Slot(("time", "number"), after=("of", "to", "as", "in", "for", "by")),
        "way": Slot(("compare=longer", "compare=shorter")),
        "more": Slot(("degree=more", "degree=less"), extra=0.2, within=0.65),
        "times": Slot(("degree=twice", "degree=half"), extra=0.2),
        "film": Slot(("noun=film",)),
        "long": Slot(("trait=longer",), within=0.3),
    },
    doubts=_doubts,
    unlike=("verb=show", "verb=hold", "verb=keep"),
    alone={"time": 1.0, "compare=longer": 1.6, "compare=shorter": 1.6},
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film at that length: photos share it, clips are not stretched."""
    said = float(wish.args["seconds"])
    value = min(max(said, SHORTEST_S), LONGEST_S)
    if not film.shots:
        return Edit(replace(film, timing=Timing("total", round(value * 1000))))
    if wish.args.get("most") and 0 < length_s(film) <= value:
        now = length_text(film)
        return Edit(
            film, wish.outcome, wish.note + Say(f"it is {now} s: no longer than that", f"现为 {now} 秒，没有超过")
        )
    if value > LONGEST_PHOTOS_S and not any(shot.is_clip for shot in film.shots):
        return Edit(film, "declined", TOO_LONG)
    timed = retimed(film, round(value * 1000), {asset.id: asset for asset in scene.clips})
    got = length_s(timed)
    note = Say()
    if value != said:
        note = Say(f"{value:g} s is the limit here", f"这里的限度是 {value:g} 秒")
    elif abs(got - value) > 0.05:
        note = Say(
            f"the material gives {got:.1f} s, clips are not stretched", f"素材只有 {got:.1f} 秒，视频片段不会被拉长"
        )
    elif all(not shot.is_clip for shot in timed.shots):
        note = Say() if scene.said("beats") else _arithmetic(timed)
    else:
        note = _shortened(film, timed)
    each = value / max(1, len(timed.shots))
    if each < _FLICKER_S and not any(shot.is_clip for shot in timed.shots):
        if scene.film is not None and scene.said("build") is None and each < _FLICKER_S:
            return Edit(film, "declined", _WHOSE)  # no film that is there becomes a flash on a guess
        brief = Say(f"only {each:.2g} s a photo; for so long each say '{value:g} s each'",
                    f"每张只有 {each:.2g} 秒；如指每张请说“每张{value:g}秒”")  # fmt: skip
        return Edit(timed, "approximated", wish.note + note + brief)
    if lost := len(film.shots) - len(timed.shots):
        note = note + Say(f"{lost} of {len(film.shots)} pictures no longer fit", f"有 {lost} 个画面放不下")
    exact = value == said and abs(got - value) <= 0.05 and not lost
    return Edit(timed, wish.outcome if exact else "approximated", wish.note + note)


def _shortened(film: Film, timed: Film) -> Say:
    """Return which part is left of each clip that was cut: boat.mp4: its best part, 0:03 to 0:07."""
    if len(film.shots) != len(timed.shots):
        return Say()
    pairs = zip(film.shots, timed.shots, strict=True)
    cut = [new for old, new in pairs if (old.in_ms, old.out_ms) != (new.in_ms, new.out_ms)]
    parts = [f"{one.title} {one.in_ms / 1000:.1f}-{one.out_ms / 1000:.1f}" for one in cut]
    more = len(parts) - _NAMED
    en, zh = (f" and {more} more", f" 等 {len(parts)} 段") if more > 0 else ("", "")
    named = ", ".join(parts[:_NAMED])
    return Say(f"of the clips the best: {named} s{en}", f"视频片段取最好的部分：{named} 秒{zh}") if cut else Say()


def _arithmetic(film: Film) -> Say:
    """Return how the photos share the total: 3 x 4.33 s with 0.5 s overlap; in beats where their cuts fall on them."""
    placed = slots(film)
    if film.sync is not None:
        return beatsum.told(film)[0]
    if len(placed) < 2:
        return Say(f"{length_text(film)} s", f"{length_text(film)} 秒")
    each, overlap = placed[0].frames / 30, placed[-1].overlap / 30
    shown = f" - {len(placed) - 1} x {overlap:.2g} s" if overlap else ""
    shown += f" + {card_ms(film) / 1000:g} s" if card_ms(film) else ""
    return Say(
        f"{len(placed)} x {each:.2f} s{shown} = {length_text(film)} s",
        f"{len(placed)} x {each:.2f} 秒{shown.replace(' s', ' 秒')} = {length_text(film)} 秒",
    )
