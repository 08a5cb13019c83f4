"""A film that was never rendered, as a sheet of stills: each shot at the moment that shows most of what lies on it."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from imgfree.durations import moment
from imgfree.local.assets import Asset
from imgfree.local.output import Output
from imgfree.local.render.arrangement import settled
from imgfree.local.render.fonts import face_for
from imgfree.local.render.picture import Painter
from imgfree.local.render.plan import plan
from imgfree.local.render.reel import Reel
from imgfree.local.render.sources import unchanged
from imgfree.local.render.stills import save

SHORTER_PX = 360
MOST_STILLS = 24
_PAINTERS = 2
GAP, STRIP, _LETTERS = 12, 34, 20
PAPER, _INK, _FAINT = (24, 24, 24), (255, 255, 255), (160, 160, 160)


@dataclass(frozen=True)
class Still:
    """One picture of the sheet: which shot, counted from 1, at which frame, and the texts that are read there."""

    shot: int
    frame: int
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What the sheet shows. `stills` are in the film's order, each with `shot`, `at_s`, `title` and `texts`."""

    width: int  # of a still
    height: int
    margin: int  # left of the first still, and above it
    duration_s: float
    shots: int
    stills: tuple[Mapping[str, Any], ...]


def preview(draft: Mapping[str, Any], assets: Mapping[str, Asset], output: Output, target: Path) -> Preview:
    """Write the sheet of a draft as a JPEG and return what is on it. Raises RenderError as `render` does."""
    reel = settled(plan(draft, assets, _small(output)), assets)
    for source in {assets[take.source] for take in reel.takes}:
        unchanged(source)
    shown = stills(reel)
    titles = [_title(one, reel, assets) for one in shown]
    pictures = painted(reel, assets, shown)
    save(_sheet(reel, [*zip(shown, titles, pictures, strict=True)]), target)
    told = tuple(
        {"shot": one.shot, "at_s": round(one.frame / reel.fps, 2), "title": title, "texts": list(one.texts)}
        for one, title in zip(shown, titles, strict=True)
    )
    return Preview(reel.width, reel.height, GAP, reel.duration_s, len(reel.takes), told)


def _title(one: Still, reel: Reel, assets: Mapping[str, Asset]) -> str:
    on_card = reel.card is not None and one.frame >= reel.card.start
    return "end card" if on_card else assets[reel.takes[one.shot - 1].source].filename


