"""Loudness and clipped sound, heard in whole films."""

from pathlib import Path

import numpy as np
import pytest

from faulty import alive, film, of_fault, tone
from imgfree.local.inspection.watch import inspect
from thorough import some


@pytest.mark.parametrize(
    ("level", "platform", "fault"),
    some(
        [
            (0.05, "tiktok", "loudness"),
            (0.9, "tiktok", "loudness"),
            (0.08, "youtube", "loudness"),
            (0.0, None, "loudness"),
            (0.3, None, None),
            (0.39, "tiktok", None),
        ],
        3,
    ),
)
def test_loudness_is_measured(tmp_path: Path, level: float, platform: str | None, fault: str | None) -> None:
    """Against what the platform plays at; silence is a fault anywhere, and without a target the measure is told."""
    found = inspect(film(tmp_path / "film.mp4", alive, sound=tone(level)), platform=platform)
    assert ([fault] if fault else []) == [one.fault for one in found.findings]
    if platform is None and level:
        assert "LUFS" in found.unchecked["loudness"]


@pytest.mark.parametrize(("level", "from_s", "end_s"), some([(6.0, 1.5, 2.5), (4.0, 0.0, 4.0), (3.5, 0.0, 4.0)], 1))
def test_cut_off_peaks_are_heard(tmp_path: Path, level: float, from_s: float, end_s: float) -> None:
    """All through, or in one place; sound that just reaches full scale is none."""
    at = np.arange(4 * 48_000) / 48_000
    loud = np.clip(tone(level), -1, 1)
    mixed = np.where((at >= from_s) & (at < end_s), loud, tone(0.3))
    [one] = of_fault(inspect(film(tmp_path / "film.mp4", alive, sound=mixed)), "clipped")
    assert abs(one.at_s - from_s) < 0.4
    assert abs(one.end_s - end_s) < 0.4
    assert not of_fault(inspect(film(tmp_path / "calm.mp4", alive, sound=tone(0.98))), "clipped")
