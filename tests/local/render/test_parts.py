"""Pieces that are made apart from their film."""

from dataclasses import replace
from pathlib import Path

import pytest
from render_parts import draft, plain, shot, song
from render_parts import make as film

from imgfree.local.cache import Cache
from imgfree.local.output import Output
from imgfree.local.render import RenderCancelled
from imgfree.local.render.faces import western
from imgfree.local.render.parts import make, parts

NEVER = {"cancelled": lambda: False}


def test_a_film_finds_the_pieces_that_were_made_before(tmp_path: Path) -> None:
    """It paints none itself then; each piece needs the files that it shows, and no other."""
    photos = [plain(tmp_path / f"{name}.png", (90, 40 + at, 30)) for at, name in enumerate("abl")]
    tone = song(tmp_path / "tone.wav")
    assets = {one.id: one for one in (*photos, tone)}
    shots = [shot(photos[0], 2000), shot(photos[1], 4000)]
    music = [{"d": 900, "m": {"source": "tone", "start": 0}}]
    logo = {"source": "l", "start": 5000, "ms": 1000}
    what = draft(*shots, music=music, size=(64, 112), fps=10, logo=logo)
    found = parts(what, assets, Output())
    assert found is not None
    assert [(0, 20, ("a",)), (20, 20, ("b",)), (40, 20, ("b", "l"))] == [one[1:] for one in found.pictures]
    assert found.sound is not None
    assert ("tone",) == found.sound[1]
    needed = {name: assets[name] for name in "bl"} | {"a": replace(assets["a"], path=tmp_path / "not here")}
    cache = Cache(tmp_path / "cache")
    made = make(found.reel, needed, Output(), [one[:3] for one in found.pictures[1:]], None, cache, **NEVER)
    assert [True, True] == [new for _, new in made.values()]
    again = make(found.reel, assets, Output(), [one[:3] for one in found.pictures], found.sound[0], cache, **NEVER)
    assert [True, False, False, True] == [new for _, new in again.values()]
    whole = film(what, [*photos, tone], tmp_path / "film.mp4", cache=tmp_path / "cache")
    assert (4, 0) == (whole.pieces, whole.pieces_painted)
    film(what, [*photos, tone], tmp_path / "alone.mp4")
    assert (tmp_path / "alone.mp4").read_bytes() == (tmp_path / "film.mp4").read_bytes()


def test_a_gif_has_no_pieces(tmp_path: Path) -> None:
    """It has one palette."""
    photo = plain(tmp_path / "a.png")
    assert parts(draft(shot(photo, 100), size=(64, 112)), {"a": photo}, Output("gif")) is None


def test_making_ends_when_nobody_wants_it(tmp_path: Path) -> None:
    """At the next frame; nothing unfinished stays."""
    photo = plain(tmp_path / "a.png")
    found = parts(draft(shot(photo, 1000), size=(64, 112)), {"a": photo}, Output())
    assert found is not None
    cache = Cache(tmp_path / "cache")
    with pytest.raises(RenderCancelled):
        make(found.reel, {"a": photo}, Output(), [found.pictures[0][:3]], None, cache, cancelled=lambda: True)
    assert (0, 0) == cache.size()


def test_a_font_goes_with_the_pieces_whose_words_it_writes(tmp_path: Path) -> None:
    """It is found where it is on the machine that makes them, and their pictures are the same."""
    photo = plain(tmp_path / "a.png")
    font = replace(photo, id="f", filename="Acme.ttf", file_type="font", path=tmp_path / "Acme.ttf")
    font.path.write_bytes(western("anton").path.read_bytes())
    style = {"font": "Acme.ttf"}
    texts = [{"d": 1000, "m": {"text": "Sale", "start": 0, "role": "title", "position": "top", "style": style}}]
    what = draft(shot(photo, 4000), texts=texts, size=(96, 160), fps=10)
    assets = {"a": photo, "f": font}
    found = parts(what, assets, Output())
    assert found is not None
    assert [("a", "f"), ("a",)] == [one[3] for one in found.pictures]
    moved = assets | {"f": replace(font, path=font.path.rename(tmp_path / "0123"))}
    here = [one[:3] for one in found.pictures]
    made = make(found.reel, moved, Output(), here, None, Cache(tmp_path / "there"), **NEVER)
    font.path.write_bytes((tmp_path / "0123").read_bytes())
    same = make(found.reel, assets, Output(), here, None, Cache(tmp_path / "here"), **NEVER)
    assert [path.read_bytes() for path, _ in made.values()] == [path.read_bytes() for path, _ in same.values()]
