"""What is wrong with recipes, as continuous integration hears it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran

Imgfree = Callable[..., Ran]


@pytest.mark.usefixtures("wrong_recipes")
def test_github(imgfree: Imgfree) -> None:
    """One workflow command a problem, on stdout, with its place; what would end a command early is escaped."""
    ran = imgfree("validate", "bad.yaml", "late.yaml", "--format", "github")
    first, second = ran.stdout.splitlines()
    assert "::error title=imgfree,file=bad.yaml,line=3,col=5,endColumn=11::'uplaod'" in first
    assert first.endswith("did you mean 'upload'?")
    assert second.startswith("::warning title=imgfree,file=late.yaml,line=6,col=5,endColumn=13::")
    assert 3 == ran.returncode


@pytest.mark.usefixtures("wrong_recipes")
def test_sarif(imgfree: Imgfree) -> None:
    """One SARIF 2.1.0 log: a result a problem, each with a rule that is declared."""
    log = json.loads(imgfree("validate", "bad.yaml", "late.yaml", "--format", "sarif").stdout)
    (run,) = log["runs"]
    assert ("2.1.0", "imgfree") == (log["version"], run["tool"]["driver"]["name"])
    assert ["error", "warning"] == [one["level"] for one in run["results"]]
    assert {one["ruleId"] for one in run["results"]} <= {one["id"] for one in run["tool"]["driver"]["rules"]}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert "bad.yaml" == place["artifactLocation"]["uri"]
    assert {"startLine": 3, "startColumn": 5, "endColumn": 11} == place["region"]


def test_services_get_addresses_and_no_commands(imgfree: Callable[..., Ran], tmp_path: Path) -> None:
    """A SARIF address is relative and encoded, whatever the file is called; a recipe's text gives GitHub no command."""
    folder = tmp_path / "a b#%ü"
    folder.mkdir()
    bad = 'version: 1\nsteps:\n  - "x\\n::error::fake ##[add-mask]\\e[2J": a\n'
    (folder / "r:1.yaml").write_text(bad, encoding="utf-8")
    (tmp_path / "x:y.yaml").write_text(bad, encoding="utf-8")
    for named in ("a b#%ü/r:1.yaml", str(folder / "r:1.yaml")):
        told = json.loads(imgfree("validate", named, "--format", "sarif").stdout)
        place = told["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert {"uri": "a%20b%23%25%C3%BC/r%3A1.yaml"} == place
    odd = json.loads(imgfree("validate", "x:y.yaml", "--format", "sarif").stdout)
    assert "x%3Ay.yaml" in json.dumps(odd)
    lines = imgfree("validate", "a b#%ü/r:1.yaml", "--format", "github").stdout.splitlines()
    assert 1 == len(lines)
    assert lines[0].startswith("::error title=imgfree,file=a b#%25ü/r%3A1.yaml,")
    assert "##[" not in lines[0]
    assert "\x1b" not in lines[0]
