"""Films compared in a process of their own."""

from pathlib import Path

import pytest

from faulty import film, gray
from imgfree.errors import InputRefused
from imgfree.local.sandbox.comparer import compared

SIZE = 96, 160


def test_films_are_compared_as_in_this_process(tmp_path: Path) -> None:
    """What is not the same comes back with its moment and its picture, and how far it is meanwhile."""
    one = film(tmp_path / "a.mp4", lambda at_s: gray(90, SIZE), 2.0)
    other = film(tmp_path / "b.mp4", lambda at_s: gray(90 if at_s < 1 else 190, SIZE), 2.0)
    told: list[float] = []
    found = compared(one, other, tmp_path / "still.png", on_progress=told.append)
    assert ("differs", [1.0]) == (found.likeness, [round(each.at_s, 2) for each in found.differences])
    assert (tmp_path / "still.png").is_file()
    assert told == sorted(told)  # few, or none, as they are told now and then
    assert all(0 <= share <= 1 for share in told)


def test_what_is_no_film_is_refused(tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "a.mp4").write_text("no film")
    with pytest.raises(InputRefused, match="a.mp4"):
        compared(tmp_path / "a.mp4", tmp_path / "a.mp4")
