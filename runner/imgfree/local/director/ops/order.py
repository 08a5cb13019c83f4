"""order: in which order the pictures come."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import clips, numbers, shown, taken_out
from imgfree.local.director.read.items import Which
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Shot

STAGE = 15
_SEED = 20
_THERE = Say("satisfied: it is there already", "已满足：本来就在那里")
_BOTH = Say("that takes clips and photos", "需要同时有视频和照片")
_OF_TWO = ("swap", "before", "after")
_TWO = Say("say two different photos, e.g. 'photo 3 before photo 1'", "请说两张不同的照片，例如“第3张放到第1张前面”")
_WHOLE = ("given", "reverse", "shuffle", "name", "date", "photos_first", "clips_first")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """An order for all, certain pictures in turn, two that change places, or one that goes somewhere."""
    verbs = {str(item.value("verb")) for item in (*mention.verbs, *mention.heads) if item.means("verb")}
    if (turn := mention.head("turn")) is not None:
        yield from _turns(numbers(turn, scene), mention, scene)
        return
    if mention.heads[0].means("order", "reverse") and _is_of_words(mention.heads[0], reading):
        return
    mention.does("remove", "reverse", "shuffle")
    item = next((one for one in mention.heads if one.means("which")), None) or mention.item("which")
    which = item.value("which") if item is not None else None
    photos = numbers(which, scene) if which is not None and which.part == "some" else []
    listed = sorted(mention.slots.get("numbers") or [], key=lambda item: item.first)
    photos += [int(item.value("number")) for item in listed]
    whole = mention.head("order") or _in_turn(mention, reading, scene) or mention.slot("how")
    whole = whole or ("given" if mention.slots.get("sent") else None)
    if photos and verbs & {"remove"}:
        yield from taken_out(mention, item, reading, scene) if item is not None else ()
        return
    if (after := mention.head("clip_after")) is not None:
        yield _clip_after(after, mention, scene)
        return
    if whole == "reverse" and photos == [scene.length]:
        photos = []  # it begins with the last one, since it is turned round
    ends = [reading.after(one) for name in ("first", "last") if (one := mention.item(name)) is not None]
    if photos and not verbs and any(one is not None and not (one.small or one.means("verb")) for one in ends):
        return  # what is seen at the beginning of it
    args = _of(photos, mention, scene, verbs) if photos else None
    if args is None and (whole in _WHOLE or verbs & {"shuffle"}) and not (mention.negations and whole != "given"):
        args = {"how": "shuffle" if "shuffle" in verbs else str(whole)}
    if args is None and (photos or mention.negations or verbs & {"swap"}):
        return
    if args and photos and (whole == "shuffle" or "shuffle" in verbs):
        yield Wish("order", {"how": "shuffle"}, mention.spans())
    kept = args is not None and args["how"] == "given" and "keep" in verbs
    yield Wish("order", args, mention.spans()) if args and not kept else Wish("", {}, mention.spans())


def _turns(photos: list[int], mention: Mention, scene: Scene) -> Iterator[Wish]:
    """Yield that these come first, one after the other; the last of them is the end of the film where that is said."""
    closed = bool(mention.head("closed")) and len(photos) < scene.length
    if closed:
        yield Wish("order", {"how": "last", "photos": photos[-1:]}, mention.spans())
    first = photos[: len(photos) - closed]
    yield Wish("order", {"how": "list", "photos": first} if first[1:] else {"how": "first", "photos": first},
               mention.spans())  # fmt: skip


def _is_of_words(head: Item, reading: Reading) -> bool:
    """Return whether it is a text that is the wrong way round."""
    return any(one.means("literal") or one.means("noun", "title", "text") for one in reading.beside(head))


def _in_turn(mention: Mention, reading: Reading, scene: Scene) -> str | None:
    """Return whether clips or photos come first where "then the photos" follows a clip that was spoken of."""
    kind = mention.head("sequence")
    if kind in (None, "rest") or not scene.clips or not scene.photos:
        return None
    before = [token for token in reading.tokens[: mention.start] if token.means("noun", "clip", "film", "photo")]
    file = any(item.means("video") and item.first < mention.start for item in reading.items)
    spoken = file or (before and not before[-1].means("noun", "photo"))
    return str(kind) if spoken else None


def _clip_after(which: Which, mention: Mention, scene: Scene) -> Wish:
    """The clip goes behind a photo, or to the middle of them; without photos and a clip there is nothing to place."""
    there = clips(scene)
    photos = [number for number in range(1, scene.length + 1) if number not in there]
    if not there:
        return Wish("", {}, mention.spans(), "declined", _BOTH)
    behind = which.numbers[0] or photos[(len(photos) - 1) // 2]
    return Wish("order", {"how": "after", "photos": [there[0], behind]}, mention.spans())


def _of(photos: list[int], mention: Mention, scene: Scene, verbs: set[str]) -> dict[str, object] | None:
    """Return what happens to certain pictures; None where nothing was said of it."""
    beside = mention.slot("beside")
    if beside is not None:
        side, other = beside
        return {"how": side, "photos": [photos[0], *numbers(other, scene)[:1]]}
    if "swap" in verbs:
        return {"how": "swap", "photos": photos[:2]} if len(photos) > 1 else None
    if mention.slot("first") is not None or ("start" in verbs and mention.slot("last") is None):
        return {"how": "first", "photos": photos[:1]} if len(photos) == 1 else {"how": "list", "photos": photos}
    if mention.slot("last") is not None or "end" in verbs:
        return {"how": "last", "photos": photos[:1]} if len(photos) == 1 else None
    place = mention.slot("place")
    if (way := mention.slot("way")) is not None and place is None:
        place = photos[0] + (-1 if way == "earlier" else 1)
    if place == "last":
        return {"how": "last", "photos": photos[:1]}
    if place is not None:
        number = int(place) if int(place) > 0 else scene.length + 1 + int(place)
        how = {"how": "move", "place": number} if number > 1 else {"how": "first"}
        return how | {"photos": photos[:1]} if number <= scene.length else None
    if len(photos) > 2 and (mention.head("noun") == "order" or "sort" in verbs):
        return {"how": "list", "photos": photos}
    return None


FRAME = Frame(
    "order",
    heads=("noun=order", "order", "clip_after", "sequence", "turn"),
    acts=("verb=swap", "verb=shuffle", "verb=sort"),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), within=0.65),
        "numbers": Slot(("number",), many=True, extra=0.2),
        "beside": Slot(("beside",)),
        "how": Slot(("order",)),
        "first": Slot(("part=first", "part=beginning", "noun=start", "when=at_start"), after=("to", "at", "as")),
        "last": Slot(("part=last", "part=end", "noun=end", "when=at_end"), after=("to", "at", "as")),
        "place": Slot(("ordinal",), after=("to", "at", "in", "as")),
        "way": Slot(("compare=earlier", "compare=later"), extra=0.2),
        "sent": Slot(("verb=upload", "noun=upload"), extra=0.2),
        "what": Slot(("noun=photo", "noun=clip", "each", "noun=position", "noun=order"), extra=0.4, many=True),
    },
    alone={"which": 1.55},
    beside=(
        *(f"verb={verb}" for verb in ("put", "move", "start", "end", "swap", "remove")),
        *(f"part={part}" for part in ("first", "last", "beginning", "end")),
        *("noun=start", "noun=end", "noun=order", "when=at_start", "when=at_end", "compare=earlier", "compare=later",
          "beside"),
    ),
)  # fmt: skip


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its shots in that order; a number that is not there is said."""
    how, photos = str(wish.args["how"]), list(wish.args.get("photos") or [])
    if not film.shots:
        return Edit(film, "declined", Say("nothing is on the timeline yet", "时间线上还没有内容"))
    wrong = [number for number in photos if not shown(film, [number], scene)]
    if wrong:
        note = Say(
            f"there is no photo {wrong[0]}, only {len(film.shots)}", f"没有第 {wrong[0]} 张，一共 {len(film.shots)} 张"
        )
        return Edit(film, "declined", note)
    photos = [place for number in photos for place in shown(film, [number], scene)]
    if how in ("photos_first", "clips_first") and len({shot.is_clip for shot in film.shots}) < 2:
        return Edit(film, "declined", _BOTH)
    if not photos:
        shots, note = _sorted(film.shots, how, scene)
        if note and how == "date" and shots == film.shots and not any(asset.taken for asset in scene.assets):
            unnumbered = not all(re.search(r"\d", shot.title) for shot in shots)
            return Edit(film, "declined" if unnumbered else "approximated", note)
        return Edit(replace(film, shots=shots), "approximated" if note else "applied", note)
    if how in _OF_TWO and len(set(photos[:2])) < 2:
        return Edit(film, "declined", _TWO)
    moved = replace(film, shots=_moved(film.shots, how, photos, int(wish.args.get("place", 1))))
    return Edit(moved, note=_THERE if moved == film else Say())


