"""What a draft names: found in any draft, and put beside the files of the session."""

from typing import Any

import pytest

from imgfree.local.draft_files import segments, with_files
from local.director.conversation import asset


def test_a_segment_comes_with_its_track_and_what_it_holds() -> None:
    """In the draft's order."""
    one, two = {"d": 1, "m": {"source": "a"}}, {"d": 2}
    assert [(1, one, {"source": "a"}), (2, two, {})] == [
        *segments({"t": [{"tt": 1, "sg": [one]}, {"tt": 2, "sg": [two]}]})
    ]


@pytest.mark.parametrize("tracks", [None, 3, "t", [None], [{"sg": None}], [{"sg": [None, 3]}], [{"sg": {"d": 1}}]])
def test_what_is_no_segment_is_passed_over(tracks: Any) -> None:
    """A draft is a client's."""
    assert [] == [*segments({"t": tracks})]


def test_a_render_has_them_beside_the_sessions_files() -> None:
    """The renderer sees one set of files; the session's own count."""
    song, mine = asset("song.mp3", "audio"), asset("mine.jpg")
    render = with_files(
        lambda draft, assets, *, cut: (assets, cut), lambda draft: {"s": song, "up": song}, lambda draft: {"v": song}
    )
    assert ({"s": song, "v": song, "up": mine}, True) == render({}, {"up": mine}, cut=True)
