"""Whole films, watched: each fault that is built in is found, when it is, and films without faults have none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from faulty import SIZE, alive, during, film, flicker, gray, of_fault, photo, reel, shot, text
from imgfree.local.inspection.watch import Draft, inspect
from imgfree.local.render.failures import MediaUnreadable, RenderCancelled
from imgfree.local.render.reel import Move
from thorough import some


def noisy(level: int) -> Callable[[float], Any]:
    """Return a dark picture with the noise of a sensor."""
    return lambda at_s: np.random.default_rng(int(at_s * 1000)).integers(0, level, (SIZE[1], SIZE[0], 3), np.uint8)


PIXELS: dict[str, list[tuple[str, Any, float, float]]] = {
    "black": [
        ("at the start", during(0.0, 0.7, lambda at_s: gray(0)), 0.0, 0.7),
        ("in the middle", during(1.5, 2.5, lambda at_s: gray(0)), 1.5, 2.5),
        ("at the end", during(3.0, 4.0, lambda at_s: gray(0)), 3.0, 4.0),
        ("nearly black", during(1.0, 2.0, lambda at_s: gray(12)), 1.0, 2.0),
        ("with noise", during(1.0, 3.0, noisy(14)), 1.0, 3.0),
        ("half a second", during(2.0, 2.55, lambda at_s: gray(0)), 2.0, 2.55),
    ],
    "frozen": [
        ("at the start", during(0.0, 2.2, lambda at_s: alive(0.0)), 0.0, 2.2),
        ("in the middle", during(0.8, 3.2, lambda at_s: alive(0.8)), 0.8, 3.2),
        ("at the end", during(1.5, 4.0, lambda at_s: alive(1.5)), 1.5, 4.0),
        ("all of it", lambda at_s: alive(1.0), 0.0, 4.0),
        ("a plain picture", during(1.0, 3.5, lambda at_s: gray(150)), 1.0, 3.5),
    ],
    "flash": [
        ("black and white", during(1.0, 3.0, flicker(5, 0, 255)), 1.0, 3.0),
        ("three a second", during(1.0, 3.0, flicker(3.2, 20, 200)), 1.0, 3.0),
        ("fast", during(1.0, 2.5, flicker(10, 30, 220)), 1.0, 2.5),
        ("gray", during(1.0, 3.0, flicker(4, 90, 160)), 1.0, 3.0),
        ("half of the picture", during(1.0, 3.0, flicker(5, 0, 255, 0.5)), 1.0, 3.0),
        ("a third of it", during(1.0, 3.0, flicker(6, 0, 255, 0.34)), 1.0, 3.0),
        ("from the start", flicker(5, 0, 255), 0.0, 4.0),
    ],
}
CALM = {
    "alive": alive,
    "two flashes a second": flicker(1.9, 0, 255),
    "flashes in a corner": flicker(8, 0, 255, 0.12),
    "faint flashes": flicker(8, 120, 128),
    "a short rest": during(1.0, 2.6, lambda at_s: alive(1.0)),
    "a blink": during(1.0, 1.3, lambda at_s: gray(0)),
    "white words on black": lambda at_s: np.pad(alive(at_s)[:40], ((200, 186), (0, 0), (0, 0))),
    "night": lambda at_s: alive(at_s) // 3,
}


@pytest.mark.parametrize(
    ("fault", "name"), some([(fault, one[0]) for fault, films in PIXELS.items() for one in films], 5), ids=str
)
def test_what_pixels_show_is_found_in_any_film(tmp_path: Path, fault: str, name: str) -> None:
    """Black, frozen and flashing stretches, each with its time and nothing else; a quarter second counts."""
    [(_, paint, first_s, end_s)] = [one for one in PIXELS[fault] if one[0] == name]
    found = inspect(film(tmp_path / "film.mp4", paint))
    assert {fault} == {one.fault for one in found.findings} - ({"frozen"} if fault == "black" else set())
    [one] = of_fault(found, fault)
    slack_s = 1.0 if fault == "flash" else 0.25
    assert abs(one.at_s - first_s) <= slack_s
    assert abs(one.end_s - end_s) <= slack_s


@pytest.mark.parametrize("name", some(CALM, 4))
def test_what_only_looks_like_a_fault_is_none(tmp_path: Path, name: str) -> None:
    """Few, small or faint flashes, short rests, words on black, dark pictures."""
    assert () == inspect(film(tmp_path / "film.mp4", CALM[name])).findings


@pytest.mark.parametrize("fps", some([50, 24], 1))
def test_the_frame_rate_does_not_matter(tmp_path: Path, fps: int) -> None:
    """Faults are counted in seconds."""
    paint = during(0.5, 1.2, lambda at_s: gray(0), during(2.0, 4.5, lambda at_s: alive(2.0)))
    found = inspect(film(tmp_path / "film.mp4", paint, 5.0, fps=fps))
    assert ["black", "frozen"] == [one.fault for one in found.findings]


def test_a_photo_that_is_meant_to_stand_is_no_fault(tmp_path: Path) -> None:
    """The draft says so; the bare film does not, and the finding is unsure."""
    pictured = photo(tmp_path / "a.png", alive(0.0))
    made = reel([pictured], each=90, move=Move())
    path = shot(made, {"a": pictured}, tmp_path / "film.mp4")
    assert () == inspect(path, Draft(made, {"a": pictured})).findings
    [one] = inspect(path).findings
    assert ("frozen", False) == (one.fault, one.sure)


def test_a_bare_film_says_what_it_cannot_tell(tmp_path: Path) -> None:
    """Layers are known of a run; a draft of another film says nothing of this one."""
    path = film(tmp_path / "film.mp4", alive, 1.0)
    assert {"overlap", "unsafe", "contrast", "covered", "cut", "fast", "loudness", "clipped"} == set(
        inspect(path).unchecked
    )
    pictured = photo(tmp_path / "a.png", "#334455")
    other = inspect(path, Draft(reel([pictured], [text("Hi")]), {"a": pictured}))
    assert "not what this draft" in other.unchecked["overlap"]


def test_what_is_no_film_is_refused_by_name(tmp_path: Path) -> None:
    """A text, an empty file, a song."""
    (tmp_path / "a.mp4").write_bytes(b"not a film")
    with pytest.raises(MediaUnreadable, match="a.mp4"):
        inspect(tmp_path / "a.mp4")


def test_it_ends_when_nobody_wants_it_any_more(tmp_path: Path) -> None:
    """At the next frame."""
    path = film(tmp_path / "film.mp4", alive, 1.0)
    with pytest.raises(RenderCancelled):
        inspect(path, cancelled=lambda: True)