def _sorted(shots: tuple[Shot, ...], how: str, scene: Scene) -> tuple[tuple[Shot, ...], Say]:
    rank = {asset.id: place for place, asset in enumerate(scene.assets)}
    moved = [one.args for one in scene.wishes if one.op == "order" and one.args.get("photos")]
    lead = sum(len(args["photos"]) for args in moved if args["how"] in ("first", "list"))
    tail = len(shots) - sum(args["how"] == "last" for args in moved)
    if how == "given":
        others = sorted(shots[lead:tail], key=lambda shot: rank.get(shot.source, len(rank)))
        return (*shots[:lead], *others, *shots[tail:]), Say()
    if how in ("photos_first", "clips_first"):
        return tuple(sorted(shots, key=lambda shot: shot.is_clip is (how == "photos_first"))), Say()
    if how == "reverse":
        # From the upload order, so that the same sentence twice does not turn it back.
        return tuple(sorted(shots, key=lambda shot: -rank.get(shot.source, 0))), Say()
    if how == "shuffle":
        fresh = sorted(shots[lead:tail], key=lambda shot: shot.source)
        random.Random(_SEED).shuffle(fresh)
        return (*shots[:lead], *fresh, *shots[tail:]), Say("the same order every time", "每次打乱的结果相同")
    named = tuple(sorted(shots, key=lambda shot: natural(shot.title)))
    if how == "name":
        return named, Say()
    return _dated(shots, {asset.id: asset.taken for asset in scene.assets if asset.taken}, named)


