"""credits: the balance, and a floor under it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from nemo import Nemo


@pytest.mark.parametrize(
    ("step", "code"), [("credits: 60", 0), ("credits: 61", 1), ("credits: {at_least: 10}", 0), ("credits:", 0)]
)
def test_fails_below_the_floor(tmp_path: Path, cloud: Callable[..., Ran], nemo: Nemo, step: str, code: int) -> None:
    """Short form, mapping form and no floor at all; too few credits are exit 1 with both numbers."""
    nemo.credits = 60
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n  - {step}\n", encoding="utf-8")
    ran = cloud("run", "clip.yaml", "--json")
    assert code == ran.returncode, ran.stderr
    if code == 0:
        assert {"available": 60, "frozen": 0, "total": 60} == json.loads(ran.stdout)["steps"][0]["outputs"]
    else:
        assert "61 are needed" in ran.stderr
