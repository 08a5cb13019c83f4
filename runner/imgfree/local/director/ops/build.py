"""build: photos and clips become a film, in upload order; or certain ones of them."""

from collections.abc import Iterator

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.platform import shown_at
from imgfree.local.director.pictures import numbers, removed
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Shot

_LISTED = 1.0  # an "and", and no more, between what is named together
STAGE = 10
_FILES = ("image", "video")
_ONLY = Say("to leave the others out say 'only photo 2'", "如果要去掉其余的，请说“只要第2张”")
_MAKES = ("make", "combine", "want", "use", "turn", "add")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A film is begun where none is there, or anew when another one is made; else the words only name what is there."""
    yield from shown_at(mention, reading)
    if one := _all_but(mention, reading, scene) or _absent(mention, reading, scene):
        yield one
        return
    anew = any(item.means("again", "anew") for item in reading.clause(mention.heads[0]))
    photos, makes = _named(mention, reading, scene), mention.does("make", "combine") or anew
    if photos and (mention.negations or mention.does("remove")):
        if scene.film is None and makes:
            yield Wish("build", {}, mention.spans())
        yield from removed(photos, mention, reading)
        return
    if photos and not _chooses(mention, reading):
        rest = mention.without("which", *_FILES)
        if rest is None:
            return
        photos, mention = [], rest
    if photos:
        if scene.film is not None and not makes:
            yield from _left(mention, photos, reading, scene)
        else:
            yield Wish("build", {"count": len(photos), "photos": photos}, mention.spans())
    elif _begins(mention, reading, scene):
        count = None if _with_clips(mention, reading, scene) else mention.head("count")
        if count and count.number == 1 and len(scene.material) > 1 and not _is_this_one(mention, reading):
            count = None  # "one a day", 一天一张: how they come, not how many
        args: dict[str, object] = {"count": count.number} if count else {}
        yield Wish("build", args | ({"clips": True} if count and count.noun == "clip" else {}), mention.spans())
    else:
        yield Wish("", {}, mention.spans())


def _is_this_one(mention: Mention, reading: Reading) -> bool:
    """Return whether one picture is pointed at: this one, only one, a single photo by its noun."""
    item = next(head for head in mention.heads if head.means("count"))
    noun = any(token.means("noun") for token in item.tokens)
    return noun or mention.means("only") or reading.given(item)


def _with_clips(mention: Mention, reading: Reading, scene: Scene) -> bool:
    """Return whether all photos are counted while a clip is spoken of as well: the count leaves no clip out."""
    count = mention.head("count")
    spoken = any(item.means("video") or item.means("order", "clips_first") for item in reading.items)
    spoken = spoken or any(token.means("noun", "clip") for token in reading.tokens)
    return count is not None and count.noun != "clip" and count.number == len(scene.photos) and spoken


def _named(mention: Mention, reading: Reading, scene: Scene) -> list[int]:
    """Return the numbers of the pictures that are named, by number or by file."""
    placed = ("beside", "pair")
    found = [item.value("which") for item in mention.items if item.means("which") and not any(map(item.means, placed))]
    which = found[0] if found else None
    photos = numbers(which, scene) if which is not None and which.part == "some" else []
    files = [item for item in mention.items if any(map(item.means, _FILES))]
    there = [scene.named(str(item.value(of))) for item in files for of in _FILES if item.means(of)]
    named = [scene.material.index(asset) + 1 for asset in there if asset in scene.material]
    near = reading.near(files[0], _LISTED) if files else []
    stills = next((one for one in near if one.means("noun", "photo")), None)
    if not photos and named and stills is not None and all(item.means("video") for item in files):
        photos = [place for place, asset in enumerate(scene.material, 1) if asset in scene.photos]
        return photos + named if stills.first < files[0].first else named + photos  # "the photos and clip.mp4"
    return photos + named


def _all_but(mention: Mention, reading: Reading, scene: Scene) -> Wish | None:
    """Return a new film of everything but the pictures that are excepted."""
    excepted = [item for item in mention.items if item.means("which") and item.value("which").but]
    if not excepted or not (_begins(mention, reading, scene) or (scene.film is None and excepted[0] in mention.heads)):
        return None
    photos = numbers(excepted[0].value("which"), scene)
    return Wish("build", {"count": len(photos), "photos": photos}, mention.spans())


def _absent(mention: Mention, reading: Reading, scene: Scene) -> Wish | None:
    """Return that the files which a film is to be made of were never uploaded."""
    files = [str(item.value(of)) for item in mention.items for of in _FILES if item.means(of)]
    if not files or any(map(scene.named, files)) or not _chooses(mention, reading):
        return None
    note = Say(f"'{files[0]}' is not among the uploads", f"上传的文件里没有“{files[0]}”")
    return Wish("", {}, mention.spans(), "declined", note)


def _chooses(mention: Mention, reading: Reading) -> bool:
    """Return whether the pictures named are those that the film is made of."""
    items = [item for item in mention.items if item.means("which") or item.means("image") or item.means("video")]
    films = [item.first for item in mention.heads if item.means("noun", "film")]
    first = bool(films) and items[0].first < films[0]
    only = (item for item in mention.items if item.means("only"))
    return (
        any(_alone(reading, one, items) for one in only)
        or (mention.does("use") and not _acts(mention, reading, items))
        or (mention.does("combine") and not any(map(reading.given, items)))
        or (mention.does("make", "want") and first)
        or any(reading.relation(item) in ("from", "of") and not _starts(reading, item) for item in items)
    )


def _acts(mention: Mention, reading: Reading, items: list[Item]) -> bool:
    """Return whether the picture is what does it: "photo 2 uses the most room"."""
    uses = [item for item in mention.items if item.means("verb", "use")]
    behind = [reading.after(item) for item in uses if item.first > items[0].first]
    ends = not reading.folded[items[0].start].isascii() and any(
        one is None or one.tokens[0].kind == "stop" for one in behind
    )
    return len(behind) == len(uses) and not ends


def _starts(reading: Reading, item: Item) -> bool:
    """Return whether the film only begins with it: 从最后一张开始."""
    after = reading.after(item)
    return after is not None and after.means("verb", "start")


def _alone(reading: Reading, only: Item, items: list[Item]) -> bool:
    """Return whether "only" stands right before pictures, or right behind them and before nothing else."""
    after = reading.after(only)
    last = after is None or after.tokens[0].kind in ("stop", "function")
    return any(only is item or only.last <= item.first or (item.last == only.first and last) for item in items)


def _begins(mention: Mention, reading: Reading, scene: Scene) -> bool:
    """Return whether a film is to be made: of pictures that are its source, or one that is not there yet."""
    films = [item for item in mention.heads if item.means("noun", "film", "clip") and not reading.given(item)]
    asked = [item for item in reading.clause(mention.heads[0]) if item.means("ask", "how_many", "what_is")]
    if any(item.first <= mention.start for item in asked) and not mention.does("make", "combine"):
        return False
    acts = [item for item in (*mention.heads, *mention.verbs) if item.means("verb", *_MAKES)]
    if any(item.means("again", "anew") for item in mention.heads):
        return True
    if scene.film is not None:
        return bool(films) and any(item.means("verb", "make", "combine") for item in acts)
    if any(_is_source(item, reading) for item in mention.items) or any(_is_new(item, reading) for item in films):
        return True
    joins = any(item.means("verb", "combine") for item in acts) and bool(mention.slots.get("source"))
    return joins or any(item in acts and _opens(reading.after(item)) for item in mention.heads)


def _is_new(film: Item, reading: Reading) -> bool:
    """Return whether a film's noun says what is to come of it: behind a verb that makes, or with no verb at all."""
    verb, after = reading.verb_before(film), reading.verb_after(film)
    if verb is None:
        return after is None or after.means("verb", *_MAKES)
    return verb.means("verb", *_MAKES) and not (verb.means("verb", "add") and reading.opened(film) == "to")