def _dated(shots: tuple[Shot, ...], taken: dict[str, str], named: tuple[Shot, ...]) -> tuple[tuple[Shot, ...], Say]:
    """Return the shots as they were taken; those whose files do not say stay where they are, and are named."""
    undated = [shot.title for shot in shots if shot.source not in taken]
    if not undated:
        return tuple(sorted(shots, key=lambda shot: taken[shot.source])), Say()
    if len(undated) < len(shots):
        dated = iter(sorted((one for one in shots if one.source in taken), key=lambda shot: taken[shot.source]))
        listed = ", ".join(undated)
        kept = Say(f"no date in {listed}: where they were", f"{listed} 没有日期：位置不变")
        return tuple(next(dated) if shot.source in taken else shot for shot in shots), kept
    if all(re.search(r"\d", shot.title) for shot in shots):
        return named, Say(
            "by the numbers in the file names; the files carry no dates", "按文件名中的数字排列；文件里没有日期"
        )
    return shots, Say(
        f"no date in {', '.join(undated)}: upload order kept", f"{'、'.join(undated)} 没有日期：保持上传顺序"
    )


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return a sort key under which photo-2 comes before photo-10."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.lower()) for part in re.split(r"(\d+)", name) if part]


def _moved(shots: tuple[Shot, ...], how: str, photos: list[int], place: int) -> tuple[Shot, ...]:
    rows = list(shots)
    first = photos[0] - 1
    if how == "swap":
        second = photos[1] - 1
        rows[first], rows[second] = rows[second], rows[first]
        return tuple(rows)
    if how == "list":
        picked = [rows[number - 1] for number in dict.fromkeys(photos)]
        return tuple(picked + [shot for shot in rows if shot not in picked])
    moving = rows.pop(first)
    if how in ("before", "after"):
        anchor = rows.index(shots[photos[1] - 1])
        rows.insert(anchor if how == "before" else anchor + 1, moving)
    else:
        rows.insert({"first": 0, "last": len(rows)}.get(how, place - 1), moving)
    return tuple(rows)
