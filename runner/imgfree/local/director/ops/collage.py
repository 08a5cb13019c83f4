"""collage: two to four photos at once: beside each other, one above the other, in a grid, before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from imgfree.local.composition import Cell
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import on_photos, shown
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Shot

STAGE = 16
MOST = 4
_LABELS = {"en": ("Before", "After"), "zh": ("前", "后")}
_HOW = {
    "row": Say("side by side", "左右并排"),
    "column": Say("one above the other", "上下排列"),
    "grid": Say("in a grid", "宫格排列"),
    "auto": Say("together, as the frame likes it", "按画幅拼在一起"),
}
_TOO_FEW = Say("that takes two photos at least", "至少需要两张照片")
_APART = Say("one picture at a time", "一次显示一张")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """How photos share the frame, all of them or some; denied, each has it to itself."""
    kind, compares = _kind(mention)
    if mention.negations or mention.does("remove") or kind == "none":
        yield Wish("collage", {"grid": "none"}, mention.spans())
        return
    if kind == "compare" and len(scene.photos) == 2 and any(one.means("transition") for one in reading.items):
        yield Wish("", {}, mention.spans())  # what follows each other does not stand beside each other
        return
    photos = on_photos(mention, reading, scene)
    args: dict[str, object] = {"grid": "auto" if kind == "compare" else kind}
    if compares:
        args["labels"] = list(_LABELS["zh" if reading.chinese else "en"])
    said = mention.item("count") or next((head for head in mention.heads if head.means("count")), None)
    each = int(said.value("count").number) if said is not None and said.means("count") else None
    if each is None and (number := mention.slot("number")) is not None:
        each = int(number)
    if photos:
        args |= photos
    elif each is not None and 2 <= each <= MOST:
        args["each"] = each
    yield Wish("collage", args, mention.spans())


def _kind(mention: Mention) -> tuple[str, bool]:
    """Return how the photos stand, and whether they are before and after: "before and after side by side"."""
    said = [str(head.value("collage")) for head in mention.heads if head.means("collage")]
    return next((one for one in said if one != "compare"), "compare"), "compare" in said


FRAME = Frame(
    "collage",
    heads=("collage",),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("of", "with")),
        "number": Slot(("number",), within=0.8),
        "of": Slot(("noun=photo", "noun=frame"), extra=0.4),
    },
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with photos that share the frame; clips keep theirs."""
    grid = str(wish.args["grid"])
    single = _apart(film)
    if grid == "none":
        return Edit(replace(film, shots=single), "applied", _APART)
    if "photos" in wish.args:
        there = sorted(n for n in shown(film, wish.args["photos"], scene) if not film.shots[n - 1].is_clip)
        if not 2 <= len(there) <= MOST:
            note = _TOO_FEW if len(there) < 2 else Say(f"at most {MOST} photos at once", f"一次最多 {MOST} 张")
            return Edit(film, "declined", note)
        groups = [there]
        single = film.shots
    else:
        stills = [n for n, shot in enumerate(single, 1) if not shot.is_clip]
        if len(stills) < 2:
            return Edit(film, "declined", _TOO_FEW)
        groups = _grouped(stills, _each(wish, len(stills), grid))
    labels = tuple(str(one) for one in wish.args.get("labels") or ())
    firsts = {group[0]: group for group in groups if len(group) > 1}
    gone = {n for group in firsts.values() for n in group[1:]}
    shots = tuple(
        _joined([single[m - 1] for m in firsts[n]], grid, labels) if n in firsts else shot
        for n, shot in enumerate(single, 1)
        if n not in gone
    )
    sizes = " + ".join(str(len(group)) for group in groups)
    args = {key: value for key, value in wish.args.items() if key != "each"}
    note = _HOW[grid] + Say(f"photos {sizes}", f"张数 {sizes}") if len(groups) > 1 else _HOW[grid]
    return Edit(
        replace(film, shots=shots),
        "applied",
        note,
        {**args, **({"each": len(groups[0])} if "photos" not in args else {})},
    )


def _each(wish: Wish, count: int, grid: str) -> int:
    """Return how many photos share the frame: as many as were said, all up to four, else pairs or fours."""
    if "each" in wish.args:
        return int(wish.args["each"])
    if wish.args.get("labels"):
        return 2
    most = MOST if grid in ("grid", "auto") else 3  # narrower strips show nothing
    return count if count <= most else MOST if most == MOST else 2


def _grouped(numbers: Sequence[int], each: int) -> list[list[int]]:
    """Return the numbers in groups of at most so many, evenly; nobody is left alone where a fuller group can give."""
    count = -(-len(numbers) // each)
    groups, at = [], 0
    for group in range(count):
        size = each if each == 2 else -(-(len(numbers) - at) // (count - group))
        groups.append(list(numbers[at : at + size]))
        at += size
    return groups


def _joined(shots: Sequence[Shot], grid: str, labels: tuple[str, ...]) -> Shot:
    """Return one shot of several photos; it lasts and moves as the first of them."""
    said = labels if len(labels) == len(shots) else ("",) * len(shots)
    cells = tuple(
        Cell(shot.source, shot.title, shot.url, shot.focus, label) for shot, label in zip(shots, said, strict=True)
    )
    return replace(shots[0], cells=cells, grid=grid)


def _apart(film: Film) -> tuple[Shot, ...]:
    """Return the shots with each photo by itself."""
    shots: list[Shot] = []
    for shot in film.shots:
        shots += [_single(shot, cell) for cell in shot.cells] or [shot]
    return tuple(shots)


def _single(shot: Shot, cell: Cell) -> Shot:
    alone = replace(shot, source=cell.source, title=cell.title, url=cell.url, focus=cell.focus)
    return replace(alone, cells=(), grid="")
