"""resume: what is done stays done, what is in doubt is asked, what has changed is shown."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from nemo import VIDEO, Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]

STEPS = """\
  - upload: a.jpg
  - id: cut
    instruct: make a 12-second reel
  - export: mp4
  - download: {to: reel.mp4}
"""


def recipe(folder: Path, steps: str = STEPS, more: str = "") -> Path:
    """Write a recipe of those steps and return its path."""
    path = folder / "clip.yaml"
    path.write_text(f"version: 1\nname: clip\n{more}steps:\n{steps}", encoding="utf-8")
    return path


def cut_short(folder: Path, *, after: str) -> str:
    """Make the finished run of the folder one that was killed after its last such event; return its id."""
    (log,) = folder.glob(".imgfree/runs/*/events.jsonl")
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if f'"event":"{after}"' in line)
    log.write_text("".join(lines[: last + 1]), encoding="utf-8")
    return log.parent.name


def prospects(ran: Ran) -> dict[str, tuple[str, str]]:
    """Return what --explain --json said of each step."""
    assert 0 == ran.returncode, ran.stderr
    return {step["step"]: (step["will"], step["because"]) for step in json.loads(ran.stdout)["steps"]}


@pytest.fixture
def unknown(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> str:
    """Return a run whose words were taken and led to no change before it was killed."""
    photo("a.jpg")
    nemo.edits = False
    cloud("run", recipe(tmp_path))
    run_id = cut_short(tmp_path, after="step.accepted")
    nemo.instructs.clear()
    nemo.renders.clear()
    return run_id


def test_explain_tells_each_step_and_does_nothing(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Reuse, continue or run, each because of something; not one request is made."""
    photo("a.jpg")
    assert 0 == cloud("run", recipe(tmp_path)).returncode
    cut_short(tmp_path, after="render.submitted")
    count = len(nemo.requests)
    found = prospects(cloud("resume", "--explain", "--json"))
    assert ["reuse", "reuse", "continue", "run"] == [will for will, _ in found.values()]
    assert re.match("asks for render_", found["export"][1])
    text = cloud("resume", "--explain").stdout
    assert "reuse     upload    because it finished at " in text
    assert count == len(nemo.requests)