def stills(reel: Reel) -> list[Still]:
    """Return a still for each shot, and further ones for texts that no other shows; at most MOST_STILLS of them."""
    unread = {index for index, words in enumerate(reel.words) if words.frames and words.text.strip()}
    found: list[Still] = []
    for number, (first, end) in enumerate(_windows(reel), start=1):
        best = max(_moments(reel, first, end), key=lambda frame: _worth(reel, frame, unread, (first + end) / 2))
        found.append(_still(reel, number, best))
        unread -= _read_at(reel, best)
    shots = _spread(found)
    more = [_still(reel, *_shown_at(reel, frame)) for frame in _moments_of(reel, unread)]
    if reel.card is not None and not any(one.frame >= reel.card.start for one in more):
        more.append(_still(reel, len(reel.takes), (reel.card.start + reel.frames) // 2))
    return sorted([*shots, *_spread(more, MOST_STILLS - len(shots))], key=lambda one: one.frame)


def _small(output: Output) -> Output:
    """Return the output with the shorter side that stills have; a canvas of its own keeps its shape."""
    if output.width and output.height:
        scale = min(1.0, SHORTER_PX / min(output.width, output.height))
        sides = [max(16, round(side * scale / 2) * 2) for side in (output.width, output.height)]
        return replace(output, format="mp4", width=sides[0], height=sides[1])
    return replace(output, format="mp4", width=None, height=min(SHORTER_PX, output.height or SHORTER_PX))


def _windows(reel: Reel) -> Iterator[tuple[int, int]]:
    """Yield for each shot the frames at which it is seen alone, without transitions and the film's own fades."""
    for index, take in enumerate(reel.takes):
        after = reel.takes[index + 1] if index + 1 < len(reel.takes) else None
        first = take.start + (take.transition.frames if take.transition else 0)
        end = min(take.end, after.start if after else reel.frames)
        if first >= end:
            first = end = (take.start + end) // 2
        clear = max(first, reel.fade.in_frames), min(end, reel.frames - reel.fade.out_frames)
        first, end = clear if clear[0] < clear[1] else (first, end)
        if reel.loop == "boomerang":  # it is played through in half of its time, and back
            first, end = first // 2, end // 2
        yield first, max(first + 1, end)


def _moments(reel: Reel, first: int, end: int) -> set[int]:
    """Return the frames worth a still: the middle, and those in the middle of what lies on the shot for a while."""
    spans = [(words.start, words.frames) for words in reel.words]
    spans += [(reel.logo.start, reel.logo.frames)] if reel.logo else []
    changes = {edge for start, frames in spans for edge in (start, start + frames) if first < edge < end}
    edges = sorted({first, end, *changes})
    return {(first + end) // 2, *((one + two) // 2 for one, two in itertools.pairwise(edges))}


def _worth(reel: Reel, frame: int, unread: set[int], middle: float) -> tuple[int, int, int, float]:
    read, logo = _read_at(reel, frame), reel.logo
    branded = int(bool(logo and logo.start <= frame < logo.start + logo.frames))
    return len(read & unread), len(read), branded, -abs(frame - middle)


def _read_at(reel: Reel, frame: int) -> set[int]:
    """Return the texts that stand on this frame without fading."""
    return {
        index
        for index, words in enumerate(reel.words)
        if words.text.strip()
        and words.start + words.fade_frames <= frame < words.start + words.frames - words.fade_frames
    }


def _moments_of(reel: Reel, unread: set[int]) -> Iterator[int]:
    """Yield frames at which all of these texts are read, some of them together."""
    left = set(unread)
    for index in sorted(unread, key=lambda one: reel.words[one].start):
        if index in left:
            words = reel.words[index]
            frame = min(words.start + words.frames // 2, reel.frames - 1)
            left -= {index, *_read_at(reel, frame)}
            yield frame


def _shown_at(reel: Reel, frame: int) -> tuple[int, int]:
    """Return the number of the shot that a frame shows, and the frame."""
    moment = frame * 2 if reel.loop == "boomerang" else frame
    begun = [number for number, take in enumerate(reel.takes, start=1) if take.start <= moment]
    return (begun[-1] if begun else 1), frame


def _still(reel: Reel, shot: int, frame: int) -> Still:
    frame = min(frame, reel.frames - 1)
    return Still(shot, frame, tuple(reel.words[index].text for index in sorted(_read_at(reel, frame))))


def _spread(found: Sequence[Still], most: int = MOST_STILLS) -> list[Still]:
    """Return at most so many of them, evenly from all over."""
    if len(found) <= most:
        return list(found)
    return [found[round(number * (len(found) - 1) / max(1, most - 1))] for number in range(most)]


def painted(reel: Reel, assets: Mapping[str, Asset], shown: Sequence[Still]) -> list[Image.Image]:
    """Return the frames of these stills, in their order."""

    def paint(part: Sequence[Still]) -> list[Image.Image]:
        with closing(Painter(reel, assets)) as painter:
            return [Image.fromarray(painter.frame(one.frame).to_ndarray(format="rgb24")) for one in part]

    half = math.ceil(len(shown) / _PAINTERS)
    parts = [shown[at : at + half] for at in range(0, len(shown), half)]
    with ThreadPoolExecutor(_PAINTERS, thread_name_prefix="imgfree-preview") as pool:
        return [picture for part in pool.map(paint, parts) for picture in part]


def _sheet(reel: Reel, shown: Sequence[tuple[Still, str, Image.Image]]) -> Image.Image:
    """Return the stills in rows, below each its shot, the file it shows and its time."""
    rows = math.ceil(len(shown) / (6 if reel.height > reel.width else 3 if reel.width > reel.height else 4))
    columns = math.ceil(len(shown) / rows)
    wide, high = reel.width + GAP, reel.height + STRIP + GAP
    sheet = Image.new("RGB", (columns * wide + GAP, rows * high + GAP), PAPER)
    for number, (still, title, picture) in enumerate(shown):
        left, top = GAP + number % columns * wide, GAP + number // columns * high
        sheet.paste(picture, (left, top))
        name, time = f"{still.shot}  {title}", moment(still.frame / reel.fps)
        strip(sheet, (left, top + reel.height, reel.width), name, time)
    return sheet


def strip(sheet: Image.Image, place: tuple[int, int, int], name: str, time: str = "") -> None:
    """Write a name at the left and a time at the right of a strip; a name that is too long loses its middle."""
    left, top, width = place
    pen, middle = ImageDraw.Draw(sheet), top + STRIP // 2 + 2
    small = face_for(time).at_size(_LETTERS)
    pen.text((left + width, middle), time, font=small, anchor="rm", fill=_FAINT)
    font = face_for(name).at_size(_LETTERS)
    room = width - pen.textlength(time, font=small) - 12
    kept = len(name)
    while kept > 4 and pen.textlength(_short(name, kept), font=font) > room:
        kept -= 1
    pen.text((left, middle), _short(name, kept), font=font, anchor="lm", fill=_INK)


def _short(name: str, kept: int) -> str:
    return name if kept >= len(name) else f"{name[: kept - kept // 3]}…{name[len(name) - kept // 3 :]}"
