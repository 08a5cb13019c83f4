"""Films inspected in a process of their own."""

from pathlib import Path

import pytest
from render_parts import draft, shot

from faulty import alive, during, film, gray, photo
from imgfree.errors import InputRefused
from imgfree.local.output import Output
from imgfree.local.render import render
from imgfree.local.sandbox.inspector import How, Made, inspected


def test_a_film_is_inspected_as_in_this_process(tmp_path: Path) -> None:
    """Findings and pictures come back, and how far it is while it is watched."""
    path = film(tmp_path / "a.mp4", during(1.0, 2.0, lambda at_s: gray(0)), 3.0)
    told: list[float] = []
    found = inspected(path, None, How(frames=tmp_path / "faults"), on_progress=told.append)
    assert ["black"] == [one.fault for one in found.inspection.findings]
    assert (tmp_path / "faults" / "a-1-black.png",) == found.pictures
    assert found.pictures[0].is_file()
    assert 0 < told[-1] <= 1


def test_the_draft_goes_over_with_its_files(tmp_path: Path) -> None:
    """What was made here is known: its words are checked, in the language of its own."""
    pictured = photo(tmp_path / "a.png", alive(0.0))
    words = {"d": 900, "m": {"text": "第一次来的顾客都可以打八折", "role": "text"}}
    what = draft(shot(pictured, 2000), texts=[words], size=(240, 426))
    target = tmp_path / "film.mp4"
    render(what, {"a": pictured}, Output(), target, on_progress=lambda share: None, cancelled=lambda: False)
    found = inspected(target, Made(what, {"a": pictured}, Output()), How(voice="zh"))
    [hasty] = [one for one in found.inspection.findings if one.fault == "fast"]
    assert "显示" in hasty.mend


def test_what_is_no_film_is_refused(tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "a.mp4").write_text("no film")
    with pytest.raises(InputRefused, match=r"a\.mp4"):
        inspected(tmp_path / "a.mp4")
