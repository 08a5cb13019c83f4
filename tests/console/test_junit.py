"""What came of many things, for a CI."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from imgfree.console import junit
from imgfree.console.junit import Case
from imgfree.errors import SetupError


def test_cases_are_counted(tmp_path: Path) -> None:
    """Good ones, bad ones with their words, and those that were not done."""
    good, left = Case("t.csv", "A", "r.yaml", 1.5), Case("t.csv", "C", "r.yaml", 0.0, skipped=True)
    bad = Case("t.csv", "B\x07", "r.yaml", 0.5, "error: no <photo>\nat once", "failed")
    junit.write(tmp_path / "r.xml", [good, bad, left], 2.0)
    (suite,) = ElementTree.parse(tmp_path / "r.xml").getroot()
    assert ("3", "1", "1", "2.000") == tuple(suite.get(name) for name in ("tests", "failures", "skipped", "time"))
    assert ["A", "B\ufffd", "C"] == [case.get("name") for case in suite]
    (failure,) = suite[1]
    assert ("no <photo>", "failed") == (failure.get("message"), failure.get("type"))
    assert ["skipped"] == [one.tag for one in suite[2]]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """Or any other reason."""
    (tmp_path / "r.xml").mkdir()
    with pytest.raises(SetupError):
        junit.write(tmp_path / "r.xml", [], 0.0)
