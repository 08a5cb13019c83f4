"""A comma that was left out is read where something new begins behind what is whole; one that parts nothing is not."""

import pytest

from imgfree.local.director.read.reading import read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("竖屏10秒每张照片放大", ["竖屏10秒", "每张照片放大"]),
        ("标题写“早安”转场用叠化", ["标题写“早安”", "转场用叠化"]),
        ("a film 12 seconds", ["a film ", "12 seconds"]),
        ("4 seconds each crossfades", ["4 seconds each ", "crossfades"]),
        ("show each photo 3 seconds", ["show each photo 3 seconds"]),
        ("竖屏的照片", ["竖屏的照片"]),
        ("long dissolves, like 2 seconds", ["long dissolves, like 2 seconds"]),
        ("每张 4s 竖屏 暖色", ["每张 4s", " 竖屏", " 暖色"]),
        ("暖色+竖屏", ["暖色", "+竖屏"]),
    ],
)
def test_a_comma_left_out(text: str, parts: list[str]) -> None:
    """The sentence falls into these parts."""
    cuts = [token.start for token in read(text).tokens if token.kind == "stop"]
    assert [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)] == parts
