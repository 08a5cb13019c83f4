"""`imgfree status`."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from nemo import Nemo

Imgfree = Callable[..., Ran]


def test_status_is_the_summary_of_the_newest_run(
    tmp_path: Path, cloud: Imgfree, photo: Callable[[str], Path], nemo: Nemo
) -> None:
    """`status` reads the newest run's session and prints its timeline in the documented form."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text("version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: an 8-second clip\n")
    assert 0 == cloud("run", "clip.yaml").returncode
    assert "Video: a.jpg (0-8s)" in cloud("status").stdout
    found = json.loads(cloud("status", "--json").stdout)
    assert 8 == found["timeline"]["duration_s"]
    assert 1 == len(nemo.sessions)


def test_status_without_a_run_says_what_to_do(cloud: Imgfree) -> None:
    """No run yet is exit 6 with the command that starts one."""
    ran = cloud("status")
    assert 6 == ran.returncode
    assert "imgfree run RECIPE" in ran.stderr
