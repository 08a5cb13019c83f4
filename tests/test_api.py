"""What a program may call: it returns or raises, prints nothing, and leaves the process as it was."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import imgfree
from commandline import ROOT
from faulty import during, film, gray
from imgfree import api
from imgfree.errors import InputRefused, RenderFailed, StreamInterrupted
from nemo import VIDEO, Nemo

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
RECIPE = """\
version: 1
name: clip
inputs:
  photos: {type: array, items: {type: string, format: image}}
  seconds: {type: integer, default: 9}
steps:
  - upload: "{{ inputs.photos }}"
  - id: cut
    instruct: make a {{ inputs.seconds }}-second reel
  - export: mp4
  - download: reel.mp4
outputs:
  video: "{{ steps.download.path }}"
"""
Photo = Callable[[str], Path]


@pytest.fixture
def recipe(tmp_path: Path, photo: Photo, nemo: Nemo, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a recipe in the working folder, with `nemo` as the cloud of this very process."""
    for name, value in nemo.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    photo("a.jpg")
    photo("b.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    return Path("clip.yaml")


@pytest.mark.slow
@pytest.mark.parametrize("page", ["api.md", "batch.md"])
def test_pages_tell_the_truth(page: str, tmp_path: Path) -> None:
    """Their programs run one after the other where shipped recipes are, and print what stands beside each print."""
    for name in ("recipes", "cassettes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    clip = tmp_path / "recipes" / "quick-clip.yaml"
    clip.write_text(clip.read_text(encoding="utf-8").replace("- export: mp4", "- export: {quality: draft}"), "utf-8")
    program = "\n".join(
        re.findall(r"```python\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert (0, "") == (ran.returncode, ran.stderr)
    assert re.findall(r"print\(.*\)  # (.*)", program) == ran.stdout.splitlines()


def test_the_lists_of_names_agree() -> None:
    """What the package offers, the module has, and the page names."""
    assert sorted(imgfree.__all__) == sorted(set(api.__all__) - {"Backend", "Listener"})
    assert set() == {name for name in imgfree.__all__ if name not in PAGE} - {"StepResult"}
    assert all(getattr(imgfree, name) is getattr(api, name) for name in imgfree.__all__)
    assert set(imgfree.__all__) <= set(dir(imgfree))
    assert not hasattr(imgfree, "nothing_of_that_name")


def test_a_run_returns_what_it_made_and_prints_nothing(recipe: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Values are taken as values; events come as they happen; signals stay whose they were."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    during: list[object] = []
    seen: list[str] = []

    def follow(event: imgfree.Event) -> None:
        seen.append(event["event"])
        during.append([signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)])

    inputs = {"photos": [Path("a.jpg"), "b.jpg"], "seconds": 12}
    result = imgfree.run(recipe, inputs, out="films", on_event=follow)
    assert ("passed", "nemo", None) == (result.outcome, result.backend, result.error)
    assert ["films/reel.mp4"] == result.paths == [result.outputs["video"]]
    assert VIDEO == Path("films/reel.mp4").read_bytes()
    assert ["upload", "cut", "export", "download"] == [step.id for step in result.steps]
    assert result.run_id == result.run_dir.name
    assert ("run.started", "run.finished") == (seen[0], seen[-1])
    assert all(one == before for one in during)
    assert ("", "") == capfd.readouterr()


def test_a_failed_run_raises_or_is_returned(recipe: Path, nemo: Nemo) -> None:
    """The exception names the run; with check=False it is in the result; a resume goes on either way."""
    nemo.fail_render = "no"
    with pytest.raises(RenderFailed) as failed:
        imgfree.run(recipe, {"photos": "a.jpg"})
    assert "imgfree resume" in failed.value.__notes__[0]
    nemo.fail_render = None
    result = imgfree.resume()
    assert result is not None
    assert ("passed", {"make a 9-second reel": 1}) == (result.outcome, nemo.instructs)
    assert imgfree.resume(result.run_id) is None
    nemo.fail_render = "no"
    again = imgfree.run(recipe, {"photos": "b.jpg"}, check=False)
    assert ("failed", RenderFailed) == (again.outcome, type(again.error))
    assert "RenderFailed" == again.as_json()["error"]["type"]


def test_a_run_that_cannot_begin_raises(recipe: Path, nemo: Nemo) -> None:
    """Whatever `check` says: there is no run to return."""
    with pytest.raises(InputRefused, match=r"'x\.jpg' does not exist"):
        imgfree.run(recipe, {"photos": ["x.jpg"]}, check=False)
    assert [] == nemo.requests


def test_what_a_listener_raises_ends_the_run_there(recipe: Path, nemo: Nemo) -> None:
    """It comes out as it is; what was paid is not paid again by a resume."""

    def follow(event: imgfree.Event) -> None:
        if event["event"] == "step.finished" and event["step"] == "cut":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        imgfree.run(recipe, {"photos": "a.jpg"}, on_event=follow)
    result = imgfree.resume()
    assert result is not None
    assert (["reused", "reused", "passed", "passed"], 1) == (
        [step.outcome for step in result.steps],
        nemo.instructs["make a 9-second reel"],
    )


def test_ctrl_c_stays_ctrl_c(recipe: Path, nemo: Nemo) -> None:
    """A loop that goes on after an ImgfreeError does not go on after it; the run is marked, and resumed."""

    def follow(event: imgfree.Event) -> None:
        if event["event"] == "render.submitted":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match="imgfree resume"):
        imgfree.run(recipe, {"photos": "a.jpg"}, on_event=follow)
    result = imgfree.resume()
    assert result is not None
    assert [1] == list(nemo.renders.values())


def test_a_doubt_is_settled_by_arguments(recipe: Path, nemo: Nemo) -> None:
    """`accept` takes a step whose outcome is unknown for done."""
    nemo.edits, nemo.cut_words = False, 1
    with pytest.raises(StreamInterrupted):
        imgfree.run(recipe, {"photos": "a.jpg"})
    result = imgfree.resume(accept=["cut"], check=False)
    assert result is not None
    assert "passed" == result.steps[1].outcome
    assert {"make a 9-second reel": 1} == nemo.instructs


def test_validate_tells_problems_and_never_raises(recipe: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing for a recipe that is right; else a place in it; a file that is not there is a problem like another."""
    assert () == imgfree.validate(recipe)
    Path("bad.yaml").write_text("version: 1\nsteps:\n  - uplaod: a.jpg\n")
    (problem,) = imgfree.validate("bad.yaml")
    assert problem.at is not None
    assert ("bad.yaml", 3) == (problem.at.file, problem.at.line)
    assert "did you mean 'upload'?" == problem.hint
    assert 1 == len(imgfree.validate("nowhere.yaml"))
    Path("brand.yaml").write_text("version: 1\nfont: serif\n")
    assert () == imgfree.validate("brand.yaml")
    Path("brand.yaml").write_text("version: 1\nfont: comic\n")
    assert 1 == len(imgfree.validate("brand.yaml"))
    assert ("", "") == capfd.readouterr()


def test_a_plan_sends_and_writes_nothing(recipe: Path, nemo: Nemo) -> None:
    """Steps with their files and words, an estimate, and the rights that are missing."""
    planned = imgfree.plan(recipe, {"photos": ["a.jpg", "b.jpg"]})
    assert ["upload", "cut", "export", "download"] == [step.id for step in planned.steps]
    assert (2, "make a 9-second reel") == (len(planned.steps[0].files), planned.steps[1].params["text"])
    assert ("nemo", ()) == (planned.backend, planned.trust.missing)
    assert "planned" == planned.as_json()["outcome"]
    assert [] == nemo.requests
    assert not Path(".imgfree").exists()


def test_a_brand_is_given_to_a_recipe_that_asks_for_it(recipe: Path) -> None:
    """Its words are in the plan; a recipe that says nothing of a brand refuses one."""
    Path("kit.yaml").write_text("version: 1\nfont: serif\n", encoding="utf-8")
    with pytest.raises(InputRefused, match="says nothing of a brand"):
        imgfree.plan(recipe, {"photos": ["a.jpg", "b.jpg"]}, brand="kit.yaml")
    text = recipe.read_text(encoding="utf-8").replace("-second reel", "-second reel. {{ brand.words }}")
    recipe.write_text(text, encoding="utf-8")
    planned = imgfree.plan(recipe, {"photos": ["a.jpg", "b.jpg"]}, brand="kit.yaml")
    assert "make a 9-second reel. Brand font: serif." == planned.steps[1].params["text"]


def test_a_replay_asks_nobody(recipe: Path, nemo: Nemo) -> None:
    """The cassette of the recipe's name is found; downloads stay where `out` says, else nowhere."""
    imgfree.run(recipe, {"photos": ["a.jpg"]}, record="cassettes/clip.yaml")
    asked = len(nemo.requests)
    replayed = imgfree.replay(recipe, inputs={"photos": ["a.jpg"]}, out="again")
    assert ("passed", VIDEO) == (replayed.outcome, Path("again/reel.mp4").read_bytes())
    lost = imgfree.replay(recipe, inputs={"photos": ["a.jpg"]})
    assert ("passed", False) == (lost.outcome, lost.files[0].exists())
    other = imgfree.replay(recipe, inputs={"photos": ["b.jpg"]})
    assert ("failed", 5) == (other.outcome, other.exit_code)
    assert asked == len(nemo.requests)
    with pytest.raises(imgfree.ImgfreeError, match="no cassette"):
        imgfree.replay("other.yaml")


def test_explain_answers_as_the_command_does() -> None:
    """Clauses with their operations, and the film after all sentences."""
    heard = imgfree.explain("make it 10 seconds", photos=2, after=["turn these photos into a reel"])
    assert ("edit", 10.0) == (heard.route, heard.timeline["duration_s"])
    assert {"op": "duration", "seconds": 10.0} in heard.clauses[0].ops
    assert ["route", "sentence", "clauses", "timeline"] == list(heard.as_json())


def test_a_film_is_inspected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by the command: each finding with its moment and what mends it."""
    monkeypatch.setenv("IMGFREE_HOME", str(tmp_path / "home"))
    dark = film(tmp_path / "dark.mp4", during(0.5, 1.5, lambda at_s: gray(0)), 2.0)
    [found] = imgfree.inspect(dark)
    [one] = found.findings
    assert ("black", 0.5, "Cut from 0.5 to 1.5 seconds.") == (one.fault, round(one.at_s, 1), one.mend)
