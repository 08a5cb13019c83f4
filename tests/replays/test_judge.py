"""imgfree test: record, break, be told what changed, put right; by the real commands only."""

from pathlib import Path

import vcr
import yaml

from reels import Run, change, record


def test_record_break_see_and_record_again(project: Path, imgfree: Run, cloud: Run) -> None:
    """The whole life of a cassette, as a recipe author lives it."""
    fine = imgfree("test")
    assert (0, "") == (fine.returncode, fine.stderr)
    assert "ok  recipes/reel.yaml" in fine.stdout

    change(project, "12-second", "9-second")
    broken = imgfree("test")
    assert 5 == broken.returncode
    assert "STALE  recipes/reel.yaml" in broken.stdout
    assert "(interaction 5 of 9)" in broken.stdout
    assert "Summer' and is 'make a 9-second reel" in broken.stdout
    assert "in step 'cut'" in broken.stdout
    assert "--record cassettes/reel.yaml" in broken.stderr

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


def test_an_output_that_is_none_is_no_difference(project: Path, imgfree: Run) -> None:
    """A cassette of a version that did not know an output yet is replayed as long as it is none."""
    tape = project / "cassettes" / "reel.yaml"
    lines = tape.read_text(encoding="utf-8").splitlines(keepends=True)
    older = [line for line in lines if not line.rstrip().endswith('= null"')]
    assert len(older) < len(lines)
    tape.write_text("".join(older), encoding="utf-8")
    assert 0 == imgfree("test").returncode


def test_a_broken_promise_fails_and_is_not_accepted(project: Path, imgfree: Run) -> None:
    """An `expect` that is false fails with its values and its step, also with --update."""
    change(project, "length == 2", "length == 3")
    failed = imgfree("test", "--update")
    assert 1 == failed.returncode
    assert "length == 3\n  --> recipes/reel.yaml:8:13" in failed.stdout
    assert "length = 2" in failed.stdout
    assert "in step 'cut'" in failed.stdout
    assert "--- recorded" not in failed.stdout  # nothing else changed


def test_a_left_out_step_is_named(project: Path, imgfree: Run) -> None:
    """What was recorded and is not asked for any more is exit 5, too."""
    change(project, "  - download: out/reel.mp4\n", "")
    change(project, "steps.download.path", "steps.export.duration_s")
    failed = imgfree("test")
    assert 5 == failed.returncode
    assert "never made: 'GET /files/render_" in failed.stdout


def test_a_broken_recipe_is_told_as_validate_does(project: Path, imgfree: Run) -> None:
    """A recipe that does not load is exit 3, with its place."""
    change(project, "export: mp4", "exprot: mp4")
    failed = imgfree("test")
    assert 3 == failed.returncode
    assert imgfree("validate", "recipes/reel.yaml").stderr.strip() in failed.stdout


def test_a_broken_recipe_is_told_without_its_cassette_too(project: Path, imgfree: Run) -> None:
    """It has cases of its own, and was never recorded: what is wrong is the recipe."""
    text = 'version: 1\nsteps:\n  - exprot: mp4\ntests:\n  one:\n    expect: "true"\n'
    (project / "recipes/new.yaml").write_text(text, encoding="utf-8")
    failed = imgfree("test")
    assert 3 == failed.returncode
    assert imgfree("validate", "recipes/new.yaml").stderr.strip() in failed.stdout
    assert "ok  recipes/reel.yaml" in failed.stdout


def test_a_cassette_without_events_is_replayed_all_the_same(project: Path, imgfree: Run) -> None:
    """One that was recorded in two goes, or by vcrpy, has no events; --update adds them."""
    path = project / "cassettes/reel.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("events:\n")[0] + "complete: true\n", encoding="utf-8")
    plain = imgfree("test")
    assert (0, True) == (plain.returncode, "nothing to compare" in plain.stdout)
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
