"""build: photos and clips become a film, in upload order; or certain ones of them."""

from collections.abc import Iterator

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import numbers, taken_out
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Shot

STAGE = 10


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A film is begun where none is there, or anew when another one is made; else the words only name what is there."""
    yield from _shown_at(mention, reading)
    which = mention.head("which") or mention.slot("which")
    makes = mention.does("make", "combine")
    if which is not None and which.part == "some" and mention.does("remove"):
        yield from taken_out(mention, which, scene)
    elif which is not None and which.part == "some" and scene.film is not None and not makes:
        yield from _left(mention, numbers(which, scene), scene)
    elif which is not None and which.part == "some":
        photos = numbers(which, scene)
        yield Wish("build", {"count": len(photos), "photos": photos}, mention.spans())
    elif _begins(mention, reading, scene):
        count = mention.head("count")
        args: dict[str, object] = {"count": count.number} if count else {}
        yield Wish("build", args | ({"clips": True} if count and count.noun == "clip" else {}), mention.spans())
    else:
        yield Wish("", {}, mention.spans())


def _shown_at(mention: Mention, reading: Reading) -> Iterator[Wish]:
    """A word for a film that is a platform's as well: its platform ("for reels"), or a reel, which is upright."""
    for head in mention.heads:
        if not head.means("platform"):
            continue
        spans, after = ((head.start, head.end),), reading.after(head)
        named = reading.relation(head) in ("for", "on") and not (after is not None and after.means("noun", "film"))
        if head.tokens[0].text.endswith("s") or named:
            yield Wish("platform", {"name": str(head.value("platform"))}, spans)
        elif head.means("platform", "reels") and not any(
            one.means("aspect") or one.means("ratio") or (one.means("platform") and one is not head)
            for one in reading.items
        ):
            yield Wish("aspect", {"ratio": "9:16"}, spans, note=Say("a reel is upright", "Reel 默认竖屏"))


def _begins(mention: Mention, reading: Reading, scene: Scene) -> bool:
    """Return whether a film is to be made: of pictures that are spoken of, or one that is not there yet."""
    films = [item for item in mention.heads if item.means("noun", "film") or item.means("noun", "clip")]
    verbs = [item for item in (*mention.heads, *mention.verbs) if item.means("verb", "make", "combine", "want")]
    new = any(not reading.given(item) for item in films)
    if scene.film is None and any(item.means("noun", "photo") or item.means("count") for item in mention.items):
        return True
    after = reading.after(mention.heads[-1])
    made = after is not None and not after.tokens[0].given
    return bool(verbs) and (new or (not films and scene.film is None and made))


def _left(mention: Mention, photos: list[int], scene: Scene) -> Iterator[Wish]:
    """Of the film that is there certain pictures stay; the others go."""
    for number in range(1, scene.length + 1):
        if number not in photos:
            yield Wish("remove", {"what": f"photo {number}"}, mention.spans())


FRAME = Frame(
    "build",
    heads=("noun=film", "noun=photo", "count"),
    acts=("verb=make", "verb=combine"),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("from", "of"), extra=0.6),
        "source": Slot(("noun=clip", "noun=upload"), many=True),
    },
    alone={"which": 1.5, "noun=clip": 2.0, "noun=upload": 2.0},
    beside=("only", "verb=use", "verb=combine"),
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
    both = {asset.id for asset in (*scene.photos, *scene.clips)}
    if said and scene.photos and scene.clips and len(both) != said:
        both = {asset.id for asset in (scene.clips if clips else scene.photos)}
    return tuple(asset for asset in scene.assets if asset.id in both)


def shot_of(asset: Asset) -> Shot:
    """Return the shot of an upload, at its full length."""
    return Shot(asset.id, asset.filename, asset.cdn_url, asset.file_type, out_ms=round(asset.duration_s * 1000))


def _mismatch(said: int, there: int, used: int) -> Say:
    if said == there:
        return Say()
    return Say(
        f"{said} were named, {there} uploaded: {used} used, in upload order",
        f"说的是 {said} 个，实际上传 {there} 个：按上传顺序使用 {used} 个",
    )
