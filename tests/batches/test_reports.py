"""What a batch leaves for people and for a CI."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from commandline import Ran
from nemo import Nemo
from reportpage import Page

Batch = Callable[..., Ran]
Rows = Callable[..., Path]


def test_a_ci_sees_each_row(tmp_path: Path, batch: Batch, rows: Rows, nemo: Nemo) -> None:
    """With its place and its reason; rows that were not begun are skipped."""
    rows("A", "B", "C", "D")
    nemo.edits = False
    assert 1 == batch("--jobs", "1", "--max-failures", "1", "--junitxml", "r.xml").returncode
    (suite,) = ElementTree.parse(tmp_path / "r.xml").getroot()
    assert ("4", "2", "2") == tuple(suite.get(name) for name in ("tests", "failures", "skipped"))
    text = suite[0][0].text or ""
    assert "nothing to export" in text
    assert "clip.yaml:14:5" in text


def test_the_page_is_made_however_it_ends(tmp_path: Path, batch: Batch, rows: Rows, nemo: Nemo) -> None:
    """Failures first; and again by a resume."""
    rows("A", "B", "C")
    nemo.answers["/api/upload-video"] = (400, {"code": 4001, "message": "bad file"})
    ran = batch("--jobs", "1", "--report", "r.html")
    assert 1 == ran.returncode
    page = Page(tmp_path / "r.html")
    assert page.text.index("bad file") < page.text.index("Title B")
    assert "Some rows failed" in page.text


def test_a_file_that_is_no_page_stays(tmp_path: Path, batch: Batch, rows: Rows, nemo: Nemo) -> None:
    """Nothing is begun that would replace it."""
    rows("A")
    (tmp_path / "r.html").write_text("mine", encoding="utf-8")
    assert 3 == batch("--report", "r.html").returncode
    assert "mine" == (tmp_path / "r.html").read_text(encoding="utf-8")
    assert not nemo.requests
