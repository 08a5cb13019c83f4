"""download: the file under its name, whole or not at all."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree import artifacts
from imgfree.errors import PathRefused
from imgfree.steps.download import placed
from nemo import VIDEO, Nemo


def test_takes_the_last_export_and_checks_it(
    tmp_path: Path, cloud: Callable[..., Ran], photo: Callable[[str], Path]
) -> None:
    """Without `from` it is the last export; outputs tell path, size and digest; --out is the base."""
    photo("a.jpg")
    steps = "  - upload: a.jpg\n  - instruct: x\n  - export: mp4\n  - download: sub/a.mp4\n"
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n{steps}")
    ran = cloud("run", "clip.yaml", "--out", "made", "--json")
    outputs = json.loads(ran.stdout)["steps"][3]["outputs"]
    assert {"path": "made/sub/a.mp4", "size_bytes": len(VIDEO), "sha256": hashlib.sha256(VIDEO).hexdigest()} == outputs
    assert VIDEO == (tmp_path / "made" / "sub" / "a.mp4").read_bytes()


def test_a_rendered_path_outside_is_refused(
    tmp_path: Path, cloud: Callable[..., Ran], photo: Callable[[str], Path], nemo: Nemo
) -> None:
    """A target that only the run can tell is checked then, before the file is asked for."""
    photo("a.jpg")
    nemo.words = "../../evil"
    steps = '  - upload: a.jpg\n  - instruct: x\n  - export: mp4\n  - download: "{{ steps.instruct.text }}.mp4"\n'
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n{steps}")
    ran = cloud("run", "clip.yaml")
    assert 3 == ran.returncode
    assert "evil.mp4' leads out of" in ran.stderr
    assert not [path for _, path in nemo.requests if path.startswith("/files/")]


@pytest.mark.parametrize("to", ["../x.mp4", "/x.mp4", "a/../../x.mp4", "link/x.mp4"])
def test_no_way_leads_out(tmp_path: Path, to: str) -> None:
    """Neither dots, nor an absolute path, nor a link."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    with pytest.raises(PathRefused, match="leads out of"):
        placed(folder, to, artifacts.none(), overwrite=True)


def test_a_relative_address_of_a_render_is_the_apis(
    tmp_path: Path, cloud: Callable[..., Ran], photo: Callable[[str], Path], nemo: Nemo
) -> None:
    """Given on through `from:`, it is fetched from where it came, in a resumed run, too."""
    photo("a.jpg")
    nemo.relative = True
    (tmp_path / "clip.yaml").write_text(
        "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a 4-second clip\n  - id: reel\n    export: mp4\n"
        '  - download: {from: "{{ steps.reel.url }}", to: a.mp4}\n'
    )
    nemo.broken = "/files/"
    assert 4 == cloud("run", "clip.yaml").returncode
    nemo.broken = "-"
    ran = cloud("resume")
    assert (0, "a.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert VIDEO == (tmp_path / "a.mp4").read_bytes()
