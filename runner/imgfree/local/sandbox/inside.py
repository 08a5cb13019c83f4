"""The tasks done in this very process."""

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from imgfree.local.assets import Asset
from imgfree.local.comparison.compare import compare
from imgfree.local.comparison.stills import side_by_side
from imgfree.local.inspection.glimpse import glimpse as glimpse
from imgfree.local.inspection.pictures import marked
from imgfree.local.inspection.watch import Draft, inspect
from imgfree.local.music.listen import heard
from imgfree.local.probe import probe
from imgfree.local.render import Output, Rendered, render, thumbnail
from imgfree.local.render.arrangement import settled
from imgfree.local.render.parts import make, parts
from imgfree.local.render.plan import plan
from imgfree.local.render.preview import preview
from imgfree.local.render.stills import contact_sheet, cover
from imgfree.local.sight.focus import focus
from imgfree.wire import TRACK_AUDIO

__all__ = [
    "aligned",
    "compared",
    "gain",
    "heard",
    "inspected",
    "leveled",
    "make",
    "parts",
    "preview",
    "probe",
    "rendered",
    "spoken",
    "thumbnail",
    "warm",
]


@functools.cache
def warm() -> None:
    """Have made once, on a picture of our own, what every fork would make anew for a photo: tables, a net, modules."""
    focus(np.arange(64 * 64 * 3, dtype=np.uint8).reshape(64, 64, 3))


def inspected(
    film: Path,
    draft: Mapping[str, Any] | None,
    assets: Mapping[str, Asset],
    output: Mapping[str, Any],
    how: Mapping[str, Any],
    *,
    on_progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> dict[str, Any]:
    """Return what is wrong with a film, and the pictures of it that were written, where `how` names a folder."""
    known = None
    if draft is not None:
        # Of its sound the film itself tells, and where music and voices come from is another's to know.
        seen = {**draft, "t": [track for track in draft["t"] if track.get("tt") != TRACK_AUDIO]}
        known = Draft(settled(plan(seen, assets, Output(**output)), assets), assets)
    seams = {"on_progress": on_progress, "cancelled": cancelled}
    found = inspect(film, known, platform=how.get("platform"), voice=how.get("voice", "en"), **seams)  # type: ignore[arg-type]
    pictures = marked(film, found, Path(how["frames"])) if how.get("frames") else []
    return {**found.as_json(), "pictures": [str(path) for path in pictures]}


def compared(
    film: Path, other: Path, still: Path | None, *, on_progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> dict[str, Any]:
    """Return how like two films are; where a picture is the first that differs, `still` shows both."""
    found = compare(film, other, on_progress=on_progress, cancelled=cancelled)
    if still is not None and found.differences and found.differences[0].sort != "sound":
        side_by_side(film, other, found.differences[0], still)
    return found.as_json()


def rendered(
    draft: Mapping[str, Any],
    assets: Mapping[str, Asset],
    output: Mapping[str, Any],
    target: Path,
    stills: tuple[Path, Path],
    *,
    on_progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    cache: Path,
    painters: int,
) -> Rendered:
    """Return the finished film at `target`, its cover and contact sheet at `stills`."""
    seams = {"on_progress": on_progress, "cancelled": cancelled}
    made = render(draft, assets, Output(**output), target, **seams, cache=cache, painters=painters)  # type: ignore[arg-type]
    cover(target, stills[0])
    contact_sheet(target, stills[1])
    return made


def spoken(texts: Sequence[str], pace: float, targets: Sequence[Path]) -> None:
    """Write each text as a WAV file."""
    from imgfree.local.speech.synthesis import speak  # only here: its packages are an extra, and heavy

    speak(texts, pace, targets)


def leveled(path: Path, target: Path) -> None:
    """Write any sound as a WAV file of the level that voices have."""
    from imgfree.local.speech.leveling import leveled as write

    write(path, target)


def gain(path: Path) -> float:
    """Return what brings a recording to the level that voices have."""
    from imgfree.local.speech.leveling import gain as found

    return found(path)


def aligned(rows: Sequence[tuple[Path, Sequence[str]]]) -> list[list[tuple[int, int]] | None]:
    """Return for each file when each word is heard, in milliseconds; None where it does not hold these words."""
    from imgfree.local.speech.alignment import aligned as times  # only here, as above

    return [times(path, words) for path, words in rows]
