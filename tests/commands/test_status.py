"""`imgfree status`."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from imgfree.recipe import lock
from imgfree.recipe.lock import Taken
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


def test_status_tells_what_became_of_a_template(tmp_path: Path, imgfree: Imgfree) -> None:
    """Where the recipe comes from, and which of its files are its owner's now."""
    (tmp_path / "a.yaml").write_text("version: 1\nsteps:\n  - credits: {}\n")
    taken = Taken(
        "git+https://example.com/r.git", "v1", "c" * 40, "a.yaml", "0.1.0", "MIT License", {"a.yaml": "sha256:0"}
    )
    lock.write(tmp_path, {"a.yaml": taken})
    ran = imgfree("status", "--template", "a.yaml")
    lines = ["a.yaml: git+https://example.com/r.git@v1#a.yaml", f"commit {'c' * 40}, MIT License", "yours  a.yaml"]
    assert lines == ran.stdout.splitlines()
    assert {"a.yaml": "yours"} == json.loads(imgfree("status", "--template", "a.yaml", "--json").stdout)["files"]
    assert 3 == imgfree("status", "--template", "b.yaml").returncode
