"""Sound that is the same to the ear, and sound that is not."""

from pathlib import Path

import numpy as np
import pytest
from render_parts import song

from imgfree.local.comparison.sounds import unlike


def moments(one: Path, other: Path) -> list[float]:
    """Return when another sound is heard."""
    return [round(at_s, 1) for at_s, differs in unlike(one, other) if differs]


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    """Return a second of a tone."""
    return song(tmp_path / "tone.wav", seconds=1.0).path


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({}, None),
        ({"level": 0.48}, None),
        ({"level": 0.3}, 0.0),
        ({"hertz": 880.0}, 0.0),
        ({"seconds": 0.7}, 0.7),
        ({"seconds": 1.4}, 1.0),
        ({"level": 0.001}, 0.0),
    ],
    ids=str,
)
def test_another_sound_is_heard_where_it_begins(
    tmp_path: Path, tone: Path, facts: dict[str, float], first: float | None
) -> None:
    """Softer, higher, shorter or longer; a third of a decibel is nothing."""
    other = song(tmp_path / "other.wav", **({"seconds": 1.0} | facts)).path  # type: ignore[arg-type]
    assert first == next(iter(moments(tone, other)), None)


def test_what_nobody_hears_is_no_difference(tmp_path: Path, tone: Path) -> None:
    """Noise far below the tone, and silence at the end."""
    rng = np.random.default_rng(1)
    quiet = song(tmp_path / "quiet.wav", seconds=1.0, level=0.5 + 0.001 * float(rng.random())).path
    assert [] == moments(tone, quiet)
    assert [] == moments(tone, tone)
