"""`imgfree resume`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commandline import Ran
from cutshort import recipe

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]


def test_resuming_what_is_finished_says_so(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """A finished run is left alone, with --explain too; --json still prints one object."""
    photo("a.jpg")
    run_id = json.loads(cloud("run", recipe(tmp_path), "--json").stdout)["run_id"]
    for more in ((), ("--explain",)):
        ran = cloud("resume", run_id, *more)
        assert (0, "") == (ran.returncode, ran.stdout)
        assert "nothing to resume" in ran.stderr
    told: dict[str, Any] = json.loads(cloud("resume", run_id, "--json").stdout)
    assert "passed" == told["outcome"]
