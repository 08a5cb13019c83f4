"""Moments, and times at which something begins."""

import pytest

from local.director.read.said import said


@pytest.mark.parametrize("text", ["at 5 s", "0:05", "第5秒", "5秒后"])
def test_moments_are_points_of_time(text: str) -> None:
    """A moment is no stretch."""
    assert said(text, "moment") == [5.0]
    assert not said(text, "stretch")


@pytest.mark.parametrize(
    ("text", "since"),
    [("start it at 0:42", 42.0), ("从第10秒开始放", 10.0), ("start the song from 12 seconds", 12.0)],
)
def test_what_begins_has_its_moment(text: str, since: float) -> None:
    """A time beside a word for a start is a moment, from which something else is played."""
    assert ([since], [since], []) == (said(text, "since"), said(text, "moment"), said(text, "time"))


def test_a_length_beside_no_start_is_none() -> None:
    """Where nothing begins, a time is a length."""
    assert ([], [10.0]) == (said("make it 10 seconds", "moment"), said("make it 10 seconds", "time"))
