"""Where pictures go: before, behind or in the place of others."""

import pytest

from imgfree.local.director.read.items import Which
from local.director.read.said import said


def test_which_side_of_a_picture_is_meant() -> None:
    """A place beside a picture names the picture as well."""
    assert said("before photo 2", "beside") == [("before", Which((2,), noun="photo"))]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("the clip goes first", "clips_first"),
        ("put the clip at the end", "photos_first"),
        ("photos then the clip", "photos_first"),
        ("视频放照片后面", "photos_first"),
        ("start with the clip", "clips_first"),
    ],
)
def test_clips_come_before_photos_or_behind(text: str, order: str) -> None:
    """By the place that is named, by what follows what, by how the film starts."""
    assert [order] == said(text, "order")


def test_a_clip_may_stand_between_two() -> None:
    """Behind the first of them."""
    assert [(1,)] == [which.numbers for which in said("the clip between photos 1 and 2", "clip_after")]
