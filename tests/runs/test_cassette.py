"""run --record and --replay through the command: no secret, no network, no trace, and whole words when they differ."""

import base64
import hashlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from going import going
from imgfree import cassette
from nemo import VIDEO, Nemo

RECIPE = """\
version: 1
steps:
  - upload: [a.jpg, b.jpg]
  - instruct: make a 12-second reel
  - id: again
    instruct: make it a 9-second reel
  - export: mp4
  - download: reel.mp4
"""
AWKWARD = r"""nmv_usr_Zq"7\x/e+f=%25&g<h>'i~|{j}$k*l"""
Run = Callable[..., Any]


@pytest.fixture
def recipe(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a recipe with all kinds of requests."""
    photo("a.jpg")
    photo("b.jpg")
    path = tmp_path / "clip.yaml"
    path.write_text(RECIPE, encoding="utf-8")
    return path


@pytest.fixture
def tape(recipe: Path, cloud: Run, tmp_path: Path) -> Path:
    """Return a recording of it."""
    done = cloud("run", recipe, "--record", "tapes/clip.yaml", "--out", "first")
    assert 0 == done.returncode, done.stderr
    return tmp_path / "tapes/clip.yaml"


def forms(secret: str) -> set[bytes]:
    """Return how a secret may be written."""
    escaped = json.dumps(secret)[1:-1]
    texts = {secret, escaped, json.dumps(escaped)[1:-1], quote(secret), quote(secret, safe=""), quote_plus(secret)}
    texts |= {quote(text, safe="") for text in texts} | {repr(secret)[1:-1]}
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + secret.encode()).decode()
        texts |= {coded[4:-4], coded[4:-4].replace("+", "-").replace("/", "_")}
    return {text.encode() for text in texts}


@pytest.mark.parametrize("fails", [False, True], ids=["passes", "fails"])
def test_no_token_is_left_anywhere(
    recipe: Path, tmp_path: Path, cloud: Run, nemo: Nemo, fails: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    """A server that says the token everywhere leaves it in no cassette, side file, output, log or run folder."""
    nemo.echo = AWKWARD
    nemo.fail_render = f"cannot render for {AWKWARD}" if fails else None
    nemo.words = "Done. " + "word " * 30_000  # in a side file
    options = ("--record", "tapes/clip.yaml", "--json", "--log-format", "json")
    done = cloud("run", recipe, *options, env={"NEMO_TOKEN": AWKWARD})
    assert (4 if fails else 0) == done.returncode, done.stderr
    shown = cloud("show", json.loads(done.stdout)["run_id"], env={"NEMO_TOKEN": ""})
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix not in (".jpg", ".mp4")]
    assert len([path for path in files if ".bodies" in str(path)]) >= 1
    assert any(path.name == "events.jsonl" for path in files)
    kept = {str(path): path.read_bytes() for path in files}
    kept |= {"stdout": done.stdout.encode(), "stderr": done.stderr.encode(), "show": shown.stdout.encode()}
    found = [(name, form) for name, content in kept.items() for form in forms(AWKWARD) if form in content]
    assert [] == found
    assert not capfd.readouterr().err
    again = cloud("run", recipe, "--replay", "tapes/clip.yaml", "--out", "again", env={"NEMO_TOKEN": ""})
    assert done.returncode == again.returncode, again.stderr


def test_a_replay_asks_for_nothing_and_changes_nothing(
    recipe: Path, tape: Path, tmp_path: Path, imgfree: Run, nemo: Nemo, no_sockets: str
) -> None:
    """No socket, no token, no home, no server, another folder for the result; the cassette as it was."""
    home, asked = tmp_path / "no-home", len(nemo.requests)
    before = [(path, path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(tape.parent.rglob("*.yaml"))]
    env = {"IMGFREE_HOME": str(home), "NEMO_API_URL": "http://replay.invalid"}
    done = imgfree("run", recipe, "--replay", tape, "--out", "second", env=env, before=no_sockets)
    assert 0 == done.returncode, done.stderr
    assert (tmp_path / "first/reel.mp4").read_bytes() == (tmp_path / "second/reel.mp4").read_bytes() == VIDEO
    assert before == [
        (path, path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(tape.parent.rglob("*.yaml"))
    ]
    assert not home.exists()
    assert asked == len(nemo.requests)


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("9-second", "8-second", ("'POST /run_sse' was not recorded; nearest is 'POST /run_sse' (interaction 9 of",
                                  "'new_message.parts[0].text' was 'make it a 9-second reel'", "FAILED  again")),
        ("[a.jpg, b.jpg]", "[a.jpg]", ("nearest is 'POST /api/upload-video/", "upload had 2 parts and has one part",
                                       "FAILED  upload")),
        ("export: mp4", "export: mov", ("nearest is 'POST /api/render/proxy/lambda'",
                                        "'output.format' was 'mp4' and is 'mov'", "FAILED  export")),
        ("  - download: reel.mp4\n", "", ("1 recorded request was never made: 'GET /files/render_",)),
        ("  - id: again\n    instruct: make it a 9-second reel\n", "", ("'draft.d' was '9000' and is '12000'",
                                                                      "FAILED  export")),
    ],
    ids=["words", "files", "format", "left out", "in between"],
)  # fmt: skip
def test_a_mismatch_names_what_differs(
    recipe: Path, tape: Path, cloud: Run, then: str, now: str, told: tuple[str, ...]
) -> None:
    """Exit 5 with the step, the request, the nearest recorded one, and the field."""
    assert then in RECIPE
    recipe.write_text(RECIPE.replace(then, now), encoding="utf-8")
    done = cloud("run", recipe, "--replay", tape, "--out", "second")
    assert 5 == done.returncode, done.stderr
    assert "does not fit" in done.stderr
    assert [] == [words for words in told if words not in done.stderr], done.stderr


def started(recipe: Path, nemo: Nemo, *args: str) -> "subprocess.Popen[str]":
    """Start the command with a cloud."""
    return going(*args, cwd=recipe.parent, env=nemo.environment("0.002"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("moment", ["words", "render"])
def test_an_interrupted_recording_is_readable_and_goes_on(
    recipe: Path, tmp_path: Path, nemo: Nemo, cloud: Run, number: int, moment: str
) -> None:
    """What was recorded before kill -9 or Ctrl-C can be read; `resume` adds the rest to it."""
    nemo.work_s, nemo.render_s = (0.8, 0.0) if moment == "words" else (0.0, 0.8)
    process = started(recipe, nemo, "run", "clip.yaml", "--record", "tapes/clip.yaml")
    shown = "/run_sse" if moment == "words" else "/api/render/proxy/lambda"
    path = tmp_path / "tapes/clip.yaml"
    for _ in range(20_000):  # what is under way is in the cassette at once
        if path.exists() and shown in path.read_text(encoding="utf-8"):
            break
        time.sleep(0.01)
    process.send_signal(number)
    _out, err = process.communicate(timeout=240)
    assert (-9 if number == signal.SIGKILL else 130) == process.returncode, err
    first = cassette.read(path)
    assert not first.finished
    assert len(first.interactions) >= 3
    paths = [made.uri.removeprefix(nemo.url) for made in first.interactions]
    assert shown in paths

    nemo.work_s = nemo.render_s = 0.0
    time.sleep(1)  # the server's own work goes on meanwhile
    done = cloud("resume")
    assert 0 == done.returncode, done.stderr
    whole = cassette.read(path)
    assert whole.finished
    assert paths == [made.uri.removeprefix(nemo.url) for made in whole.interactions][: len(paths)]
    assert whole.interactions[-1].uri.endswith(".mp4")
    assert {"make a 12-second reel": 1, "make it a 9-second reel": 1} == nemo.instructs
    assert [1] == list(nemo.renders.values())
    assert hashlib.sha256(VIDEO).hexdigest() == hashlib.sha256((tmp_path / "reel.mp4").read_bytes()).hexdigest()
    again = cloud("run", recipe, "--replay", path, "--out", "again")
    assert 0 == again.returncode, again.stderr


@pytest.mark.parametrize(
    ("mode", "there", "code", "asks"),
    [("once", False, 0, True), ("once", True, 0, False), ("none", True, 0, False), ("none", False, 5, False),
     ("all", True, 0, True)],
)  # fmt: skip
def test_record_modes_mean_what_vcrpy_users_know(
    recipe: Path, tape: Path, cloud: Run, nemo: Nemo, mode: str, there: bool, code: int, asks: bool
) -> None:
    """once replays what is there and records what is not, none never records, all records anew."""
    path = tape if there else tape.with_name("new.yaml")
    asked = len(nemo.requests)
    done = cloud("run", recipe, "--record", path, "--record-mode", mode, "--out", "second")
    assert code == done.returncode, done.stderr
    assert asks == (len(nemo.requests) > asked)


def test_videos_left_out_are_replaced_by_a_small_one(recipe: Path, tmp_path: Path, cloud: Run, imgfree: Run) -> None:
    """--record-media digest keeps no video; a replay gives a placeholder and its events say so."""
    assert 0 == cloud("run", recipe, "--record", "t.yaml", "--record-media", "digest", "--out", "first").returncode
    assert not (tmp_path / "t.bodies").exists()
    done = imgfree("run", recipe, "--replay", "t.yaml", "--out", "second", "--log-format", "json")
    assert 0 == done.returncode, done.stderr
    assert '"event":"cassette.placeholder_used"' in done.stderr.replace(": ", ":")
    assert b"ftyp" == (tmp_path / "second/reel.mp4").read_bytes()[4:8]
