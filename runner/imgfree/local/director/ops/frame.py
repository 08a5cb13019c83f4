"""aspect: the shape of the picture."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot, apart
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film
from imgfree.local.platforms import CANVASES, PLATFORMS, other_size

STAGE = 20


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A ratio, or a word for one; what photos and clips are is no wish, nor is a word beside a ratio of its sort."""
    head = mention.heads[0]
    ratio = _ratio(head)
    if ratio is None:
        return
    exact = [found for item in reading.items if item.means("ratio") and (found := _ratio(item))]
    same = head.means("aspect") and any(_shape(one) == _shape(ratio) for one in exact)
    unwanted = mention.negations or mention.means("complain") or _taken_back(ratio, reading)
    if same or unwanted or _describes(mention, reading, scene):
        yield Wish("", {}, mention.spans())
    else:
        yield Wish("aspect", {"ratio": ratio, **({"explicit": True} if head.means("ratio") else {})}, mention.spans())


def _taken_back(ratio: str, reading: Reading) -> bool:
    """Return whether another word of the sentence says that this ratio is not wanted."""
    denied = (one for one in reading.items if (before := reading.before(one)) is not None and before.means("not"))
    return any(_ratio(one) == ratio for one in denied)


def _ratio(item: Item) -> str | None:
    """Return the canvas that an item names; None where no canvas has that ratio."""
    said = item.value("ratio")
    ratio = f"{said[0]:g}:{said[1]:g}" if said else str(item.value("aspect"))
    return ratio if ratio in CANVASES else None


def _describes(mention: Mention, reading: Reading, scene: Scene) -> bool:
    """Return whether the shape is that of the material: of photos, or of a clip that becomes another shape."""
    head = mention.heads[0]
    if reading.relation(head) in ("to", "into", "as"):
        return False
    after = next((item for item in reading.clause(head) if item.first >= head.last), None)
    given = reading.given(head)
    if after is not None and not head.means("ratio") and (after.means("noun", "photo") or after.means("count")):
        return True
    if given and (
        head.means("noun", "photo") or (scene.clips and after is not None and after.means("noun", "film", "clip"))
    ):
        return True
    if head.means("ratio") and not given:
        return False
    later = [item for item in reading.clause(head) if item.first > head.first and (_ratio(item) is not None)]
    return any(_turned(reading, head, item) for item in later)


def _shape(ratio: str) -> int:
    """Return 1 for wide, -1 for tall, 0 for square."""
    width, height = CANVASES[ratio]
    return (width > height) - (width < height)


def _turned(reading: Reading, one: Item, other: Item) -> bool:
    """Return whether one shape is turned into the other: a "to", a "but" or a verb of change between them."""
    between = reading.items[reading.place(one) + 1 : reading.place(other)]
    return any(item.relation in ("to", "into", "as", "but") or item.means("verb", "change", "turn", "make", "replace")
               for item in between)  # fmt: skip


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether a word is a shape: behind a number it measures ("480 wide")."""
    before = reading.before(item)
    return item.means("ratio") or before is None or not before.means("number")


FRAME = Frame(
    "aspect",
    heads=("ratio", "aspect"),
    wishes=_wishes,
    slots={"frame": Slot(("noun=frame",)), "film": Slot(("noun=film", "noun=photo"), extra=1.0)},
    alone={"noun=frame": 2.4},
    beside=("noun=frame", "noun=film"),
    owns=_owns,
    joins=apart,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film on that canvas; of several in a sentence the first is meant, the others are an export away."""
    said = [one for one in scene.wishes if one.op == "aspect"]
    explicit = [one for one in said if one.args.get("explicit")]
    kept, wanted = str((explicit or said)[0].args["ratio"]), str(wish.args["ratio"])
    width, height = CANVASES[kept]
    film = replace(film, width=width, height=height)
    if wanted != kept and explicit and not wish.args.get("explicit"):
        note = Say(f"the ratio {kept} wins over the word", f"以明确的比例 {kept} 为准")
        return Edit(film, "approximated", note)
    if wanted != kept:
        note = Say(
            f"one canvas at a time: {kept} now; the same timeline comes out as {wanted} with export:"
            f" {other_size(wanted)}",
            f"一次一个画幅：现为 {kept}；同一时间线可用 export: {other_size(wanted)} 导出 {wanted}",
        )
        return Edit(film, "approximated", note)
    platform = scene.said("platform")
    implied = PLATFORMS[str(platform.args["name"])].ratio if platform else kept
    if platform and implied != kept:
        name = readable(str(platform.args["name"]))
        note = Say(
            f"{name.en} expects {implied}; {kept} was asked for and wins",
            f"{name.zh} 通常为 {implied}；按要求使用 {kept}",
        )
        return Edit(film, "applied", note)
    return Edit(film, "applied", Say(f"{width}x{height}", f"{width}x{height}"))


def default_canvas(film: Film, scene: Scene) -> Film:
    """Return the film on the canvas that most of its shots have; upright where nothing is known."""
    by_id = {asset.id: asset for asset in scene.assets}
    votes: dict[str, int] = {}
    for shot in film.shots:
        asset = by_id.get(shot.source)
        if asset is None or not (asset.width and asset.height):
            continue
        share = asset.width / asset.height
        shape = "16:9" if share > 1.05 else "9:16" if share < 0.95 else "1:1"
        votes[shape] = votes.get(shape, 0) + 1
    winner = max(votes, key=lambda shape: votes[shape]) if votes else "9:16"
    width, height = CANVASES[winner]
    return replace(film, width=width, height=height)


def ratio_of(film: Film) -> str:
    """Return the film's ratio by name."""
    return next(
        (name for name, size in CANVASES.items() if size == (film.width, film.height)), f"{film.width}x{film.height}"
    )
