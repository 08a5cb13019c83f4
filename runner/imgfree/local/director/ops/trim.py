"""trim: a part of the film is cut away, or alone kept."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.cuts import without
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.musicfade import is_sound
from imgfree.local.director.ops.per_photo import length_of
from imgfree.local.director.ops.roles import literals, op_of, shown_for
from imgfree.local.director.pictures import numbers, taken_out
from imgfree.local.director.read.items import END, Stretch
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import length_text
from imgfree.local.film import Film, to_ms, total_frames
from imgfree.local.film import seconds as length_s

STAGE = 90
_ASKED = Say(
    "trim what? e.g. 'remove the first 3 seconds' or 'keep 0:05 to 0:20'", "剪哪里？例如“剪掉前3秒”或“保留0:05到0:20”"
)
_TEXT = Say(
    "the text; for the film say 'keep only the first seconds of the video'",
    "按文字处理；如指影片请说“影片只保留前几秒”",
)
_ITS = Say(
    "the clip; for the whole film say how long it is to be in all", "按视频片段处理；如指整部影片请说“总长多少秒”"
)
_IN_ALL = Say(
    "so much less in all; for a part say 'remove the first 3 seconds'", "总长减少这么多；如指某一段请说“剪掉前3秒”"
)
_SHOWS = ("put", "show", "play", "use", "start", "keep")
_CUTS = ("cut", "remove", "shorten")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """What is cut of the film; or of a clip by its own time, where it is the clip among photos that is spoken of."""
    if mention.head("extent"):
        yield Wish("trim", {"whole": True}, mention.spans())
        return
    if (skipped := _of_song(mention, reading, scene)) is not None:
        yield Wish("music", {"from_s": skipped}, mention.spans())
        return
    if (text := _of_text(mention, reading, scene)) is not None:
        yield text
        return
    clip = _clip(mention, reading, scene)
    for wish in _of_film(mention, reading, scene):
        inside = wish.op == "trim" and wish.outcome == "applied"
        if inside and clip is not None:
            yield replace(wish, args={**wish.args, "clip": clip})
        elif inside and wish.args.get("keep") and _may_be_clip(mention, reading, scene):
            yield replace(wish, args={**wish.args, "clip": 1}, outcome="approximated", note=_ITS)
        else:
            yield wish


def _may_be_clip(mention: Mention, reading: Reading, scene: Scene) -> bool:
    """Return whether 视频 may be the one clip among photos; they are not cut away on a guess."""
    near = reading.beside(mention.heads[0])
    return len(scene.clips) == 1 and bool(scene.photos) and any(one.text == "视频" for one in near)


def _of_text(mention: Mention, reading: Reading, scene: Scene) -> Wish | None:
    """Return that a text is shown for so long, where that alone is said behind it, or nothing else is named.

    Films are cut for nobody who only says "just the first 5 seconds": that is a guess that would lose pictures.
    """
    parts = [item.value("stretch") for item in mention.items if item.means("stretch")]
    piece = [*mention.items, *reading.beside(mention.heads[0])]
    other = any(one.means("noun", "film", "clip", "photo", "music") or one.means("which") for one in piece)
    cut = any(one.means("verb", "cut", "shorten") for one in piece)
    said = [reading.literal(one) for one in reading.items if one.means("literal") and one.first < mention.start]
    words = scene.film.words if scene.film else ()
    if len(parts) != 1 or other or cut or scene.clips or not (said or words):
        return None
    if parts[0].start == 0 and parts[0].end != END and any(one.means("only") for one in piece):
        length = float(parts[0].end)
    elif said and parts[0].start > 0 and parts[0].end == END and any(one.means("verb", "remove") for one in piece):
        length = float(parts[0].start)  # gone after two seconds
    else:
        return None
    text = said[-1] if said else words[-1].text
    old = next((one for one in words if one.text == text), words[-1] if words else None)
    role = op_of(old) if old is not None else "text"
    args: dict[str, object] = {"text": text, "old": old.text if old is not None else text, "length_s": length}
    args |= {"anchor": "start"} if old is not None and old.anchor == "all" else {}
    wish = Wish(role, args, mention.spans())
    return wish if said else replace(wish, outcome="approximated", note=_TEXT)


def _of_song(mention: Mention, reading: Reading, scene: Scene) -> float | None:
    """Return how much of the song is left out: its beginning, said behind it with nothing else to have one."""
    parts = [item.value("stretch") for item in mention.items if item.means("stretch")]
    cuts = mention.does(*_CUTS) or _is_denied(mention)
    if len(parts) != 1 or parts[0].start != 0 or parts[0].end == END or not cuts or mention.means("only"):
        return None
    nouns = ("film", "clip", "photo", "upload", "title", "text", "closing")
    if any(one.means("noun", *nouns) or one.means("which") for one in reading.piece(mention.heads[0])):
        return None
    before = [one for one in reading.clause(mention.heads[0]) if one.first < mention.start]
    named = next(
        (n for n in range(len(before) - 1, -1, -1) if is_sound(before[n]) or before[n].means("song_part")), None
    )
    if named is None or not scene.sounds:
        return None
    behind = before[named:]
    only = scene.film is None and not scene.clips  # a film of photos has no beginning yet that could be cut
    said = any(one.means("song_part") or one.relation == "but" for one in behind)
    return float(parts[0].end) if only or (said and not any(one.means("noun", *nouns) for one in behind)) else None


def _clip(mention: Mention, reading: Reading, scene: Scene) -> int | None:
    """Return which clip is spoken of, from 1; None where the film is, or where there is nothing but clips."""
    if not scene.clips:
        return None
    near = [item for item in (*mention.items, *reading.beside(mention.heads[0])) if not item.means("stretch")]
    if (item := _which_clip(mention, reading)) is not None:
        mention.modifiers.append(item)
        number = item.value("which").numbers[0]
        return int(number) if number > 0 else len(scene.clips)
    if not scene.photos:
        return None
    named = any(item.means("noun", "clip") or item.means("video") for item in near)
    if scene.film is None and len(scene.clips) == 1:
        return 1  # nothing else has a beginning yet that could be cut
    given = scene.film is None and any(item.means("noun", "film") and reading.given(item) for item in near)
    return 1 if named or given else None


def _which_clip(mention: Mention, reading: Reading) -> Item | None:
    """Return the words that say which clip is meant: beside what is cut, or in the clause before, which only tells."""
    near = [*mention.items, *reading.beside(mention.heads[0])]
    for part in reading.pieces:
        told = part[0].first < mention.start and part[0] in reading.clause(mention.heads[0])
        near += part if told and not any(one.means("verb", *_CUTS) or one.means("time") for one in part) else []
    named = (one for one in near if one.pictures == "some" and one.value("which").noun == "clip")
    return next((one for one in named if one.value("which").numbers and not one.value("which").but), None)


def _of_film(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Stretches that go or stay; so much off an end; a length to cut to; without any of it, asked back."""
    cuts = mention.does(*_CUTS)
    parts = [item for item in mention.items if item.means("stretch")]
    stretches = [item.value("stretch") for item in parts]
    unwanted = _is_denied(mention)
    cuts = cuts or unwanted
    amounts = sorted(mention.slots.get("amount") or [], key=lambda item: item.first)
    which = mention.item("which")
    if not cuts and any(part in shown_for(one, reading) for part in parts for one in literals(reading)):
        return  # a text is seen so long
    if which is not None and amounts:
        photos = numbers(which.value("which"), scene)
        seconds = max(0.2, length_of(photos, scene) - float(amounts[0].value("time")))
        yield Wish("per_photo", {"seconds": round(seconds, 3), "photos": photos}, mention.spans())
    elif which is not None and cuts and not stretches:
        yield from taken_out(mention, which, reading, scene)
    elif (both := mention.slot("ends")) is not None:
        yield Wish("trim", {"start_s": both, "end_s": both}, mention.spans())
    elif mention.negations and not unwanted:
        return
    elif stretches:
        shown = scene.film is None and bool(scene.clips) and any(_shown_of(reading, part) for part in parts)
        yield from _cut(mention, stretches, cuts=cuts, shown=shown)
    elif amounts:
        yield from _ends(mention, reading, amounts, scene)
    elif any(item.means("verb", "cut") for item in mention.heads):
        yield Wish("trim", {}, mention.spans(), "declined", _ASKED)


