"""What a CI is told of verdicts."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

from reels import REEL, Run


def test_a_report_for_a_ci(project: Path, imgfree: Run) -> None:
    """--junitxml is well-formed, counts, and says what failed, whatever characters are in it."""
    text = REEL.replace("default: Summer", 'default: "Sum\\u0007mer <&>"')
    (project / "recipes/other.yaml").write_text(text, encoding="utf-8")
    shutil.copy(project / "cassettes/reel.yaml", project / "cassettes/other.yaml")
    assert 5 == imgfree("test", "--junitxml", "build/report.xml").returncode
    [suite] = ElementTree.parse(project / "build/report.xml").getroot()
    assert ("2", "1") == (suite.get("tests"), suite.get("failures"))
    other, reel = suite
    assert ("other", "reel") == (other.get("name"), reel.get("name"))
    assert [] == list(reel)
    [failure] = other
    assert "stale" == failure.get("type")
    assert str(failure.get("message")).endswith("was 'reel' and is 'other'")
