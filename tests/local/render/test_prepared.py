"""Photos that painters share."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from render_parts import clip, textured

from imgfree.local.render import MediaUnreadable
from imgfree.local.render.picture import Painter
from imgfree.local.render.planes import blank
from imgfree.local.render.prepared import Prepared
from imgfree.local.render.reel import Move, Reel, Take
from imgfree.local.render.sources import Source, Still, source


def _still() -> Still:
    return Still(Take("a", 0, 30), 30, ())


def test_painters_at_the_same_time_show_the_same_photo() -> None:
    """Four ask at once: it is made once, all get it, and it is made anew after the last has let it go."""
    prepared, made, together = Prepared(), list[Still](), threading.Barrier(4)

    def make_it() -> Source:
        made.append(_still())
        return made[-1]

    def ask() -> Source:
        together.wait()
        return prepared.take(0, make_it)

    with ThreadPoolExecutor(4) as pool:
        got = [job.result() for job in [pool.submit(ask) for _ in range(4)]]
    assert [made[0]] * 4 == got
    for _ in range(4):
        prepared.release(0)
    assert made[0] is not prepared.take(0, make_it)


def test_a_photo_stays_until_all_pieces_that_show_it_are_made() -> None:
    """Wanted on two pieces: let go after the first, it is still there; after the second it is not."""
    prepared, photo = Prepared({0: 2}), _still()
    for _ in range(2):
        assert photo is prepared.take(0, lambda: photo)
        prepared.release(0)
        prepared.done([0])
    other = _still()
    assert other is prepared.take(0, lambda: other)


def test_what_cannot_be_made_fails_for_everyone_who_asks() -> None:
    """The error is raised, and nothing is kept: the next one tries anew."""
    prepared = Prepared()

    def fail() -> Source:
        raise ValueError("damaged")

    for _ in range(2):
        with pytest.raises(ValueError, match="damaged"):
            prepared.take(0, fail)
    assert isinstance(prepared.take(0, _still), Still)


def test_each_painter_plays_a_clip_of_its_own(tmp_path: Path) -> None:
    """Two ask for a clip: each has its own place in the file."""
    film, prepared = clip(tmp_path / "clip.mp4"), Prepared()
    reel = Reel(96, 160, 30, 30, (Take("clip", 0, 30),))
    one, other = (prepared.take(0, lambda: source({"clip": film}, reel, reel.takes[0], None)) for _ in range(2))
    assert one is not other
    one.close()
    other.close()


def test_painters_of_a_film_open_a_photo_once(tmp_path: Path) -> None:
    """The second paints the same frame, though the file is gone since the first began; alone, it could not."""
    photo = textured(tmp_path / "a.jpg")
    reel, prepared = Reel(180, 320, 30, 30, (Take("a", 0, 30, Move("zoom_in", 0.08)),)), Prepared()
    first, second, alone = (Painter(reel, {"a": photo}, one) for one in (prepared, prepared, None))
    one, other = blank(180, 320), blank(180, 320)
    first.paint(9, one)
    photo.path.unlink()
    second.paint(9, other)
    assert (one.y == other.y).all()
    with pytest.raises(MediaUnreadable, match="gone"):
        alone.paint(9, other)