def _is_denied(mention: Mention) -> bool:
    """Return whether a "no" stands behind a stretch: 前10秒不要."""
    parts = [item for item in mention.items if item.means("stretch")]
    return bool(parts) and any(one.first >= parts[-1].last for one in mention.negations)


def _shown_of(reading: Reading, part: Item) -> bool:
    """Return whether so much of a clip is shown: "play seconds 2 to 5 of the clip", 放视频的前5秒."""
    after, before = reading.after(part), reading.before(part)
    of = [one for one in (after, before) if one is not None and one.relation == "of"]
    behind = [one for one in reading.beside(part) if (one.first > part.first) == (of[:1] == [after])]
    if any(one.means("order", "clips_first") for one in behind):
        return bool(of)
    clip = any(one.means("noun", "clip", "film") or one.means("video") for one in behind)
    return bool(of) and clip and any(one.means("verb", *_SHOWS) for one in reading.piece(part))


def _cut(mention: Mention, stretches: list[Stretch], *, cuts: bool, shown: bool = False) -> Iterator[Wish]:
    """What is kept alone, or what goes; a stretch with no such word is none of a trim."""
    keeps = mention.means("only") or (mention.does("keep", "use") and not _is_denied(mention)) or shown
    args: dict[str, object] = {}
    for stretch in stretches:
        if not cuts or (keeps and not mention.heads[0].means("verb")):
            args |= _kept(stretch)
        else:
            args |= _gone(stretch)
    if keeps or cuts:
        yield Wish("trim", args, mention.spans())


