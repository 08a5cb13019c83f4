"""Which pictures a phrase means on this film: numbers from 1 on, whatever was said from the end or in the middle."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from imgfree.local.director.ops.decline import refused
from imgfree.local.director.read.items import Item, Which
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene, Wish
from imgfree.local.film import Film
from imgfree.plurals import counted

if TYPE_CHECKING:
    from imgfree.local.director.frames import Mention

_WHICH = ("which", "that")
LEFT = Say("left as it is", "保持不变")
UNSEEN = Say(
    "what a picture shows is not seen here: say its number, e.g. 'photo 3'", "这里看不到画面内容：请说编号，例如“第3张”"
)


def meant(item: Item, mention: "Mention", reading: Reading, scene: Scene) -> list[int]:
    """Return the numbers of the pictures that a phrase of a mention means; empty for each of them.

    The rest are those that the sentence has not spoken of: for the same thing, or else before.
    """
    which = item.value("which")
    return _others(item, mention, reading, scene) if which.part == "rest" else numbers(which, scene)


def on_photos(mention: "Mention", reading: Reading, scene: Scene) -> dict[str, Any]:
    """Return on which photos it is to be that a mention wishes, as an argument; nothing for all of them."""
    item = mention.item("which") or _replaced(mention, reading)
    photos = meant(item, mention, reading, scene) if item is not None else []
    return {"photos": photos} if photos else {}


def _replaced(mention: "Mention", reading: Reading) -> Item | None:
    """Return the pictures on which this takes the place of what was denied of them: 第三张别放大，改成往左移.

    Or those that it is told of behind a comma: "photo 3, which should be brighter".
    """
    back = [item for item in reading.items[: reading.place(mention.items[0])] if item.tokens[0].start < item.end]
    while back and back[-1].small and back[-1].text not in _WHICH and not back[-1].breaks:
        back.pop()
    if len(back) > 1 and back[-1].text in _WHICH:
        told = back[-3 if back[-2].text == "," and back[2:] else -2]
        which = told.value("which")
        return replace(told, senses={**told.senses, "which": replace(which, but=False)}) if which else None
    before = [one for one in mention.fellows if one.start < mention.start][-1:]
    near = [item for item in reading.piece(mention.heads[0]) if item.means("verb") or item.means("instead")]
    near += reading.beside(mention.heads[-1])
    changes = any(item.means("verb", "change", "replace") or item.means("instead", "instead") for item in near)
    return next((one.item("which") for one in before if changes and (one.negations or one.does("remove"))), None)


def numbers(which: Which, scene: Scene) -> list[int]:
    """Return the numbers of the pictures; empty for each of them. One that is not there keeps its number."""
    count, mixed = scene.length, clips(scene)
    if which.but:
        gone = numbers(replace(which, but=False), scene)
        return [number for number in range(1, count + 1) if number not in gone]
    if which.amid:
        first = (count - which.numbers[0]) // 2 + 1
        return list(range(first, first + which.numbers[0]))
    if which.part == "unseen" and count == 1:
        return [1]
    if which.onward:
        return list(range(which.numbers[0], count + 1, which.step))
    if which.noun == "clip" and mixed and all(0 < abs(number) <= len(mixed) for number in which.numbers):
        return [mixed[number - 1 if number > 0 else number] for number in which.numbers]
    return list(dict.fromkeys(_number(number, count) for number in which.numbers))


def clips(scene: Scene) -> list[int]:
    """Return the numbers of the clips, where there are photos as well."""
    shown_now = [shot.is_clip for shot in scene.film.shots] if scene.film else []
    is_clip = shown_now or [asset in scene.clips for asset in scene.material]
    return [number for number, clip in enumerate(is_clip, 1) if clip] if not all(is_clip) else []


def _number(number: int, count: int) -> int:
    if number < 0:
        return count + 1 + number
    return (count + 1) // 2 if number == 0 else number


def shown(film: Film, wanted: Iterable[int], scene: Scene) -> set[int]:
    """Return where on the film, from 1, the pictures are that had these numbers before the sentence moved them.

    Where one of them is no longer there, the numbers are places on the film as it is now.
    """
    before = scene.film if scene.film is not None and scene.said("build") is None else None
    sources = [shot.source for shot in before.shots] if before else [asset.id for asset in scene.material]
    places = {shot.source: place for place, shot in enumerate(film.shots, start=1)}
    meant = [sources[number - 1] if 0 < number <= len(sources) else "" for number in wanted]
    if all(source in places for source in meant) and len(places) == len(film.shots):
        return {places[source] for source in meant}
    return {number for number in wanted if 0 < number <= len(film.shots)}


def places(film: Film, wish: Wish, scene: Scene) -> list[int]:
    """Return where on the film, from 1, the pictures of a wish are; every place for one that names none."""
    if "photos" not in wish.args:
        return [*range(1, len(film.shots) + 1)]
    return sorted(shown(film, wish.args["photos"], scene))


def no_photo(number: int) -> Say:
    """Return that there is no picture of this number."""
    return Say(f"there is no photo {number}", f"没有第 {number} 张")


def too_few(film: Film) -> Say:
    """Return that none of the pictures meant is there, and how many are."""
    count = len(film.shots)
    return Say(f"there {'is' if count == 1 else 'are'} {counted(count, 'photo')}", f"一共只有 {count} 张")


def _others(item: Item, mention: "Mention", reading: Reading, scene: Scene) -> list[int]:
    """Return the numbers of the pictures not spoken of; empty where none was."""
    said = [one for fellow in mention.fellows for one in fellow.items if one is not item and _names(one)]
    said += [one for part in reading.echoes for one in part if said and _names(one)]
    said = said or [one for one in reading.items if one.first < item.first and _names(one)]
    named = {number for one in said for number in numbers(one.value("which"), scene)}
    wanted = set(range(1, scene.length + 1))
    if item.value("which").noun == "photo":
        wanted -= set(clips(scene))
    return sorted(wanted - named) if named else []


def _names(item: Item) -> bool:
    """Return whether a phrase names certain pictures, not those beside which another one goes."""
    return item.pictures == "some" and not item.means("beside")


def _kept(item: Item, reading: Reading) -> bool:
    """Return whether the last thing said of a picture, before the next stop, is that it does not go."""
    row = reading.items[reading.place(item) + 1 :]
    row = row[: next((place for place, one in enumerate(row) if one.tokens[0].kind == "stop"), len(row))]
    said = [one for one in row if one.means("verb", "remove") or one.means("not")]
    return len(said) > 1 and said[-2].means("not") and said[-1].means("verb", "remove")


def removed(photos: Iterable[int], mention: "Mention", reading: Reading) -> Iterator[Wish]:
    """Yield the wish that certain pictures go; what is only in one of them, "the bins in photo 2", cannot."""
    named = [item for item in mention.items if item.means("which")]
    if any(_is_place(item, reading) for item in named):
        yield Wish("", {}, mention.spans(), "declined", refused("remove_object"))
        return
    for number in photos:
        yield Wish("remove", {"what": f"photo {number}"}, mention.spans())


def _is_place(item: Item, reading: Reading) -> bool:
    """Return whether pictures only say where something goes: "drop the text on photo 2", 第二张上的字."""
    after, verb = reading.after(item), reading.after(item, 2)
    behind = after is not None and not after.text.isascii() and after.relation in ("on", "in")
    own = after is not None and after.tokens[0].kind == "unknown" and verb is not None and verb.means("verb", "remove")
    return behind or own or item.text == "on" or reading.relation(item) in ("in", "on", "from")


def taken_out(mention: "Mention", item: Item, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Yield the wish that certain pictures go, one for each; all others where these are excepted."""
    if reading.relation(item) == "to" and not item.text.isascii():
        return  # 切到第五张, 跑到第三张去了
    if _kept(item, reading):
        yield Wish("", {}, mention.spans(), note=LEFT)
        return
    yield from removed(meant(item, mention, reading, scene), mention, reading)
