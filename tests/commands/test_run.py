"""`imgfree run` and what it leaves."""

from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from nemo import Nemo
from reportpage import RECIPE

Imgfree = Callable[..., Ran]


def test_no_file_of_another_sort_is_replaced(shop: Path, cloud: Imgfree, nemo: Nemo) -> None:
    """A slip of the tongue costs no recipe: exit 3, before anything is sent; an earlier report is replaced."""
    assert 3 == cloud("run", "clip.yaml", "--report", "clip.yaml").returncode
    assert RECIPE == (shop / "clip.yaml").read_text(encoding="utf-8")
    assert [] == nemo.requests
    assert 2 == cloud("run", "clip.yaml", "--report", ".").returncode
    for _ in range(2):
        ran = cloud("run", "clip.yaml", "--report", "r.html")
        assert 0 == ran.returncode, ran.stderr


def test_a_report_that_fails_takes_nothing_from_the_run(shop: Path, cloud: Imgfree) -> None:
    """The film is made and named on stdout; stderr says why there is no page."""
    (shop / "taken").write_text("a file where a folder is needed")
    ran = cloud("run", "clip.yaml", "--report", "taken/r.html")
    assert (0, "out/reel.mp4\n") == (ran.returncode, ran.stdout)
    assert "the report is missing" in ran.stderr