def _kept(stretch: Stretch) -> dict[str, object]:
    if stretch.start < 0:
        return {"end_s": -stretch.start, "keep": True}
    if stretch.end == END:
        return {"start_s": stretch.start}
    return {"from_s": stretch.start, "to_s": stretch.end, "keep": True}


def _gone(stretch: Stretch) -> dict[str, object]:
    if stretch.start < 0:
        return {"end_s": -stretch.start}
    if stretch.end == END:
        return {"from_s": 0.0, "to_s": stretch.start, "keep": True}
    return {"start_s": stretch.end} if stretch.start == 0 else {"from_s": stretch.start, "to_s": stretch.end}


def _ends(mention: Mention, reading: Reading, amounts: list[Item], scene: Scene) -> Iterator[Wish]:
    """So much off the start or the end; "cut it to 30 seconds" is a length; "by 3 seconds" is asked back of clips."""
    args: dict[str, object] = {}
    for amount in amounts:
        for end in ("start", "end"):
            if any(_nearest(item, amounts) is amount for item in mention.slots.get(end) or []):
                args[f"{end}_s"] = float(amount.value("time"))
    if args:
        yield Wish("trim", args, mention.spans())
    elif reading.relation(amounts[0]) in ("to", "in", "at", "under"):
        yield Wish("duration", {"seconds": float(amounts[0].value("time"))}, mention.spans())
    elif scene.film is not None and not any(shot.is_clip for shot in scene.film.shots) and not mention.negations:
        left = round(length_s(scene.film) - float(amounts[0].value("time")), 3)
        yield Wish("duration", {"seconds": max(1.0, left)}, mention.spans(), "approximated", _IN_ALL)
    else:
        yield Wish("trim", {}, mention.spans(), "declined", _ASKED)


def _nearest(item: Item, amounts: list[Item]) -> Item:
    """Return the amount that an end of the film belongs to: the last one before it, or else the first one."""
    return next((one for one in reversed(amounts) if one.first < item.first), amounts[0])


