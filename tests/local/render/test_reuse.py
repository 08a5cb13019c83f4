"""Only what changed is rendered again."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from render_parts import draft, make, pictures, shot, song, textured

from imgfree.local.assets import Asset
from imgfree.local.cache import Cache
from imgfree.local.render import MediaUnreadable, Output, RenderCancelled, Rendered

ZOOM = {"motion": {"kind": "zoom_in", "amount": 0.2}}
FADE = {"transition": {"kind": "crossfade", "ms": 500}}


def title(text: str, start: int = 0) -> dict[str, Any]:
    """Return a title of one second."""
    return {"d": 1000, "m": {"text": text, "start": start, "role": "title", "position": "upper_third"}}


class Studio:
    """Two photos and a song, rendered with one cache."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.photos = [textured(folder / f"p{n}.jpg", (90, 160), n) for n in range(2)]
        self.song = song(folder / "song.wav", seconds=7)
        self.cache = folder / "cache"

    def film(self, *texts: dict[str, Any], **facts: Any) -> dict[str, Any]:
        """Return a film of 5.5 s: two shots, a crossfade, music."""
        shots = shot(self.photos[0], 3000, **ZOOM), shot(self.photos[1], 3000, **ZOOM, **FADE)
        music = [{"d": 5500, "m": {"source": "song", "start": 0, "volume": 0.5}}]
        return draft(*shots, texts=texts, music=music, size=(64, 112), **facts)

    def make(
        self, what: dict[str, Any], name: str = "film.mp4", output: Output | None = None, cache: Path | None = None
    ) -> Rendered:
        """Return the rendered film."""
        return make(what, self.assets, self.folder / name, output, cache=cache or self.cache)

    @property
    def assets(self) -> Sequence[Asset]:
        return [*self.photos, self.song]


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """A studio with an empty cache."""
    return Studio(tmp_path)


def test_the_same_film_is_not_painted_again(studio: Studio) -> None:
    """The second time nothing is painted and the bytes are the same, as they are without a cache."""
    cold = studio.make(studio.film(title("A")))
    data = cold.path.read_bytes()
    warm = studio.make(studio.film(title("A")))
    apart = studio.make(studio.film(title("A")), cache=studio.folder / "other")
    assert (165, 0, 165) == (cold.painted, warm.painted, apart.painted)
    assert data == warm.path.read_bytes() == apart.path.read_bytes()


def test_a_shot_that_returns_is_painted_once(studio: Studio) -> None:
    """A photo that comes again and moves alike costs nothing more; progress counts what is painted, and never jumps."""
    first, second = studio.photos
    shots = (shot(one, 1000, **ZOOM) for one in (first, second, first, second))
    seen: list[float] = []
    what = draft(*shots, size=(64, 112))
    made = make(what, studio.assets, studio.folder / "film.mp4", on_progress=seen.append, cache=studio.cache)
    assert (120, 60) == (made.frames, made.painted)
    assert [n / 62.4 for n in range(61)] == pytest.approx(seen[:61])


def test_a_piece_that_another_film_makes_counts_as_made(studio: Studio) -> None:
    """Frames that come from a film made beside this one are told as progress, and not as painted here."""
    what, seen, asked = draft(shot(studio.photos[0], 1000), size=(64, 112)), list[float](), iter(range(99))

    def cancelled() -> bool:
        if next(asked) == 2:  # the cache was looked through, and nothing is painted yet
            make(what, studio.assets, studio.folder / "beside.mp4", cache=studio.cache)
        return False

    target = studio.folder / "film.mp4"
    made = make(what, studio.assets, target, on_progress=seen.append, cancelled=cancelled, cache=studio.cache)
    assert (30, 0) == (made.frames, made.painted)
    assert [0.0, 30 / 30.6] == pytest.approx(seen[:2])


def test_a_changed_title_costs_its_own_segments(studio: Studio) -> None:
    """Only the first two seconds are painted for another title; the picture is that of a film made afresh."""
    studio.make(studio.film(title("A")))
    changed = studio.make(studio.film(title("Another")))
    assert 38 == changed.painted
    fresh = studio.make(studio.film(title("Another")), "fresh.mp4", cache=studio.folder / "other")
    assert fresh.path.read_bytes() == changed.path.read_bytes()


def test_a_damaged_piece_is_made_again(studio: Studio) -> None:
    """A piece that was cut short, and sound that was, are found out and made again; the film is the same."""
    data = studio.make(studio.film()).path.read_bytes()
    for path in studio.cache.glob("*/*"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    assert 165 == studio.make(studio.film()).painted
    assert data == (studio.folder / "film.mp4").read_bytes()


def test_a_cancelled_render_keeps_what_was_whole(studio: Studio) -> None:
    """What was finished before a cancel is used by the next render; nothing unfinished lies about."""
    seen: list[float] = []
    with pytest.raises(RenderCancelled):
        make(
            studio.film(),
            studio.assets,
            studio.folder / "film.mp4",
            on_progress=seen.append,
            cancelled=lambda: len(seen) > 100,
            cache=studio.cache,
        )
    assert [] == [path for path in studio.folder.rglob("*") if ".part" in path.name]
    assert 165 > studio.make(studio.film()).painted > 0


def test_a_cache_that_is_emptied_meanwhile_costs_only_time(studio: Studio) -> None:
    """Pieces that vanish while others are painted are painted again."""
    data = studio.make(studio.film()).path.read_bytes()
    studio.make(studio.film(title("A")))
    cleared = threading.Event()

    def clear(share: float) -> None:
        if share > 0.5 and not cleared.is_set():
            cleared.set()
            Cache(studio.cache).clear()

    target = studio.folder / "again.mp4"
    make(studio.film(title("B")), studio.assets, target, on_progress=clear, cache=studio.cache)
    assert cleared.is_set()
    assert 165 == len(pictures(target))
    assert data == studio.make(studio.film(), "film.mp4").path.read_bytes()


def test_a_file_that_is_not_what_came_is_not_shown(studio: Studio) -> None:
    """An upload that was changed where it is kept ends the render by its name; pieces that are there need none."""
    photo = studio.photos[0]
    known = replace(photo, sha256=hashlib.sha256(photo.path.read_bytes()).hexdigest())
    what = draft(shot(known, 100), size=(64, 112))
    make(what, [known], studio.folder / "film.mp4", cache=studio.cache)
    data = photo.path.read_bytes()
    photo.path.write_bytes(data[:-9] + b"somewhat!")
    assert 0 == make(what, [known], studio.folder / "again.mp4", cache=studio.cache).painted
    with pytest.raises(MediaUnreadable, match=r"'p0.jpg' was changed"):
        make(what, [known], studio.folder / "again.mp4", cache=studio.folder / "other")
