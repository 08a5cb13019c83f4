"""imgfree test: record, break, be told what changed, put right; by the real commands only."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vcr
import yaml

from nemo import Nemo

REEL = """\
version: 1
inputs:
  title: {type: string, default: Summer}
steps:
  - upload: [a.jpg, b.jpg]
  - id: cut
    instruct: "make a 12-second reel called {{ inputs.title }}"
    expect: timeline.video | length == 2
  - export: mp4
  - download: out/reel.mp4
outputs:
  video: "{{ steps.download.path }}"
"""
Run = Callable[..., Any]


@pytest.fixture
def project(tmp_path: Path, photo: Callable[[str], Path], cloud: Run) -> Path:
    """Return a project with one recipe and its cassette, recorded from the cloud."""
    photo("recipes/a.jpg")
    photo("recipes/b.jpg")
    (tmp_path / "recipes/reel.yaml").write_text(REEL, encoding="utf-8")
    record(cloud)
    shutil.rmtree(tmp_path / "out")
    return tmp_path


def record(cloud: Run, *args: str, cassette: str = "cassettes/reel.yaml") -> None:
    """Record the recipe."""
    done = cloud("run", "recipes/reel.yaml", "--record", cassette, *args)
    assert 0 == done.returncode, done.stderr


def change(project: Path, then: str, now: str) -> None:
    """Edit the recipe as its author would."""
    path = project / "recipes/reel.yaml"
    text = path.read_text(encoding="utf-8")
    assert then in text
    path.write_text(text.replace(then, now), encoding="utf-8")


def test_record_break_see_and_record_again(project: Path, imgfree: Run, cloud: Run) -> None:
    """The whole life of a cassette, as a recipe author lives it."""
    fine = imgfree("test")
    assert (0, "") == (fine.returncode, fine.stderr)
    assert "ok  recipes/reel.yaml" in fine.stdout

    change(project, "12-second", "9-second")
    broken = imgfree("test")
    assert 5 == broken.returncode
    assert "STALE  recipes/reel.yaml" in broken.stdout
    assert "'POST /run_sse' was not recorded; nearest is 'POST /run_sse' (interaction 5 of 9)" in broken.stdout
    assert "was 'make a 12-second reel called Summer' and is 'make a 9-second reel called Summer'" in broken.stdout
    assert "in step 'cut'" in broken.stdout
    assert "record it again with: imgfree run recipes/reel.yaml --record cassettes/reel.yaml" in broken.stderr

    record(cloud)
    assert 0 == imgfree("test").returncode
    tape = vcr.cassette.Cassette.load(path=str(project / "cassettes/reel.yaml"))
    assert 9 == len(tape)  # and plain vcrpy reads what we keep in it


def test_a_changed_story_is_shown_and_accepted(project: Path, imgfree: Run) -> None:
    """Where all requests fit but something else happens, a diff says what; --update takes it for right."""
    change(project, "out/reel.mp4", "out/summer.mp4")
    before = (project / "cassettes/reel.yaml").read_bytes()
    changed = imgfree("test", "recipes")
    assert 1 == changed.returncode
    assert "--- recorded\n+++ now\n" in changed.stdout
    assert '-outputs.video = "out/reel.mp4"\n+download:   path = "out/summer.mp4"\n' in changed.stdout
    assert "imgfree test --update" in changed.stderr
    assert before == (project / "cassettes/reel.yaml").read_bytes()

    updated = imgfree("test", "--update")
    assert (0, "updated") == (updated.returncode, updated.stdout.split()[0])
    assert 0 == imgfree("test").returncode
    after = (project / "cassettes/reel.yaml").read_bytes()
    assert before.partition(b"\nevents:\n")[0] == after.partition(b"\nevents:\n")[0]


def test_a_broken_promise_fails_and_is_not_accepted(project: Path, imgfree: Run) -> None:
    """An `expect` that is false fails with its values and its step, also with --update."""
    change(project, "length == 2", "length == 3")
    failed = imgfree("test", "--update")
    assert 1 == failed.returncode
    assert "error: expected timeline.video | length == 3\n  --> recipes/reel.yaml:8:13" in failed.stdout
    assert "here timeline.video | length = 2" in failed.stdout
    assert "in step 'cut'" in failed.stdout
    assert "--- recorded" not in failed.stdout  # nothing else changed


def test_a_left_out_step_is_named(project: Path, imgfree: Run) -> None:
    """What was recorded and is not asked for any more is exit 5, too."""
    change(project, "  - download: out/reel.mp4\n", "")
    change(project, "steps.download.path", "steps.export.duration_s")
    failed = imgfree("test")
    assert 5 == failed.returncode
    assert "1 recorded request was never made: 'GET /files/render_" in failed.stdout


def test_a_broken_recipe_is_told_as_validate_does(project: Path, imgfree: Run) -> None:
    """A recipe that does not load is exit 3, with its place."""
    change(project, "export: mp4", "exprot: mp4")
    failed = imgfree("test")
    assert 3 == failed.returncode
    assert imgfree("validate", "recipes/reel.yaml").stderr.strip() in failed.stdout


def test_the_cloud_is_not_asked_again_for_an_update(project: Path, cloud: Run, nemo: Nemo) -> None:
    """--update leaves a cassette of the cloud that no longer fits alone: recording may cost."""
    change(project, "12-second", "9-second")
    asked, before = len(nemo.requests), (project / "cassettes/reel.yaml").read_bytes()
    failed = cloud("test", "--update")
    assert 5 == failed.returncode
    assert "not recorded again: the cloud may charge for it" in failed.stdout
    assert (asked, before) == (len(nemo.requests), (project / "cassettes/reel.yaml").read_bytes())


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
    assert "FAILED  recipes/reel.yaml::autumn" in bad.stdout
    assert "expected steps.cut.timeline.duration_s == 13\n  --> recipes/reel.yaml:18:9" in bad.stdout
    assert "expected inputs.title == 'Winter'" in bad.stdout

    change(project, "video: out/reel.mp4", "video: out/other.mp4")
    assert "output 'video' is \"out/reel.mp4\"" in imgfree("test").stdout

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
    assert str(failure.get("message")).endswith("whose body 'task_name' was 'reel' and is 'other'")


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


def test_what_has_no_cassette_is_told(tmp_path: Path, imgfree: Run) -> None:
    """A named recipe without one says where it was looked for; a folder without any is no success."""
    (tmp_path / "reel.yaml").write_text(REEL, encoding="utf-8")
    missing = imgfree("test", "reel.yaml")
    assert 5 == missing.returncode
    assert (
        "there is no cassette for 'reel.yaml'; looked for 'reel.cassette.yaml', 'cassettes/reel.yaml'" in missing.stderr
    )
    none = imgfree("test")
    assert 5 == none.returncode
    assert "there is no recipe with a cassette in '.'" in none.stderr
    assert 3 == imgfree("test", "nowhere").returncode


def test_a_cassette_without_events_is_replayed_all_the_same(project: Path, imgfree: Run) -> None:
    """One that was recorded in two goes, or by vcrpy, has no events; --update adds them."""
    path = project / "cassettes/reel.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("events:\n")[0] + "complete: true\n", encoding="utf-8")
    plain = imgfree("test")
    assert (0, True) == (plain.returncode, "nothing to compare events with" in plain.stdout)
    assert 0 == imgfree("test", "--update").returncode
    assert yaml.safe_load(text)["events"] == yaml.safe_load(path.read_text(encoding="utf-8"))["events"]


def test_leaves_nothing_behind(project: Path, imgfree: Run) -> None:
    """A test writes neither runs, outputs nor a home, and leaves the cassette as it is."""

    def everything() -> list[tuple[str, int]]:
        return sorted((str(path), path.stat().st_mtime_ns) for path in project.rglob("*"))

    before = everything()
    env = {
        "IMGFREE_HOME": str(project / "no-home"),
        "NEMO_API_URL": "http://127.0.0.1:9",
        "NEMO_TOKEN": "nmv_usr_other",
    }
    assert 0 == imgfree("test", env=env).returncode
    assert before == everything()


@pytest.mark.slow
def test_a_local_recording_is_renewed_by_update(tmp_path: Path, imgfree: Run, photo: Callable[[str], Path]) -> None:
    """--update records anew what the local backend recorded: that costs nothing."""
    photo("a.jpg")
    recipe = tmp_path / "clip.yaml"
    recipe.write_text(
        "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: make a 2-second video\n"
        "  - export: {format: mp4, quality: low}\n  - download: clip.mp4\n",
        encoding="utf-8",
    )
    done = imgfree("run", "clip.yaml", "--backend", "local", "--record", "cassettes/clip.yaml", "--out", "out",
                   "--record-media", "digest")  # fmt: skip
    assert 0 == done.returncode, done.stderr
    assert 0 == imgfree("test").returncode
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("2-second", "1-second"), encoding="utf-8")
    assert 5 == imgfree("test").returncode
    renewed = imgfree("test", "--update")
    assert (0, True) == (renewed.returncode, "recorded again on this machine" in renewed.stdout), renewed.stdout
    assert 0 == imgfree("test").returncode
    assert "1-second" in (tmp_path / "cassettes/clip.yaml").read_text(encoding="utf-8")
