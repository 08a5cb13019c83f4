"""speed: clips play faster, slower or backwards; a film of photos gets shorter or longer instead."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.cuts import retimed
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import numbers
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import length_text
from imgfree.local.film import Film, Shot, to_ms, total_frames

STAGE = 35
_SLOWEST, _FASTEST = 0.1, 20.0
_WHOLE = Say("the whole clip: no speed for a part", "作用于整段：不能只变速一部分")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A factor, a share, a direction, or just faster and slower; a part of a clip cannot have its own."""
    if mention.negations and mention.slot("usual") is None:
        yield Wish("", {}, mention.spans(), note=Say("the speed stays", "速度不变"))
        return
    factor = _factor(mention, reading)
    if factor is None:
        return
    if factor < 0 and not scene.clips:
        yield Wish("order", {"how": "reverse"}, mention.spans())  # photos do not play: it is their order
        return
    args: dict[str, object] = {"factor": factor}
    if mention.head("factor") is not None and not mention.verbs and mention.slot("what") is None:
        args["alone"] = True
    which = mention.slot("which")
    if which is not None and which.part == "some" and all(number >= 0 for number in numbers(which, scene)):
        args["photos"] = numbers(which, scene)
    part = [(item.start, item.end) for item in mention.slots.get("part") or []]
    yield Wish("speed", args, tuple(span for span in mention.spans() if span not in part))
    if part:
        yield Wish("", {}, tuple(part), "approximated", _WHOLE)


def _factor(mention: Mention, reading: Reading) -> float | None:
    """Return times the usual speed; None where nothing says in which direction."""
    verb = str(mention.head("verb") or next((one.value("verb") for one in mention.verbs), ""))
    verb = str(mention.slot("manner") or verb)
    slower = verb == "slow_down" or mention.slot("way") == "slower"
    faster = verb == "speed_up" or mention.slot("way") == "faster"
    if mention.negations or mention.slot("usual") is not None:
        return 1.0
    if (times := mention.head("factor") or mention.slot("times")) is not None:
        return _kept(1 / float(times) if slower and times > 1 else float(times))
    item = mention.item("share")
    if item is not None and mention.slot("half") is None:
        part = float(mention.slot("share"))
        if reading.relation(item) == "by" or ((slower or faster) and reading.after(item) in mention.items):
            part = 1 - part if slower else 1 + part
        return _kept(part)
    if verb == "reverse":
        return -1.0
    if mention.slot("twice") is not None:
        return 0.5 if slower else 2.0
    if mention.slot("half") is not None or slower:
        return 0.5
    return 2.0 if faster else None


def _kept(factor: float) -> float:
    return round(min(_FASTEST, max(_SLOWEST, factor)), 3)


def _plays(reading: Reading, item: Item) -> bool:
    """Return whether a word that may also be an order ("backwards") is said of what plays, not of photos."""
    near = reading.beside(item)
    of_order = any(one.means("noun", "photo", "order") or one.means("count") or one.means("which") for one in near)
    return not (item.means("order") and of_order)


FRAME = Frame(
    "speed",
    heads=("noun=speed", "verb=reverse"),
    acts=("verb=speed_up", "verb=slow_down"),
    wishes=_wishes,
    owns=_plays,
    slots={
        "times": Slot(("factor",), after=("by", "to", "at"), within=0.65),
        "share": Slot(("percent", "fraction"), after=("by", "to", "at")),
        "way": Slot(("compare=faster", "compare=slower")),
        "usual": Slot(("when=now",), within=0.5),
        "twice": Slot(("degree=twice",)),
        "half": Slot(("degree=half",)),
        "what": Slot(("noun=clip", "noun=film")),
        "manner": Slot(("verb=slow_down", "verb=speed_up"), within=0.8),
        "which": Slot(("which",), extra=0.3),
        "part": Slot(("stretch", "part=first", "part=middle", "part=last"), extra=0.3),
    },
    alone={"factor": 1.4},
    beside=("noun=clip", "noun=speed", "noun=film"),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its clips at that speed; a film of photos alone gets shorter or longer."""
    if not film.shots:
        return Edit(film, "declined", Say("there is nothing to play faster or slower yet", "还没有可变速的内容"))
    if not any(shot.is_clip for shot in film.shots):
        return _of_photos(film, wish, scene)
    factor = float(wish.args["factor"])
    chosen = set(wish.args.get("photos") or range(1, len(film.shots) + 1))
    shots = tuple(
        _at_speed(shot, factor) if shot.is_clip and n in chosen else shot for n, shot in enumerate(film.shots, 1)
    )
    film = replace(film, shots=shots)
    return Edit(film, "applied", Say(f"{length_text(film)} s", f"{length_text(film)} 秒"))


def _at_speed(shot: Shot, factor: float) -> Shot:
    return replace(shot, reverse=True) if factor < 0 else replace(shot, speed=_kept(factor), reverse=False)


def _of_photos(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Photos have no speed of their own: a bare "2x" changes nothing, words like "speed it up" change the length."""
    factor = float(wish.args["factor"])
    if factor < 0:
        note = Say(
            "photos do not play backwards; 'reverse order' turns the order round", "照片无法倒放；说“倒序”可颠倒顺序"
        )
        return Edit(film, "declined", note)
    if wish.args.get("alone"):
        note = Say(
            "2x of what? Photos have no speed; say the length or 'faster pace'",
            "照片没有播放速度；请说时长或“节奏快一点”",
        )
        return Edit(film, "declined", note)
    if scene.said("duration") or scene.said("per_photo"):
        note = Say("the length is given; photos have no speed of their own", "已指定时长；照片本身没有速度")
        return Edit(film, "approximated", note)
    film = retimed(film, round(to_ms(total_frames(film)) / max(_SLOWEST, factor)))
    length = length_text(film)
    note = Say(f"photos have no speed: the film is now {length} s", f"照片没有速度：影片改为 {length} 秒")
    return Edit(film, "approximated", note)
