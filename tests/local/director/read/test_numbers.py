"""Quantities in folded text: what is written is read."""

import pytest

from imgfree.local.director.read.fold import fold
from imgfree.local.director.read.numbers import Quantity, quantities


@pytest.mark.parametrize(
    ("text", "kind", "value", "other"),
    [("5s", "seconds", 5, None), ("a second and a half", "seconds", 1.5, None), ("1 min 20", "seconds", 80, None),
     ("一分半", "seconds", 90, None), ("零点五秒", "seconds", 0.5, None), ("１０秒", "seconds", 10, None),
     ("百分之四十", "percent", 0.4, None), ("twice", "factor", 2, None), ("9x16", "ratio", 9, 16),
     ("1080 × 1920", "size", 1080, 1920), ("0:05–0:12", "range", 5, 12), ("第5到8秒", "range", 5, 8),
     ("4k", "resolution", 2160, None), ("two dozen", "number", 24, None), ("倒数第二", "ordinal", -2, None),
     ("-14 LUFS", "lufs", -14, None), ("1 1/2 minutes", "seconds", 90, None), ("1:20.5", "clock", 80.5, None)],
)  # fmt: skip
def test_reads_what_is_written(text: str, kind: str, value: float, other: float | None) -> None:
    """A quantity is read whole, before all that it is in parts."""
    assert quantities(fold(text))[0] == Quantity(kind, value, 0, len(text), other)
