"""Which recipes have cases, and which cassette is whose."""

import json
from pathlib import Path

import pytest

from reels import REEL, Run, change, record


def test_named_cases(project: Path, imgfree: Run, cloud: Run) -> None:
    """`tests:` holds further cases with inputs, a cassette, outputs and expectations of their own."""
    record(cloud, "--set", "title=Autumn", "--out", "there", cassette="cassettes/reel-autumn.yaml")
    block = """\
tests:
  autumn:
    inputs: {title: Autumn}
    outputs: {video: out/reel.mp4}
    expect:
      - steps.cut.timeline.duration_s == 12
      - outputs.video.endswith('reel.mp4')
  here:
    cassette: ../cassettes/reel.yaml
    expect: inputs.title == 'Summer'
"""
    path = project / "recipes/reel.yaml"
    path.write_text(REEL + block, encoding="utf-8")
    good = imgfree("test", "--json")
    found = json.loads(good.stdout)
    assert (0, "passed") == (good.returncode, found["outcome"])
    assert [("autumn", "passed"), ("here", "passed")] == [(case["name"], case["outcome"]) for case in found["cases"]]

    change(project, "duration_s == 12", "duration_s == 13")
    change(project, "'Summer'", "'Winter'")
    bad = imgfree("test")
    assert 1 == bad.returncode
    assert "recipes/reel.yaml::autumn" in bad.stdout
    assert "duration_s == 13\n  --> recipes/reel.yaml:18:9" in bad.stdout
    assert "inputs.title == 'Winter'" in bad.stdout

    change(project, "video: out/reel.mp4", "video: out/other.mp4")
    assert "'video' is \"out/reel.mp4\"" in imgfree("test").stdout

    change(project, "title: Autumn}", "title: Spring}")
    assert "called Autumn' and is" in imgfree("test").stdout


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("inputs: {titel: x}", "input 'titel' is not declared"),
        ("inputs: {title: 5}", "'title' must be text, not the number 5"),
        ("outputs: {vido: x}", "output 'vido' is not declared"),
        ("expect: steps.cut.timelin", "an instruct has no output 'timelin'"),
        ("expect: outputs.vide == 1", "output 'vide' is not declared"),
        ("cassette: /etc/passwd", "'/etc/passwd' is not the relative path of a cassette"),
        ("cassete: x.yaml", "'cassete' is not a key of a test case"),
    ],
)
def test_cases_are_checked_as_recipes_are(tmp_path: Path, imgfree: Run, line: str, message: str) -> None:
    """A test case that names what is not there is refused before anything runs."""
    path = tmp_path / "reel.yaml"
    path.write_text(f"{REEL}tests:\n  one:\n    {line}\n", encoding="utf-8")
    refused = imgfree("validate", path)
    assert 3 == refused.returncode
    assert message in refused.stderr
    assert "reel.yaml:15:" in refused.stderr


def test_where_recipes_and_cassettes_are_looked_for(project: Path, imgfree: Run) -> None:
    """Recipes in recipes/, in a folder, or named; cassettes beside them, in cassettes/ there, above, or here."""
    tape = project / "cassettes/reel.yaml"
    for place in ("recipes/reel.cassette.yaml", "recipes/cassettes/reel.yaml", "cassettes/reel.yml"):
        (project / place).parent.mkdir(exist_ok=True)
        tape = tape.rename(project / place)
        found = json.loads(imgfree("test", "--json").stdout)
        assert [place] == [case["cassette"] for case in found["cases"]]
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    assert 0 == imgfree("test", project / "recipes/reel.yaml", cwd=elsewhere).returncode
    assert 0 == imgfree("test", "..", cwd=elsewhere).returncode
    assert not list(elsewhere.iterdir())
