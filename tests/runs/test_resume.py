"""resume: what is done stays done, what is in doubt is asked, what has changed is shown."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from cutshort import cut_short, recipe
from nemo import VIDEO, Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]


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
        assert f"working on run {unknown}" in ran.stderr
        assert "is still going on" in cloud("run", "clip.yaml").stderr
        holder.communicate("")
    assert before == (folder / "events.jsonl").read_bytes()
    assert not nemo.instructs


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


def test_a_changed_brand_is_told(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """The run goes on with the brand that it had, told in its words; one that was changed stops it, until accepted."""
    photo("a.jpg")
    photo("kit/logo.jpg")
    kit = tmp_path / "kit" / "brand.yaml"
    kit.write_text("version: 1\nlogo: logo.jpg\nfont: serif\n", encoding="utf-8")
    steps = """\
  - upload: "{{ ['a.jpg'] + brand.files }}"
  - instruct: make a reel. {{ brand.words }}
  - export: mp4
  - download: "reel.mp4"
"""
    nemo.fail_render = "no"
    assert 4 == cloud("run", recipe(tmp_path, steps), "--brand", "kit/brand.yaml").returncode
    assert 2 == len(nemo.uploads)
    assert {"make a reel. Brand font: serif. Logo in the top right corner.": 1} == nemo.instructs
    nemo.fail_render = None
    kit.write_text("version: 1\nlogo: logo.jpg\nfont: hand\n", encoding="utf-8")
    ran = cloud("resume")
    assert 3 == ran.returncode
    assert "kit/brand.yaml: its " in ran.stderr
    ran = cloud("resume", "--accept-changes")
    assert (0, "reel.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert [1] == list(nemo.instructs.values())
