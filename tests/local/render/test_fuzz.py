"""Broken files, in the gate two hundred, from upload to film: each is refused by name or shown; nothing is left."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from thorough import many

SEED, COUNT = 20_260, many(24, 200)
MOST_MB = 400  # of which the libraries alone are 120


@pytest.mark.slow
def test_broken_files(tmp_path: Path) -> None:
    """Pictures, clips and songs of eighteen kinds, wounded in nine ways: no crash, no hang, no leak, no odd word.

    They go through a process of their own, so that a crash of a decoder is seen as one.
    """
    child = Path(__file__).with_name("fuzz_child.py")
    argv = [sys.executable, str(child), str(tmp_path), str(SEED), str(COUNT)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=280, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (0, "") == (done.returncode, done.stderr), told[-1:]
    begun, came = told[::2], told[1::2]
    assert COUNT == len(came)
    for file, outcome in zip(begun, came, strict=True):
        assert outcome["door"] in ("taken", "refused"), file
        assert outcome["film"] in ("film", "refused"), file
        assert ("", "") == (outcome["left"], outcome["leaks"]), file
    assert came[-1]["peak_mb"] < MOST_MB
    # Both ends of the scale were seen, or the wounds were none.
    outcomes = Counter((outcome["door"], outcome["film"]) for outcome in came)
    assert outcomes["taken", "film"] > COUNT // 4
    assert outcomes["refused", "refused"] > COUNT // 8


def test_whole_files_come_through(tmp_path: Path) -> None:
    """The files that the wounds are made of are all taken and shown."""
    child = Path(__file__).with_name("fuzz_child.py")
    argv = [sys.executable, str(child), str(tmp_path), "whole", "0"]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=120, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (0, "") == (done.returncode, done.stderr)
    assert {("taken", "film")} == {(outcome["door"], outcome["film"]) for outcome in told[1::2]}
    assert 18 == len(told[1::2])