def _opens(after: Item | None) -> bool:
    """Return whether a verb goes on with something new: "make a TikTok", not "make it"."""
    if after is None or after.means("time"):
        return False
    return bool(after.senses) or (after.tokens[0].kind == "function" and not _points(after))


def _points(item: Item) -> bool:
    return item.tokens[0].given or bool(item.relation)


def _is_source(item: Item, reading: Reading) -> bool:
    """Return whether pictures are what the film is made of, and nothing is done to them: "make photos slide"."""
    if (count := item.value("count")) is not None:
        return bool(count.number > 1 or count.noun == "photo")
    if not item.means("noun", "photo"):
        return False
    before, verb, after = reading.verb_before(item), reading.verb_after(item), reading.after(item)
    if before is None and verb is not None and verb.means("verb", *_MAKES):
        return True
    done = after is not None and after.tokens[0].kind not in ("stop", "function")
    made = before is not None and before.means("verb", *_MAKES) and not done
    return made or reading.opened(item) in ("from", "of", "with")


def _is_certain(mention: Mention, reading: Reading, photos: list[int]) -> bool:
    """Return whether the others are surely to go: "only photo 2"; several that are used, and no more said of them."""
    last = max((item for item in mention.items if item.means("which")), key=lambda item: item.first, default=None)
    after = reading.after(last) if last is not None else None
    if after is not None and (after.relation in ("in", "on", "with", "at", "as") or after.tokens[0].auxiliary):
        return False  # more is said of them
    only = mention.means("only") or any(item.means("only") for item in mention.items)
    return only or (len(photos) > 1 and (after is None or after.tokens[0].kind == "stop"))


