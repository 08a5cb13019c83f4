"""Make the film: as many painters as it has cores, each encoding pieces of its own, and then all pieces joined."""

import json
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import cv2
from av.video.frame import VideoFrame

from imgfree import cores
from imgfree.local.assets import Asset
from imgfree.local.cache import Cache, passing
from imgfree.local.output import Output
from imgfree.local.render import identity, soundtrack
from imgfree.local.render.arrangement import settled
from imgfree.local.render.encode import encode_gif, encode_pictures
from imgfree.local.render.failures import RenderCancelled
from imgfree.local.render.gif import SAMPLES, palette_of
from imgfree.local.render.join import joined, notes_of
from imgfree.local.render.mix import audible, mixed
from imgfree.local.render.picture import Painter
from imgfree.local.render.plan import plan
from imgfree.local.render.prepared import Prepared
from imgfree.local.render.reel import Reel
from imgfree.local.render.segments import Segment, segments
from imgfree.local.render.sound import F32
from imgfree.local.render.sources import unchanged

_LOOK_S = 0.02  # between two looks at a piece that another film makes
JOINING = 0.02  # of the time that a frame takes to make
# What painters may take together; one takes so much, and more for each pixel of the film and of its largest clip.
_ROOM_BYTES = 1_100_000_000
_PAINTER_BYTES, _FILM_PIXEL_BYTES, _CLIP_PIXEL_BYTES = 85_000_000, 82, 15

Item = TypeVar("Item")

# Every core has a painter of its own; OpenCV's threads would only get in their way.
cv2.setNumThreads(1)


@dataclass(frozen=True)
class Rendered:
    """A finished film. `painted` is how many of its frames were made now, and not found in the cache.

    `pieces` is of how many pieces it was made, pictures and sound, `pieces_painted` how many of them are new; a film
    that is made in one piece has none.

    `loudness` is what `loudness.leveled` found; None without sound or where no target was named.
    """

    path: Path
    width: int
    height: int
    duration_s: float
    size_bytes: int
    frames: int
    painted: int
    loudness: dict[str, float] | None = None
    pieces: int = 0
    pieces_painted: int = 0


@dataclass(frozen=True)
class _Work:
    """What it took to make a film."""

    painted: int
    loudness: dict[str, float] | None = None
    pieces: int = 0
    pieces_painted: int = 0


def render(
    draft: Mapping[str, Any],
    assets: Mapping[str, Asset],
    output: Output,
    target: Path,
    *,
    on_progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    cache: Path | None = None,
    painters: int = cores.MOST_PAINTERS,
) -> Rendered:
    """Return the draft as a film at `target`, which appears only when it is whole.

    Pieces are kept in the folder `cache` and found there again; the bytes are the same either way, and by however many
    painters, of which there are as many as cores and memory allow, and at most that many. Progress goes from
    0 to 1 over the frames that have to be made. Raises RenderCancelled soon after `cancelled` says so, MediaUnreadable
    for a file that cannot be used, RenderError or SetupError for everything else; then nothing is left behind.
    """
    reel = settled(plan(draft, assets, output), assets)
    on_progress(0.0)
    meter = _Meter(on_progress, cancelled)
    if output.format == "gif":
        meter.expect(reel.frames)
        work = _Work(_gif(reel, assets, target, meter))
    elif cache is not None:
        work = _film(reel, assets, output, target, Cache(cache), meter, painters)
        Cache(cache).trim(time.time())
    else:
        with passing(target) as pieces:
            work = _film(reel, assets, output, target, pieces, meter, painters)
    on_progress(1.0)
    size = target.stat().st_size
    return Rendered(target, reel.width, reel.height, reel.duration_s, size, reel.frames, **vars(work))


