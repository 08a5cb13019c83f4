"""What a piece of a film depends on: all that changes its bytes changes its digest, and nothing else does."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from render_parts import draft, plain, shot, song

from imgfree.local import renderer
from imgfree.local.assets import Asset
from imgfree.local.render import Output, identity
from imgfree.local.render.mix import audible
from imgfree.local.render.plan import plan
from imgfree.local.render.segments import Segment, segments

# What rendering imports that changes no piece, or only by what the piece's own digest holds: files and their places,
# numbers of cores, errors, types of media. Whatever else comes in changes pictures and belongs to `renderer.BESIDE`.
NEUTRAL = {
    *("imgfree", "imgfree.cores", "imgfree.disk", "imgfree.durations", "imgfree.errors", "imgfree.media_types"),
    *("imgfree.settings", "imgfree.wire", "imgfree.local", "imgfree.local.assets", "imgfree.local.cache"),
    *("imgfree.local.disk", "imgfree.local.extra"),
    *("imgfree.local.output", "imgfree.local.renderer", "imgfree.local.sight", "imgfree.local.sight.origin"),
}
ZOOM = {"motion": {"kind": "zoom_in", "amount": 0.2}}
FADE = {"transition": {"kind": "crossfade", "ms": 500}}


class Film:
    """Two photos with a crossfade, a song and a title in the first second: 165 frames in four segments."""

    def __init__(self, folder: Path) -> None:
        self.photos = [plain(folder / f"p{n}.png", (n, 60, 40), size=(16, 16)) for n in range(2)]
        self.song = song(folder / "song.wav", seconds=0.1)

    def draft(self, title: str = "A", **facts: Any) -> dict[str, Any]:
        """Return the draft with changes."""
        shots = shot(self.photos[0], 3000, **ZOOM), shot(self.photos[1], 3000, **ZOOM, **FADE)
        texts = [{"d": 1000, "m": {"text": title, "start": 0, "role": "title", "position": "upper_third"}}]
        music = [{"d": 5500, "m": {"source": "song", "start": 0, "volume": 0.5}}]
        return draft(*shots, texts=texts, music=music, size=(64, 112), **facts)

    def digests(self, what: dict[str, Any], output: Output | None = None) -> tuple[dict[Segment, str], str]:
        """Return the digest of each segment, and that of the sound."""
        files: dict[str, Asset] = {one.id: one for one in (*self.photos, self.song)}
        output = output or Output()
        reel = plan(what, files, output)
        pictures = {part: identity.pictures(reel, part, files, output) for part in segments(reel)}
        return pictures, identity.sound(reel, audible(reel, files), files, output)


@pytest.fixture
def film(tmp_path: Path) -> Film:
    """The film, as it is before changes."""
    return Film(tmp_path)


def _cost(before: tuple[dict[Segment, str], str], after: tuple[dict[Segment, str], str]) -> tuple[int, bool]:
    """Return how many frames have to be painted again, and whether the sound has to be made again."""
    known = set(before[0].values())
    return sum(part.frames for part, digest in after[0].items() if digest not in known), before[1] != after[1]


@pytest.mark.parametrize(
    ("changes", "painted", "mixed"),
    [
        ({}, 0, False),
        ({"title": "Another"}, 38, False),
        ({"look": "warm"}, 165, False),
        ({"grades": ["warm", "brighter"]}, 165, False),
        ({"effects": ["grain"]}, 165, False),
        ({"loop": "loop"}, 165, False),
        ({"fade": {"in_ms": 200, "out_ms": 0, "color": "black"}}, 38, False),
        ({"fade": {"in_ms": 0, "out_ms": 200, "color": "black"}}, 45, False),
        ({"loudness_lufs": -16}, 0, True),
        ({"background": "#ffffff"}, 165, False),
    ],
)
def test_a_change_costs_what_it_touches(film: Film, changes: dict[str, Any], painted: int, mixed: bool) -> None:
    """A title costs its own segments, a look every frame, a fade its end of the film, loudness only the sound."""
    assert (painted, mixed) == _cost(film.digests(film.draft()), film.digests(film.draft(**changes)))


def test_a_look_of_one_photo_costs_that_photo(film: Film) -> None:
    """The second one is graded otherwise: what the first one shows alone stays."""
    own = film.draft()
    own["t"][0]["sg"][1]["m"]["grades"] = ["sepia"]
    assert (90, False) == _cost(film.digests(film.draft()), film.digests(own))


def test_another_photo_under_the_same_name_is_another_photo(film: Film) -> None:
    """What counts is what is in the file."""
    before = film.digests(film.draft())
    plain(film.photos[1].path, (9, 9, 9), size=(17, 16))
    assert (90, False) == _cost(before, film.digests(film.draft()))


def test_containers_share_pictures_and_qualities_do_not(film: Film) -> None:
    """A mov of the same film has the same pieces, a lower quality others; WebM shares nothing."""
    before = film.digests(film.draft())
    assert (0, False) == _cost(before, film.digests(film.draft(), Output("mov")))
    assert (165, False) == _cost(before, film.digests(film.draft(), Output(quality="low")))
    assert (165, True) == _cost(before, film.digests(film.draft(), Output("webm")))


def test_another_focus_paints_only_its_photo_again(film: Film) -> None:
    """The first photo's frames, and those of the piece in which it goes over into the second."""
    before, moved = film.draft(), film.draft()
    moved["t"][0]["sg"][0]["m"]["focus"] = [0.1, 0.1, 0.2, 0.2]
    assert 0 < _cost(film.digests(before), film.digests(moved))[0] < 165


def test_everything_that_paints_is_part_of_the_digest() -> None:
    """A module beside the renderer's own that it paints by is in the list; so a tuned colour shows in the next film."""
    code = "import imgfree.local.render, sys; print(*(name for name in sys.modules if name.startswith('imgfree')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=True)
    outside = {name for name in done.stdout.split() if not name.startswith("imgfree.local.render")}
    assert {*renderer.BESIDE} == outside - NEUTRAL