def _left(mention: Mention, photos: list[int], reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Of the film that is there certain pictures stay; the others go, where that is surely meant."""
    if not _is_certain(mention, reading, photos):
        yield Wish("", {}, mention.spans(), "declined", _ONLY)
        return
    for number in range(1, scene.length + 1):
        if number not in photos:
            yield Wish("remove", {"what": f"photo {number}"}, mention.spans())


def _doubts(item: Item) -> float:
    """Return how much likelier pictures make a film where the others are left out; where two meet, they do not."""
    if not item.means("which"):
        return 0.0
    if item.means("pair"):
        return 2.0
    return -1.0 if item.means("only") or item.value("which").but else 0.0


FRAME = Frame(
    "build",
    heads=("noun=film", "noun=photo", "count", "again=anew"),
    acts=("verb=make", "verb=combine"),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("from", "of"), extra=0.6, within=0.5),
        "files": Slot(("image", "video"), many=True),
        "source": Slot(("noun=clip", "noun=upload"), many=True),
    },
    alone={"which": 1.6, "image": 1.6, "video": 1.6, "noun=clip": 2.0, "noun=upload": 2.0},
    after=("from",),
    beside=("only", "verb=use", "verb=combine"),
    doubts=_doubts,
    once=True,
    yields=True,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return a new film of the uploads. Nothing to build from is said, never raised."""
    if "photos" in wish.args:
        return _picked(film, wish, scene)
    said = wish.args.get("count")
    material = _material(scene, said, clips=bool(wish.args.get("clips")))
    if not material:
        return Edit(film, "declined", Say("nothing is uploaded yet: send photos first", "还没有素材：请先上传照片"))
    used = material[:said] if said else material
    note = _mismatch(said, len(material), len(used)) if said else Say()
    fresh = Film(shots=tuple(shot_of(asset) for asset in used))
    return Edit(fresh, "approximated" if note else "applied", note, {"count": said or len(used)})


def _picked(before: Film, wish: Wish, scene: Scene) -> Edit:
    """Return a new film of the uploads named, in the order said; a number that is not there is said."""
    there, wanted = scene.material, list(wish.args["photos"])
    used = [number for number in wanted if 1 <= number <= len(there)]
    missing = ", ".join(str(number) for number in wanted if number not in used)
    note = Say(f"there is no photo {missing}: {len(there)} uploaded", f"没有第 {missing} 张：共上传 {len(there)} 个")
    if not used:
        return Edit(before, "declined", wish.note or note)
    names = [there[number - 1].filename for number in used]
    film = Film(shots=tuple(shot_of(there[number - 1]) for number in used))
    listed = Say(", ".join(names), "、".join(names))
    args = {"count": len(used), "photos": used}
    return Edit(film, "approximated" if missing else "applied", note + listed if missing else listed, args)


def _material(scene: Scene, said: int | None, *, clips: bool) -> tuple[Asset, ...]:
    """Return photos and clips in upload order, or only the sort that was counted when the count fits no other way."""
    if said and scene.photos and scene.clips and len(scene.material) != said:
        return scene.clips if clips else scene.photos
    return scene.material


def shot_of(asset: Asset) -> Shot:
    """Return the shot of an upload, at its full length."""
    length_ms = round(asset.duration_s * 1000)
    return Shot(asset.id, asset.filename, asset.cdn_url, asset.file_type, out_ms=length_ms, focus=asset.focus)


def _mismatch(said: int, there: int, used: int) -> Say:
    if said == there:
        return Say()
    return Say(
        f"{said} were named, {there} uploaded: {used} used, in upload order",
        f"说的是 {said} 个，实际上传 {there} 个：按上传顺序使用 {used} 个",
    )