class _Meter:
    """Counts frames for all painters, and tells each of them when to stop."""

    def __init__(self, on_progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._done = 0.0
        self._total = 1.0

    def expect(self, frames: float) -> None:
        """Note how much there is to do, counted in frames to make."""
        self._total = max(1.0, frames)

    def stop(self) -> None:
        """Tell every painter to stop at its next frame."""
        self._stopped.set()

    def check(self) -> None:
        """Raise RenderCancelled if the work is to end."""
        if self._stopped.is_set() or self._cancelled():
            self._stopped.set()
            raise RenderCancelled("the render was cancelled")

    def pause(self) -> None:
        """Return after a moment, or raise RenderCancelled if the work is to end."""
        self._stopped.wait(_LOOK_S)
        self.check()

    def checked(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items as long as the work is not to end."""
        for item in items:
            self.check()
            yield item

    def counted(self, items: Iterable[Item], worth: float = 1.0) -> Iterator[Item]:
        """Yield the items; each counts as so many frames when the next one is asked for."""
        for item in self.checked(items):
            yield item
            self.count(worth)

    def count(self, frames: float) -> None:
        """Tell that so many frames more are there."""
        with self._lock:
            self._done += frames
            self._on_progress(min(1.0, self._done / self._total))


def _gif(reel: Reel, assets: Mapping[str, Asset], target: Path, meter: _Meter) -> int:
    """Write a GIF: it has one palette, so it is made in one piece."""
    with closing(Painter(reel, assets)) as painter:
        palette = palette_of(_samples(painter, reel, meter), reel)
        encode_gif(target, reel, palette, meter.counted(painter.frames(0, reel.frames)))
    return reel.frames


def _samples(painter: Painter, reel: Reel, meter: _Meter) -> Iterator[VideoFrame]:
    """Yield a few frames from all over the film."""
    for number in range(0, reel.frames, max(1, reel.frames // SAMPLES)):
        meter.check()
        yield painter.frame(number)


def _film(
    reel: Reel, assets: Mapping[str, Asset], output: Output, target: Path, cache: Cache, meter: _Meter, painters: int
) -> _Work:
    """Write the film from its pieces; return what that took."""
    keys = {part: identity.pictures(reel, part, assets, output) for part in meter.checked(segments(reel))}
    parts = _once(keys)
    sounds = audible(reel, assets)
    heard = [identity.sound(reel, sounds, assets, output)] if sounds else []
    pieces = _Pieces(cache, meter.checked([*parts, *heard]))
    if any(map(pieces.lacks, (*parts, *heard))):
        for asset in meter.checked(_used(reel, assets)):
            unchanged(asset)
    meter.expect(sum(part.frames for key, part in parts.items() if pieces.lacks(key)) + reel.frames * JOINING)

    def paint(part: Segment, painter: Painter) -> None:
        frames = meter.counted(painter.frames(part.start, part.end))
        pieces.make(keys[part], lambda piece: encode_pictures(piece, reel, output, frames), meter.pause)
        if keys[part] not in pieces.made:
            meter.count(part.frames)
        painter.prepared.done(_seen(reel, part))

    def mix(gain: float, ceiling: float) -> Iterator[F32]:
        return meter.checked(mixed(reel, sounds, assets, gain, ceiling))

    def hear() -> None:
        for key in filter(pieces.lacks, heard):
            pieces.keep(key, lambda piece: soundtrack.encoded(piece, output, reel.loudness_lufs, mix))

    while any(map(pieces.lacks, (*parts, *heard))):
        lacking = [part for key, part in parts.items() if pieces.lacks(key)]
        prepared = Prepared(Counter(chain.from_iterable(_seen(reel, part) for part in lacking)))
        count = _painters(reel, assets, painters)
        _work(lacking, hear, paint, partial(Painter, reel, assets, prepared), meter, count=count)
        meter.check()
    sound = pieces.path(heard[0]) if heard else None
    pictures = [(part, pieces.path(key)) for part, key in keys.items()]
    joined(target, reel, output, meter.counted(pictures, worth=reel.frames * JOINING / len(keys)), sound)
    notes = notes_of(sound, output) if sound else {}
    loudness = json.loads(notes["loudness"]) if "loudness" in notes else None
    painted = sum(part.frames for key, part in parts.items() if key in pieces.made)
    return _Work(painted, loudness, len(keys) + len(heard), len(pieces.made))


def _once(keys: Mapping[Segment, str]) -> dict[str, Segment]:
    """Return each piece and where the film shows it first: a photo that returns and moves alike is painted once."""
    parts: dict[str, Segment] = {}
    for part, key in keys.items():
        parts.setdefault(key, part)
    return parts


def _seen(reel: Reel, part: Segment) -> list[int]:
    """Return which takes a piece shows."""
    return [index for index, take in enumerate(reel.takes) if identity.meets(take.start, take.frames, part)]


def _used(reel: Reel, assets: Mapping[str, Asset]) -> list[Asset]:
    """Return the files that the film shows and lets hear, each once."""
    logo = [reel.logo.source] if reel.logo else []
    shown = (source for take in reel.takes for source in (take.source, *(cell.source for cell in take.cells)))
    names = [*shown, *(sound.source for sound in reel.sounds), *logo]
    return [assets[name] for name in dict.fromkeys(names) if name in assets]


class _Pieces:
    """The pieces of a film: those that the cache has, and those that are made now."""

    def __init__(self, cache: Cache, keys: Iterable[str]) -> None:
        self._cache = cache
        self.made: set[str] = set()
        self._paths = {key: path for key in keys if (path := cache.find(key)) is not None}

    def lacks(self, key: str) -> bool:
        """Return whether this piece has to be made; somebody may have emptied the cache in the meantime."""
        return key not in self._paths or not self._paths[key].exists()

    def keep(self, key: str, write: Callable[[Path], None]) -> None:
        """Have the piece written."""
        self._paths[key] = self._cache.keep(key, write)
        self.made.add(key)

    def make(self, key: str, write: Callable[[Path], None], pause: Callable[[], None]) -> None:
        """Have the piece written, unless another film that is made beside this one does so; then wait for it."""
        while not self.appeared(key):
            with self._cache.claimed(key) as ours:
                if ours and not self.appeared(key):
                    self.keep(key, write)
                    return
            pause()

    def appeared(self, key: str) -> bool:
        """Return whether somebody else has made this piece in the meantime."""
        path = self._cache.find(key)
        if path is not None:
            self._paths[key] = path
        return path is not None

    def path(self, key: str) -> Path:
        """Return where the piece is."""
        return self._paths[key]


def _work(
    missing: Sequence[Segment],
    hear: Callable[[], None],
    paint: Callable[[Segment, Painter], None],
    painter: Callable[[], Painter],
    meter: _Meter,
    *,
    count: int,
) -> None:
    """Make all pieces, with so many painters. The first error ends the work of the others and is raised."""
    runs = _Runs(missing, count)

    def work(number: int) -> None:
        with closing(painter()) as own:
            while (part := runs.take(number)) is not None:
                paint(part, own)

    with ThreadPoolExecutor(count, thread_name_prefix="imgfree-painter") as pool:
        jobs = [pool.submit(hear), *(pool.submit(work, number) for number in range(count))]
        try:
            for job in as_completed(jobs):
                job.result()
        except BaseException:
            meter.stop()
            raise


class _Runs:
    """Segments shared out as one run for each painter, so that a photo is mostly decoded by one of them only.

    Every second painter works from the end of its run to the beginning: where two runs meet, both show the same photo
    at the same time. A painter that has done its run takes what the owner of the longest one that is left would do
    last.
    """

    def __init__(self, parts: Sequence[Segment], count: int) -> None:
        self._lock = threading.Lock()
        self._runs = [deque(parts[len(parts) * n // count : len(parts) * (n + 1) // count]) for n in range(count)]

    def take(self, number: int) -> Segment | None:
        """Return the next segment for this painter; None when nothing is left."""
        with self._lock:
            if self._runs[number]:
                return self._taken(number, backwards=number % 2 == 1)
            longest = max(range(len(self._runs)), key=lambda one: len(self._runs[one]))
            return self._taken(longest, backwards=longest % 2 == 0) if self._runs[longest] else None

    def _taken(self, number: int, *, backwards: bool) -> Segment:
        run = self._runs[number]
        return run.pop() if backwards else run.popleft()


def _painters(reel: Reel, assets: Mapping[str, Asset], most: int) -> int:
    """Return how many painters the cores and the memory allow, at least one and at most that many."""
    clips = [assets[take.source] for take in reel.takes if assets[take.source].file_type == "video"]
    clip_pixels = max((clip.width * clip.height for clip in clips), default=0)
    each = _PAINTER_BYTES + _FILM_PIXEL_BYTES * reel.width * reel.height + _CLIP_PIXEL_BYTES * clip_pixels
    return max(1, min(cores.available(), most, _ROOM_BYTES // each))
