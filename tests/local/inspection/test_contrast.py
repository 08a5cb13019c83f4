"""Letters and what lies around them, measured on frames."""

from pathlib import Path

import pytest

from faulty import of_fault, photo, reel, shot, text
from imgfree.local.inspection.contrast import ratio
from imgfree.local.inspection.watch import Draft, inspect

ON_WHITE = ("#ffffff", "#dddddd", "#999999", "#ffd500", "#ff8800", "#00b7c2", "#555555", "#000000")
ON_BLACK = ("#000000", "#333333", "#5a5a5a", "#0000cc", "#990000", "#ffd500", "#ffffff", "#aaaaaa")
BELOW_WHITE = ("#cc0000", "#ff6666", "#1d4ed8", "#33aa33", "#777777", "#6b6b6b")
PAIRS = [
    *((letters, "#ffffff") for letters in ON_WHITE),
    *((letters, "#000000") for letters in ON_BLACK),
    *(("#ffffff", plate) for plate in BELOW_WHITE),
]


@pytest.mark.parametrize(("letters", "plate"), PAIRS)
def test_contrast_is_measured_on_the_frames(tmp_path: Path, letters: str, plate: str) -> None:
    """Letters on a plate stand out as much as the two colours do, by WCAG's formula; near the limit either will do."""
    pictured = photo(tmp_path / "a.png", plate)
    made = reel([pictured], [text("Order now", color=letters, background=plate)])
    found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
    true = ratio(*(light(one) for one in (letters, plate)))
    low = of_fault(found, "contrast")
    if true < 4.2:
        assert 1 == len(low)
        assert abs(float(low[0].what.split("contrast of ")[1].split(":")[0]) - true) < 0.5
    elif true > 5:
        assert not low


def light(color: str) -> float:
    """Return the relative luminance of a colour."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
