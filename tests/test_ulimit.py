"""Limits of our own where the user's are lower already."""

import subprocess
import sys

import pytest

pytest.importorskip("resource")

_PROGRAM = """
import resource, sys
from imgfree import ulimit
resource.setrlimit(resource.RLIMIT_CPU, (50, 60))
ulimit.lower({"RLIMIT_CPU": int(sys.argv[1]), "RLIMIT_CORE": 0})
print(*resource.getrlimit(resource.RLIMIT_CPU), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.parametrize(("most", "left"), [(20, "20 20 0 0"), (120, "60 60 0 0")])
def test_a_limit_is_never_raised(most: int, left: str) -> None:
    """What the user allows is the most; ours is set where it is less, and a higher one is no failure."""
    command = [sys.executable, "-c", _PROGRAM, str(most)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert (left, 0) == (ran.stdout.strip(), ran.returncode), ran.stderr
