"""A disk that is full ends a run with one clear sentence, wherever it is noticed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from commandline import Ran
from imgfree.local import disk
from thorough import some

# A limit on the size of a file is met by every write that a full disk would refuse, and needs no rights to set.
_LIMITED = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit},) * 2)"
_RECIPE = """version: 1
name: small
steps:
  - upload: [a.png, b.png]
  - instruct: make a 1 second 540x540 video
  - export: {quality: high}
  - download: {to: o.mp4}
"""
_RUN = ("run", "r.yaml", "--backend", "local")


@pytest.mark.parametrize("limit", some([20_000, 160_000, 220_000, 300_000], 2))
def test_a_full_disk_ends_the_run(tmp_path: Path, limit: int, imgfree: Callable[..., Ran]) -> None:
    """Be it at the start, at the upload, in the edit or in the render: the place is named, and the next run works."""
    for number, name in enumerate(("a.png", "b.png")):
        Image.effect_noise((640, 480), 40 + number).save(tmp_path / name)
    (tmp_path / "r.yaml").write_text(_RECIPE)
    own = {"IMGFREE_TIME_SCALE": "0.01"}
    done = imgfree(*_RUN, env=own, before=_LIMITED.format(limit=limit))
    assert done.returncode in (4, 6)
    assert f"disk that holds '{tmp_path / 'home' / 'local'}" in done.stderr
    assert "Traceback" not in done.stderr
    assert [] == [path for path in tmp_path.rglob("*") if ".part" in path.name or path.parent.name == "parts"]
    assert 0 == imgfree(*_RUN, env=own).returncode


def test_removes_a_link_and_not_what_it_leads_to(tmp_path: Path) -> None:
    """A link is removed as a link, a folder with what is in it, and nothing twice."""
    (tmp_path / "there" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "there")
    disk.remove(tmp_path / "link")
    assert (tmp_path / "there" / "deep").is_dir()
    disk.remove(tmp_path / "there")
    disk.remove(tmp_path / "there")
    assert [] == list(tmp_path.iterdir())