FRAME = Frame(
    "trim",
    heads=("extent",),
    acts=("verb=cut", "verb=remove"),
    wishes=_wishes,
    slots={
        "amount": Slot(("time",), after=("by", "to"), many=True),
        "part": Slot(("stretch",), many=True),
        "start": Slot(
            ("noun=start", "part=beginning", "part=first", "when=at_start"), after=("from", "of", "at"), many=True
        ),
        "end": Slot(("noun=end", "part=end", "part=last", "when=at_end"), after=("from", "of", "at"), many=True),
        "which": Slot(("which",), after=("but",), extra=0.1, within=0.7),
        "ends": Slot(("ends",)),
        "what": Slot(("noun=clip", "noun=film", "part=part"), extra=0.5),
    },
    alone={"stretch": 1.6},
    beside=("stretch", "verb=cut", "verb=remove", "verb=keep", "noun=end", "noun=start", "only"),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film without that part; nothing is cut where nothing would be left."""
    if "clip" in wish.args:
        return _edit_clip(film, wish)
    if wish.args.get("whole"):
        return Edit(_with_whole_clips(film, scene), wish.outcome, Say("clips at their full length", "视频片段不剪短"))
    total = to_ms(total_frames(film))
    if wish.outcome == "declined" or not film.shots:
        return Edit(film, "declined", wish.note or Say("there is no timeline to trim yet", "还没有可剪的时间线"))
    holes = _holes(wish, total)
    if not holes or sum(last - first for first, last in holes) >= total - 100:
        note = Say(
            f"the film is {total / 1000:g} s long: nothing would be left, or nothing is there",
            f"影片长 {total / 1000:g} 秒：这样剪会一点不剩，或那里没有内容",
        )
        return Edit(film, "declined", note)
    for first, last in reversed(holes):
        film = without(film, first, last)
    remain = wish.note + Say(f"{length_text(film)} s remain", f"剩 {length_text(film)} 秒")
    if wish.args.get("keep") and "end_s" in wish.args:
        return Edit(film, "applied", remain, {"from_s": total / 1000 - wish.args["end_s"], "to_s": total / 1000})
    return Edit(film, "applied", remain)


def _with_whole_clips(film: Film, scene: Scene) -> Film:
    whole = {asset.id: round(asset.duration_s * 1000) for asset in scene.clips}
    shots = (replace(one, in_ms=0, out_ms=whole[one.source]) if one.source in whole else one for one in film.shots)
    return replace(film, shots=tuple(shots))


def _edit_clip(film: Film, wish: Wish) -> Edit:
    """Return the film with only so much of one clip, by the clip's own time; nothing else moves but what follows it."""
    places = [place for place, shot in enumerate(film.shots) if shot.is_clip]
    number = int(wish.args["clip"])
    if not 0 < number <= len(places):
        return Edit(film, "declined", Say(f"there is no clip {number}", f"没有第 {number} 段视频"))
    place = places[number - 1]
    shot = film.shots[place]
    args = {key: value for key, value in wish.args.items() if key != "clip"}
    edges = [0, *(edge for hole in _holes(replace(wish, args=args), shot.out_ms - shot.in_ms) for edge in hole)]
    edges.append(shot.out_ms - shot.in_ms)
    kept = [
        replace(shot, in_ms=shot.in_ms + first, out_ms=shot.in_ms + last)
        for first, last in zip(edges[::2], edges[1::2], strict=True)
        if last > first
    ]
    if kept in ([], [shot]):
        note = Say(f"'{shot.title}' is {shot.out_ms / 1000:g} s long: nothing would be left, or nothing is there",
                   f"“{shot.title}”长 {shot.out_ms / 1000:g} 秒：这样剪会一点不剩，或那里没有内容")  # fmt: skip
        return Edit(film, "declined", note)
    film = replace(film, shots=(*film.shots[:place], *kept, *film.shots[place + 1 :]))
    left = sum(one.out_ms - one.in_ms for one in kept) / 1000
    note = Say(f"{left:g} s of '{shot.title}', {length_text(film)} s in all",
               f"“{shot.title}”保留 {left:g} 秒，共 {length_text(film)} 秒")  # fmt: skip
    return Edit(film, wish.outcome, wish.note + note)


def _holes(wish: Wish, total: int) -> list[tuple[int, int]]:
    """Return the stretches to take out, in milliseconds, inside the film."""
    args = {key: round(value * 1000) for key, value in wish.args.items() if key != "keep"}
    if wish.args.get("keep"):
        inside = (total - args["end_s"], total) if "end_s" in args else (args["from_s"], args["to_s"])
        found = [(0, inside[0]), (inside[1], total)]
    elif "from_s" in args:
        found = [(args["from_s"], args["to_s"])]
    else:
        found = [(0, args.get("start_s", 0)), (total - args.get("end_s", 0), total)]
    return [(max(0, first), min(total, last)) for first, last in found if min(total, last) > max(0, first)]
