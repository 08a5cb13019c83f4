"""Subjects in and out of the frame, and words on faces."""

from dataclasses import replace
from pathlib import Path

import pytest

from faulty import of_fault, photo, reel, shot, text
from imgfree.local.assets import Focus
from imgfree.local.inspection import remedies
from imgfree.local.inspection.findings import Inspection
from imgfree.local.inspection.watch import Draft, inspect
from imgfree.local.render.reel import Move
from thorough import some


@pytest.mark.parametrize("by", ["face", "said"])
@pytest.mark.parametrize(
    ("box", "fit", "move", "lost"),
    some(
        [
            ((0.0, 0.3, 0.9, 0.4), "fill", Move("zoom_in", 0.1), True),
            ((0.3, 0.02, 0.3, 0.96), "fill", Move("zoom_in", 0.4), True),
            ((0.42, 0.1, 0.3, 0.8), "fill", Move("pan_left", 0.6), True),
            ((0.1, 0.2, 0.7, 0.3), "fill", Move(), True),
            ((0.4, 0.3, 0.2, 0.3), "fill", Move("zoom_in", 0.1), False),
            ((0.8, 0.3, 0.2, 0.3), "fill", Move("zoom_out", 0.1), False),
            ((0.0, 0.3, 0.9, 0.4), "blur", Move(), False),
        ],
        3,
    ),
)
def test_a_subject_out_of_the_frame_is_found(
    tmp_path: Path, by: str, box: tuple[float, float, float, float], fit: str, move: Move, lost: bool
) -> None:
    """Too wide for the frame, or lost on the way of a motion; one that is shown whole is none."""
    pictured = photo(tmp_path / "a.png", "#334455", (960, 640), Focus(box, 0.9, by))
    made = reel([pictured], move=move)
    made = replace(made, takes=(replace(made.takes[0], fit=fit),))
    found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
    assert lost == bool(of_fault(found, "cut"))


@pytest.mark.parametrize(("position", "covers"), [("center", True), ("bottom", False), ("top", False)])
def test_words_on_a_face_are_found(tmp_path: Path, position: str, covers: bool) -> None:
    """Not those beside it; where the face is on the frame follows the motion."""
    pictured = photo(tmp_path / "a.png", "#334455", focus=Focus((0.25, 0.35, 0.5, 0.22), 0.95, "face"))
    made = reel([pictured], [text("Hello you", position)])
    found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
    assert covers == bool(of_fault(found, "covered"))


@pytest.mark.parametrize(
    ("size", "fit", "told"),
    [
        ((960, 640), "fill", "shot 1 (a.png) is cropped by 62 %"),
        ((960, 640), "blur", ""),
        ((360, 560), "fill", ""),
    ],
)
def test_a_crop_of_more_than_a_quarter_is_told(tmp_path: Path, size: tuple[int, int], fit: str, told: str) -> None:
    """With the words that show all of it, and no fault; what is shown whole, or hardly cropped, is not told."""
    pictured = photo(tmp_path / "a.png", "#334455", size)
    made = reel([pictured])
    made = replace(made, takes=(replace(made.takes[0], fit=fit),))
    found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
    assert ([told] if told else []) == [crop.partition(";")[0] for crop in found.crops]
    assert all(remedies.whole("en") in crop for crop in found.crops)
    assert found.crops == Inspection.read(found.as_json()).crops
