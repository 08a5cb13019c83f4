"""focus: what of the photos has to stay in the frame, whatever is cropped."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from imgfree.local.assets import Box, Focus
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import numbers, on_photos, places, too_few
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 24
_SIDES = {"left": "left", "right": "right", "up": "top", "down": "bottom"}
_REGIONS: dict[str, Box] = {
    "left": (0.02, 0.3, 0.34, 0.4),
    "right": (0.64, 0.3, 0.34, 0.4),
    "top": (0.33, 0.02, 0.34, 0.34),
    "bottom": (0.33, 0.64, 0.34, 0.34),
    "center": (0.33, 0.33, 0.34, 0.34),
}
_HALVES: dict[str, Box] = {
    "left": (0.0, 0.0, 0.5, 1.0),
    "right": (0.5, 0.0, 0.5, 1.0),
    "top": (0.0, 0.0, 1.0, 0.5),
    "bottom": (0.0, 0.5, 1.0, 0.5),
    "center": (0.2, 0.2, 0.6, 0.6),
}
_SAYS = {
    "face": Say("faces stay in the frame", "人脸保持在画面内"),
    "subject": Say("what stands out most stays in the frame", "最突出的部分保持在画面内"),
    "left": Say("the left part stays in the frame", "左侧保持在画面内"),
    "right": Say("the right part stays in the frame", "右侧保持在画面内"),
    "top": Say("the top stays in the frame", "上部保持在画面内"),
    "bottom": Say("the bottom stays in the frame", "下部保持在画面内"),
    "center": Say("the middle stays in the frame", "中间保持在画面内"),
}
_UNNAMED = Say(
    "what a picture shows is not known by its name: what stands out most stays in the frame",
    "无法按名称识别画面内容：最突出的部分保持在画面内",
)
_SHARED = 0.3  # of a box: so much of it has to be on a side to be the subject there


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """What stays: faces, a side, or what stands out; in all photos or some."""
    side = _SIDES.get(str(mention.slot("side"))) or mention.slot("place")
    at = str(side if side in _REGIONS else mention.head("focus"))
    named = at == "subject" and any(one.tokens[0].kind == "unknown" or one.means("context") for one in mention.heads)
    args = {"at": at} | (on_photos(mention, reading, scene) or _at_fault(reading, scene))
    if named:
        yield Wish("focus", args, mention.spans(), "approximated", _UNNAMED)
    else:
        yield Wish("focus", args, mention.spans(), note=_SAYS[at])


def _at_fault(reading: Reading, scene: Scene) -> dict[str, object]:
    """Return the pictures in which something is said to be cut off, as an argument."""
    faulty = [part for part in reading.pieces if any(one.means("fault") for one in part)]
    which = next((one.value("which") for part in faulty for one in part if one.pictures == "some"), None)
    return {"photos": numbers(which, scene)} if which is not None else {}


FRAME = Frame(
    "focus",
    heads=("focus",),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("on", "for", "of", "in")),
        "side": Slot(("side=left", "side=right", "side=up", "side=down"), after=("on", "to"), extra=-0.6),
        "place": Slot(("place=top", "place=bottom", "place=center"), after=("on", "to"), extra=-0.6),
        "of": Slot(("noun=photo", "noun=frame"), extra=0.5),
    },
    absorbs=lambda mention: True,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with that part of its photos kept, on every canvas and by every motion."""
    at = str(wish.args["at"])
    there = places(film, wish, scene)
    if not there:
        return Edit(film, "declined", too_few(film))
    without = [n for n in there if at == "face" and not _has_face(film.shots[n - 1].focus)]
    if len(without) == len(there):
        none = Say(
            "no face is seen there: say where to look, e.g. 'focus on the left'", "没有看到人脸：可说位置，如“主体靠左”"
        )
        return Edit(film, "declined", none)
    shots = tuple(
        replace(shot, focus=_moved(shot.focus, at)) if n in there and n not in without else shot
        for n, shot in enumerate(film.shots, 1)
    )
    note = wish.note + _faceless(without) if without else wish.note
    return Edit(replace(film, shots=shots), "approximated" if without else wish.outcome, note)


def _has_face(focus: Focus | None) -> bool:
    return focus is not None and focus.by == "face"


def _faceless(numbers: Sequence[int]) -> Say:
    listed = ", ".join(map(str, numbers))
    return Say(f"no face is seen in photo {listed}", f"第 {listed} 张没有看到人脸")


def _moved(focus: Focus | None, at: str) -> Focus | None:
    """Return what is measured, taken for sure; on a side, the part of it that is there, or else the side itself."""
    if at in ("face", "subject"):
        return replace(focus, confidence=1.0) if focus is not None and focus.by != "centre" else focus
    box = _shared(focus.box, _HALVES[at]) if focus is not None and focus.by != "centre" else None
    return Focus(box or _REGIONS[at], 1.0, "said")


def _shared(one: Box, other: Box) -> Box | None:
    """Return what is in both boxes, where that is a fair part of the first."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    wide = min(one[0] + one[2], other[0] + other[2]) - left
    high = min(one[1] + one[3], other[1] + other[3]) - top
    if wide <= 0 or high <= 0 or wide * high < _SHARED * one[2] * one[3]:
        return None
    return round(left, 3), round(top, 3), round(wide, 3), round(high, 3)
