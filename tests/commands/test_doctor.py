"""`imgfree doctor`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commandline import Ran

Imgfree = Callable[..., Ran]


def told(ran: Ran) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(ran.stdout)["findings"]}


def test_text_for_people(imgfree: Imgfree) -> None:
    """One line a finding, the mending below it, all on stdout."""
    lines = imgfree("doctor").stdout.splitlines()
    assert lines[0].startswith("     ok  python: 3.")
    assert {True} == {line.startswith(("     ok  ", "warning  ", "PROBLEM  ", "         → ")) for line in lines}


def test_a_home_that_is_a_file_is_a_problem(tmp_path: Path, imgfree: Imgfree) -> None:
    """Where no folder can be, that is said, with code 6."""
    (tmp_path / "taken").touch()
    ran = imgfree("doctor", "--json", env={"IMGFREE_HOME": str(tmp_path / "taken")})
    assert 6 == ran.returncode
    assert "is not a folder" in told(ran)["home"]["says"]
    assert not json.loads(ran.stdout)["healthy"]
