"""A film watched from its first frame to its last, once: what is seen, heard and, of one that was made here, known."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from imgfree.colors import READABLE
from imgfree.local.assets import Asset
from imgfree.local.inspection import layout, remedies, subjects
from imgfree.local.inspection.contrast import Watched, watched
from imgfree.local.inspection.findings import FAULTS, Finding, Inspection
from imgfree.local.inspection.flashes import Flashes
from imgfree.local.inspection.laid import Laid, laid
from imgfree.local.inspection.levels import SILENT_LUFS, levels
from imgfree.local.inspection.stills import Black, Frozen, Stretch
from imgfree.local.platforms import PLATFORMS
from imgfree.local.render.failures import MediaUnreadable, RenderCancelled
from imgfree.local.render.frames import planes_of
from imgfree.local.render.media import BROKEN, broken, has_sound, length_s, opened, picture_stream, refuse_giant, zero_s
from imgfree.local.render.planes import Planes
from imgfree.local.render.reel import Reel
from imgfree.local.render.turn import turn_of

MOST_FINDINGS = 60
_CELLS = 64  # across the picture's shorter side, of which the mean is taken
_STEP = 4  # every so many pixels are compared with those before
_TOLERATED_LU = 1.0
_SAME_S = 0.25  # how far film and draft may differ in length
_BARE = "known only of a film that a run made here"


@dataclass(frozen=True)
class Draft:
    """What a film was made from."""

    reel: Reel
    assets: Mapping[str, Asset]


@dataclass
class _Eyes:
    """All that looks at frames."""

    texts: list[Watched] = field(default_factory=list)
    black: Black = field(default_factory=Black)
    frozen: Frozen = field(default_factory=Frozen)
    flashes: Flashes = field(default_factory=Flashes)

    def see(self, at_s: float, end_s: float, frame: Planes) -> None:
        """Look at the next frame."""
        scale = min(1.0, _CELLS / min(frame.size))
        size = max(1, round(frame.size[0] * scale)), max(1, round(frame.size[1] * scale))
        cells = cv2.resize(frame.y, size, interpolation=cv2.INTER_AREA).astype("float32")
        self.black.see(at_s, end_s, cells)
        self.frozen.see(at_s, end_s, cells, frame.y[::_STEP, ::_STEP].copy())
        blue, red = (
            cv2.resize(one, size, interpolation=cv2.INTER_AREA).astype("float32") for one in (frame.u, frame.v)
        )
        self.flashes.see(at_s, end_s, cells, (blue, red))
        for text in self.texts:
            if text.due(at_s):
                text.see(at_s, frame)


def inspect(
    film: Path,
    draft: Draft | None = None,
    *,
    platform: str | None = None,
    voice: str = "en",
    on_progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Inspection:
    """Return what is wrong with a film. `platform` is where it will be shown, by default what the draft says.

    `voice` is the language of the sentences that mend, en or zh. Raises MediaUnreadable for what is no film, and
    RenderCancelled soon after `cancelled` says so.
    """
    with opened(film, film.name) as container:
        stream = picture_stream(container)
        if stream is None:
            raise MediaUnreadable(f"'{film.name}' has no picture in it", hint="give a film")
        duration_s, size = length_s(container), (stream.width, stream.height)
    unchecked: dict[str, str] = {}
    draft = _fitting(draft, size, duration_s, unchecked)
    things = laid(draft.reel, draft.assets) if draft else []
    eyes = _Eyes(watched(things, draft.reel.fps) if draft else [])
    end_s = 0.0
    for at_s, end_s, frame in frames(film):
        if cancelled():
            raise RenderCancelled("the inspection was cancelled")
        eyes.see(at_s, end_s, frame)
        on_progress(min(1.0, end_s / max(duration_s, 0.01)))
    if not all(text.measured for text in eyes.texts):
        unchecked["contrast"] = "some letters are too small in this film to be measured"
    platform = platform or (draft.reel.platform if draft else None)
    heard = _heard(film, _target(draft, platform), unchecked, voice)
    found = [*_seen(eyes, draft, voice), *heard, *_known(draft, things, platform, unchecked, voice)]
    order = list(FAULTS)
    found.sort(key=lambda one: (not one.sure, round(one.at_s, 1), order.index(one.fault)))
    crops = tuple(subjects.cropped(draft.reel, draft.assets, voice))[:MOST_FINDINGS] if draft else ()
    return Inspection(film.name, max(end_s, 0.0), tuple(found[:MOST_FINDINGS]), unchecked, crops)


def _fitting(draft: Draft | None, size: tuple[int, int], duration_s: float, unchecked: dict[str, str]) -> Draft | None:
    """Return the draft if the film can be its own; else what is known of layers says nothing of this film."""
    because = _BARE
    if draft is not None:
        if size == (draft.reel.width, draft.reel.height) and abs(duration_s - draft.reel.duration_s) < _SAME_S:
            return draft
        because = "the film is not what this draft would give"
    unchecked |= dict.fromkeys(("overlap", "unsafe", "contrast", "covered", "cut", "fast"), because)
    return None


def frames(film: Path) -> Iterator[tuple[float, float, Planes]]:
    """Yield each frame with its time and that of the next; a film that is damaged ends at its last good frame."""
    with opened(film, film.name) as container:
        stream = picture_stream(container)
        assert stream is not None
        refuse_giant(stream, film.name)
        stream.thread_type = "AUTO"
        zero, usual_s = zero_s(container), 1 / float(stream.average_rate or 30)
        begun = False
        try:
            for now, following in itertools.pairwise(itertools.chain(container.decode(stream), [None])):
                if now is None:
                    break
                at_s = (now.time or 0.0) - zero
                end_s = (following.time or 0.0) - zero if following is not None else at_s + usual_s
                begun = True
                yield at_s, end_s, planes_of(plain(now))
        except BROKEN as error:
            if not begun:
                raise broken(film.name) from error


def picture_at(film: Path, at_s: float) -> Image.Image | None:
    """Return what the film shows at that moment, upright; None where it shows nothing."""
    frame = seen_at(film, at_s)
    if frame is None:
        return None
    return Image.fromarray(turn_of(frame).upright(np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)))


def plain(frame: VideoFrame) -> VideoFrame:
    """Return the frame as our own films have it."""
    if frame.format.name == "yuv420p" and frame.width % 2 == 0 and frame.height % 2 == 0:
        return frame
    width, height = frame.width // 2 * 2 or 2, frame.height // 2 * 2 or 2
    to = {"dst_colorspace": int(Colorspace.ITU709), "dst_color_range": int(ColorRange.MPEG)}
    return frame.reformat(width=width, height=height, format="yuv420p", **to)


def _seen(eyes: _Eyes, draft: Draft | None, voice: str) -> Iterator[Finding]:
    for one in eyes.flashes.found():
        mend = remedies.calmer(bool(draft and draft.reel.effects), voice)
        yield Finding("flash", one.at_s, one.end_s, "it flashes three times a second or more", mend)
    for one in eyes.flashes.found_red():
        mend = remedies.calmer(bool(draft and draft.reel.effects), voice)
        yield Finding("flash", one.at_s, one.end_s, "it flashes in red three times a second or more", mend)
    dark = list(eyes.black.found())
    for one in dark:
        what = f"nothing is to be seen for {one.end_s - one.at_s:.1f} s: it is black"
        yield Finding("black", one.at_s, one.end_s, what, remedies.cut_out(one.at_s, one.end_s, voice))
    for one in eyes.frozen.found():
        if not any(_meet(one, other) for other in dark) and not _stands(one, draft):
            what = f"the picture stands still for {one.end_s - one.at_s:.1f} s"
            yield Finding("frozen", one.at_s, one.end_s, what, remedies.moving(voice), sure=draft is not None)
    for text in eyes.texts:
        if text.low_s:
            at_s, end_s = min(text.low_s), max(text.low_s)
            found = f"a contrast of {text.least:.1f}:1 with what is behind it"
            what = f"{text.thing.name} has {found}; {READABLE}:1 is the least"
            yield Finding("contrast", at_s, end_s, what, remedies.ground(text.thing, voice), (text.thing.box,))


def _meet(one: Stretch, other: Stretch) -> bool:
    return one.at_s < other.end_s and other.at_s < one.end_s


def _stands(one: Stretch, draft: Draft | None) -> bool:
    """Return whether the draft shows only photos there: they may stand, and a motion over a plain one shows nothing."""
    if draft is None:
        return False
    reel = draft.reel
    first, end = one.at_s * reel.fps, one.end_s * reel.fps
    shown = [take for take in reel.takes if take.start < end - 1 and first + 1 < take.end]
    return bool(shown) and all(draft.assets[take.source].file_type == "image" for take in shown)


def _target(draft: Draft | None, platform: str | None) -> float | None:
    if draft is not None and draft.reel.loudness_lufs is not None:
        return draft.reel.loudness_lufs
    return PLATFORMS[platform].loudness_lufs if platform in PLATFORMS else None


def _heard(film: Path, target: float | None, unchecked: dict[str, str], voice: str) -> list[Finding]:
    if not has_sound(film, film.name):
        unchecked |= dict.fromkeys(("loudness", "clipped"), "the film has no sound")
        return []
    try:
        found = levels(film)
    except MediaUnreadable as error:
        unchecked |= dict.fromkeys(("loudness", "clipped"), error.message)
        return []
    end_s = found.length_s
    clipped = [
        Finding("clipped", one.at_s, one.end_s, "the sound is cut off at full scale", remedies.quieter(voice))
        for one in found.clipped
    ]
    if found.lufs <= SILENT_LUFS:
        return [*clipped, Finding("loudness", 0.0, end_s, "nothing is to be heard: the sound is silent", "")]
    if target is None:
        unchecked["loudness"] = f"no target is known; measured: {found.lufs:.1f} LUFS"
        return clipped
    away = found.lufs - target
    if abs(away) <= _TOLERATED_LU:
        return clipped
    what = (
        f"the sound is at {found.lufs:.1f} LUFS, {abs(away):.1f} too {'loud' if away > 0 else 'quiet'} for {target:g}"
    )
    return [*clipped, Finding("loudness", 0.0, end_s, what, remedies.leveled(target, voice))]


def _known(
    draft: Draft | None, things: list[Laid], platform: str | None, unchecked: dict[str, str], voice: str
) -> Iterable[Finding]:
    if draft is None:
        return []
    reel, assets = draft.reel, draft.assets
    if not subjects.known(reel):
        unchecked |= dict.fromkeys(("covered", "cut"), "it is not known where the subjects are")
    return [
        *layout.overlaps(reel, things, voice),
        *layout.unsafe(reel, things, platform, voice),
        *layout.fast(reel, things, voice),
        *subjects.cut(reel, assets, voice),
        *subjects.covered(reel, assets, things, voice),
    ]


def seen_at(film: Path, at_s: float) -> VideoFrame | None:
    """Return the frame that is seen at a moment; None where the film has none."""
    with opened(film, film.name) as container:
        stream = picture_stream(container)
        if stream is None:
            return None
        zero = zero_s(container)
        container.seek(int((at_s + zero) * av.time_base), backward=True)
        shown = None
        for frame in container.decode(stream):
            if shown is not None and (frame.time or 0.0) - zero > at_s + 1e-3:
                break
            shown = frame
        return shown