def test_explain_looks_into_groups(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """Each round of a group has its own prospect; a false `if` is told."""
    photo("a.jpg")
    photo("b.jpg")
    steps = """\
  - id: shots
    foreach: [a, b]
    as: name
    steps:
      - upload: "{{ name }}.jpg"
      - instruct: "show {{ name }}"
  - if: steps.shots.each | length > 5
    credits: 1
"""
    assert 0 == cloud("run", recipe(tmp_path, steps)).returncode
    cut_short(tmp_path, after="upload.finished")
    found = {step: will for step, (will, _) in prospects(cloud("resume", "--explain", "--json")).items()}
    assert {
        "shots[0].upload": "reuse",
        "shots[0].instruct": "reuse",
        "shots[1].upload": "continue",
        "shots[1].instruct": "run",
        "credits": "skip",
    } == found


def test_a_group_goes_on_in_its_middle(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Rounds that are done are not done again; the interrupted one is finished, then come the others."""
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        photo(name)
    steps = """\
  - id: shots
    foreach: [a, b, c]
    as: name
    steps:
      - upload: "{{ name }}.jpg"
      - instruct: "show {{ name }}"
      - export: mp4
      - download: "{{ name }}.mp4"
"""
    nemo.broken = "/files/"  # the first download fails
    ran = cloud("run", recipe(tmp_path, steps))
    assert 4 == ran.returncode
    nemo.broken = "-"
    ran = cloud("resume")
    assert (0, "a.mp4\nb.mp4\nc.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert {"show a": 1, "show b": 1, "show c": 1} == nemo.instructs
    assert [1, 1, 1] == list(nemo.uploads.values())
    assert [1, 1, 1] == list(nemo.renders.values())


def test_an_unknown_outcome_stops_and_asks(tmp_path: Path, unknown: str, cloud: Cloud, nemo: Nemo) -> None:
    """Words that were taken and changed nothing are not sent again, however often it is resumed."""
    for _ in range(2):
        ran = cloud("resume")
        assert 1 == ran.returncode
        assert f"imgfree resume {unknown} --accept cut" in ran.stderr
        assert "--resend cut" in ran.stderr
    assert not nemo.instructs


def test_resend_sends_once_more(unknown: str, cloud: Cloud, nemo: Nemo) -> None:
    """The user's word is enough to send again, once."""
    nemo.edits = True
    ran = cloud("resume", unknown, "--resend", "cut")
    assert 0 == ran.returncode, ran.stderr
    assert {"make a 12-second reel": 1} == nemo.instructs


def test_accept_goes_on_without(unknown: str, cloud: Cloud, nemo: Nemo) -> None:
    """Taken for done, the words are not sent, and the steps after them run."""
    ran = cloud("resume", unknown, "--accept", "cut")
    assert "nothing to export" in ran.stderr  # the step after it
    assert not nemo.instructs


@pytest.mark.parametrize("step", ["upload", "export", "nothing"])
def test_only_what_is_in_doubt_can_be_settled(unknown: str, cloud: Cloud, step: str) -> None:
    """A step that is done, or was never begun, is not settled: exit 3, and the doubtful one is named."""
    ran = cloud("resume", unknown, "--resend", step)
    assert 3 == ran.returncode
    assert "in doubt: cut" in ran.stderr


def test_a_refused_instruct_is_sent_at_once_later(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Words refused before they were taken leave no doubt: resume waits for nothing."""
    photo("a.jpg")
    nemo.answers["/run_sse"] = (402, {"code": 2001, "message": "no credits"})
    assert 4 == cloud("run", recipe(tmp_path)).returncode
    ran = cloud("resume", "--log-format", "json")
    assert 0 == ran.returncode, ran.stderr
    resumed = ran.stderr[ran.stderr.index("run.resumed") :]
    assert "wait.scheduled" not in resumed
    assert {"make a 12-second reel": 1} == nemo.instructs


def test_a_changed_recipe_is_shown_and_refused(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """The diff is printed, exit 3; --accept-changes goes on, and is remembered."""
    photo("a.jpg")
    nemo.fail_render = "the film tore"
    path = recipe(tmp_path)
    assert 4 == cloud("run", path).returncode
    recipe(tmp_path, STEPS.replace("reel.mp4", "other.mp4"))
    ran = cloud("resume")
    assert 3 == ran.returncode
    assert "-  - download: {to: reel.mp4}\n" in ran.stderr
    assert "+  - download: {to: other.mp4}\n" in ran.stderr
    assert "--accept-changes" in ran.stderr
    assert "other.mp4" in cloud("resume", "--explain").stdout
    assert 4 == cloud("resume", "--accept-changes").returncode
    nemo.fail_render = None
    ran = cloud("resume")
    assert (0, "other.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert {"make a 12-second reel": 1} == nemo.instructs


def test_a_changed_file_is_shown_and_refused(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A photo with other content, of an input or named in the recipe, is told before anything is sent."""
    photo("a.jpg")
    photo("b.jpg")
    inputs = "inputs:\n  photo: {type: string, format: image, default: b.jpg}\n"
    steps = STEPS.replace("upload: a.jpg", 'upload: [a.jpg, "{{ inputs.photo }}"]')
    nemo.fail_render = "the film tore"
    assert 4 == cloud("run", recipe(tmp_path, steps, inputs)).returncode
    nemo.fail_render = None
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(photo(f"other-{name}").read_bytes())
    count = len(nemo.requests)
    ran = cloud("resume")
    assert 3 == ran.returncode
    assert re.search(r"/a\.jpg: its content has changed", ran.stderr)
    assert re.search(r"/b\.jpg: its content has changed", ran.stderr)
    assert count == len(nemo.requests)
    assert 0 == cloud("resume", "--accept-changes").returncode
    assert [1, 1] == list(nemo.uploads.values())


def test_the_same_recipe_again_offers_resume(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A second, paid run of what is unfinished is refused with exit 3; --new begins afresh."""
    photo("a.jpg")
    nemo.fail_render = "the film tore"
    path = recipe(tmp_path)
    first = json.loads(cloud("run", path, "--json").stdout)["run_id"]
    nemo.fail_render = None
    ran = cloud("run", path)
    assert 3 == ran.returncode
    assert f"imgfree resume {first}" in ran.stderr
    assert "--new" in ran.stderr
    assert {"make a 12-second reel": 1} == nemo.instructs
    assert 0 == cloud("run", path, "--new").returncode
    assert {"make a 12-second reel": 2} == nemo.instructs
    (tmp_path / "reel.mp4").unlink()
    assert 0 == cloud("run", path).returncode  # the last one is finished: nothing to be warned of


def test_a_run_that_paid_nothing_does_not_nag(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Failed before any words were taken, the recipe simply runs again."""
    photo("a.jpg")
    nemo.answers["/run_sse"] = (402, {"code": 2001, "message": "no credits"})
    assert 4 == cloud("run", recipe(tmp_path)).returncode
    assert 0 == cloud("run", recipe(tmp_path)).returncode


def test_another_photo_is_another_run(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Other inputs, or another content, are not the same recipe again."""
    photo("a.jpg")
    inputs = "inputs:\n  photo: {type: string, format: image, default: a.jpg}\n"
    steps = STEPS.replace("a.jpg", '"{{ inputs.photo }}"')
    nemo.fail_render = "the film tore"
    path = recipe(tmp_path, steps, inputs)
    assert 4 == cloud("run", path).returncode
    assert 4 == cloud("run", path, "--set", f"photo={photo('b.jpg')}").returncode
    assert 3 == cloud("run", path).returncode
    (tmp_path / "a.jpg").write_bytes(photo("c.jpg").read_bytes())
    assert 4 == cloud("run", path).returncode


HOLD = """
import sys, time
from pathlib import Path
from imgfree.clock import SystemClock
from imgfree.journal import Journal
from imgfree.redaction import Redactor
book = Journal(Path(sys.argv[1]), clock=SystemClock(), redactor=Redactor())
print("held", flush=True)
sys.stdin.read()
"""


def test_only_one_process_resumes_a_run(tmp_path: Path, unknown: str, cloud: Cloud, nemo: Nemo) -> None:
    """While another process is at it: exit 6, the run named, the log as it was; a new run of it is told so."""
    folder = tmp_path / ".imgfree" / "runs" / unknown
    before = (folder / "events.jsonl").read_bytes()
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ran = cloud("resume")
        assert 6 == ran.returncode
        assert f"another imgfree is working on run {unknown}" in ran.stderr
        assert "is still going on" in cloud("run", "clip.yaml").stderr
        holder.communicate("")
    assert before == (folder / "events.jsonl").read_bytes()
    assert not nemo.instructs


def test_resuming_what_is_finished_says_so(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """A finished run is left alone, with --explain too; --json still prints one object."""
    photo("a.jpg")
    run_id = json.loads(cloud("run", recipe(tmp_path), "--json").stdout)["run_id"]
    for more in ((), ("--explain",)):
        ran = cloud("resume", run_id, *more)
        assert (0, "") == (ran.returncode, ran.stdout)
        assert "nothing to resume" in ran.stderr
    told: dict[str, Any] = json.loads(cloud("resume", run_id, "--json").stdout)
    assert "passed" == told["outcome"]


def test_a_file_of_someone_else_is_not_replaced(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """A target that came into being after the interruption, and is not ours, stays."""
    photo("a.jpg")
    assert 0 == cloud("run", recipe(tmp_path)).returncode
    (log,) = tmp_path.glob(".imgfree/runs/*/events.jsonl")
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if '"download.received"' in line)
    log.write_text("".join(lines[: last + 1]), encoding="utf-8")
    assert 0 == cloud("resume").returncode  # ours: killed between the rename and the last mark
    assert VIDEO == (tmp_path / "reel.mp4").read_bytes()
    log.write_text("".join(lines[: last + 1]), encoding="utf-8")
    (tmp_path / "reel.mp4").write_text("mine")
    ran = cloud("resume")
    assert 3 == ran.returncode
    assert "mine" == (tmp_path / "reel.mp4").read_text()


def test_a_session_that_is_gone_is_told(unknown: str, cloud: Cloud, nemo: Nemo) -> None:
    """What the words did cannot be looked up any more: exit 4, the session named, nothing sent again."""
    nemo.sessions.clear()
    ran = cloud("resume", unknown)
    assert 4 == ran.returncode
    assert "session" in ran.stderr
    assert "--new" in ran.stderr
    assert not nemo.instructs
