"""What the canvas does to the photos: cropped, and by how much; shown whole; travelled over. Told where it changes."""

from imgfree.local.composition import Layout, Way, keeps, layout
from imgfree.local.designs import fit_of
from imgfree.local.director.reply import Clause, Say
from imgfree.local.director.wish import Scene
from imgfree.local.film import FPS, Film, motion_at, slots

_LEAST = 0.1  # of a photo: less is not missed
_WHOLE = 0.98


def clauses(before: Film, film: Film, scene: Scene, language: str) -> list[Clause]:
    """Return a clause for each thing that the edit does to photos by its canvas, with their numbers."""
    was = _told(before, scene)
    found: dict[tuple[str, int], list[int]] = {}
    for number, (source, what) in enumerate(_told(film, scene), 1):
        if what[0] and (source, what) not in was:
            found.setdefault(what, []).append(number)
    name = Say("crops", "裁剪").text(language)
    return [Clause(name, "defaulted", [], _say(*what, numbers).text(language)) for what, numbers in found.items()]


def _told(film: Film, scene: Scene) -> list[tuple[str, tuple[str, int]]]:
    """Return for each shot its file, and what becomes of it on this canvas, with how many hundredths of it go."""
    sizes = {asset.id: (asset.width, asset.height) for asset in scene.assets if asset.width and asset.height}
    told = []
    for number, (shot, slot) in enumerate(zip(film.shots, slots(film), strict=True)):
        motion = motion_at(film, number, slot.frames)
        fit = shot.fit or fit_of(film.fit, film.looks)
        way = Way(fit, motion.kind, motion.amount, slot.frames / FPS, not shot.is_clip)
        if shot.source not in sizes or shot.cells:
            told.append((shot.source, ("", 0)))
            continue
        where = layout(sizes[shot.source], (film.width, film.height), way, shot.focus)
        known = shot.focus is not None and shot.focus.by != "centre"
        told.append((shot.source, _what(where, keeps(where, shot.focus, way) if known else None, way.fit)))
    return told


def _what(where: Layout, kept: float | None, fit: str) -> tuple[str, int]:
    if where.wide > 1:
        return "travels", 0
    if where.around == "blur" and fit == "auto":
        return ("whole", 0) if where.lost < _LEAST else ("nearer", round(where.lost * 100))
    if where.around != "nothing" or where.lost < _LEAST:
        return "", 0
    how = "cropped" if kept is None else "kept" if kept >= _WHOLE else "cut"
    return how, round(where.lost * 100)


def _say(what: str, percent: int, numbers: list[int]) -> Say:
    several = len(numbers) > 1
    listed = ", ".join(map(str, numbers[:-1])) + (" and " if several else "") + str(numbers[-1])
    who, its, are = (
        (f"photos {listed}", "their subjects stay", "are")
        if several
        else (f"photo {listed}", "its subject stays", "is")
    )
    chinese = f"第 {'、'.join(map(str, numbers))} 张"
    cropped = f"{who} {are} cropped by {percent} %"
    return {
        "travels": Say(f"the view goes across {who} from side to side", f"镜头横扫{chinese}全景"),
        "whole": Say(f"{who} {are} shown whole, on a blurred copy", f"{chinese}完整显示，衬模糊背景"),
        "nearer": Say(f"{cropped}, on a blurred copy; {its}", f"{chinese}裁去 {percent}%，衬模糊背景，主体保留"),
        "cropped": Say(cropped, f"{chinese}裁去 {percent}%"),
        "kept": Say(f"{cropped}; {its}", f"{chinese}裁去 {percent}%，主体保留"),
        "cut": Say(
            f"{cropped}, through what stands out (say 'whole photo')",
            f"{chinese}裁去 {percent}%，主体不完整（可说“完整显示”）",
        ),
    }[what]
