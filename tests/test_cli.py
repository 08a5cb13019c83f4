"""The command line as a user meets it: codes, help, errors in both forms, interrupts."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from going import going
from imgfree import __version__
from imgfree.cli import COMMANDS
from nemo import Nemo
from thorough import some

Imgfree = Callable[..., Ran]


def test_version_and_help(imgfree: Imgfree) -> None:
    """--version says ours; --help names every command."""
    assert f"imgfree, version {__version__}\n" == imgfree("--version").stdout
    shown = imgfree("--help").stdout
    assert set() == {name for name in COMMANDS if not re.search(rf"^  {name} ", shown, re.MULTILINE)}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(imgfree: Imgfree, name: str) -> None:
    """Each command answers --help with code 0."""
    ran = imgfree(name, "--help")
    assert 0 == ran.returncode, ran.stderr
    assert "Usage:" in ran.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("rnu", "x.yaml"), "Did you mean 'run'?"),
        (("run",), "Missing argument"),
        (("run", "x.yaml", "--set", "novalue"), "is not NAME=VALUE"),
        (("run", "x.yaml", "--backend", "moon"), "moon"),
    ],
)
def test_a_wrong_command_line_is_exit_2(imgfree: Imgfree, args: tuple[str, ...], said: str) -> None:
    """What click refuses ends with 2 and names what is wrong."""
    ran = imgfree(*args)
    assert 2 == ran.returncode
    assert said in ran.stderr


def test_a_missing_recipe_is_exit_3_in_both_forms(imgfree: Imgfree) -> None:
    """No such file: a sentence on stderr; with --json also one object on stdout."""
    ran = imgfree("run", "nowhere.yaml", "--json")
    assert 3 == ran.returncode
    assert "nowhere.yaml" in ran.stderr
    assert 3 == json.loads(ran.stdout)["error"]["exit_code"]


def test_validate_shows_every_problem(imgfree: Imgfree, tmp_path: Path) -> None:
    """All files are checked, all problems have a place, and the code is 3."""
    (tmp_path / "good.yaml").write_text("version: 1\nsteps:\n  - credits: 1\n")
    (tmp_path / "bad.yaml").write_text("version: 1\nsteps:\n  - uplaod: x\n  - download: {too: y}\n")
    ran = imgfree("validate", "good.yaml", "bad.yaml", "--json")
    found = json.loads(ran.stdout)
    assert 3 == ran.returncode
    assert not found["valid"]
    assert {3, 4} == {problem["line"] for problem in found["problems"]}
    assert {"bad.yaml"} == {problem["file"] for problem in found["problems"]}
    assert 0 == imgfree("validate", "good.yaml").returncode


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(
    tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo, cloud: Callable[..., Ran]
) -> None:
    """SIGINT in a render: exit 130, the render cancelled, the resume command named; resume finishes."""
    nemo.render_s = 3600
    photo("a.jpg")
    steps = "  - upload: a.jpg\n  - instruct: x\n  - export: mp4\n  - download: {to: a.mp4}\n"
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n{steps}")
    process = going("run", "clip.yaml", cwd=tmp_path, env=nemo.environment())
    while not nemo.jobs:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=240)
    assert 130 == process.returncode
    assert "Traceback" not in err
    assert list(nemo.jobs) == nemo.cancelled
    assert re.search(r" imgfree resume \S+", err)
    nemo.render_s = 0
    ran = cloud("resume")
    assert 0 == ran.returncode, ran.stderr
    assert "a.mp4\n" == ran.stdout
    assert {"x": 1} == nemo.instructs
    for again in (cloud("resume", re.findall(r"resume (\S+)", err)[0]), cloud("resume")):
        assert (0, "") == (again.returncode, again.stdout)
        assert "nothing to resume" in again.stderr


def test_runs_and_show_tell_what_happened(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran]
) -> None:
    """`runs` lists a run, `show` its steps; both also as JSON, and `show --events` the journal."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text("version: 1\nsteps:\n  - upload: a.jpg\n  - credits: 500\n")
    ran = cloud("run", "clip.yaml", "--json")
    assert 1 == ran.returncode
    run_id = json.loads(ran.stdout)["run_id"]
    assert run_id in cloud("runs").stdout
    shown = json.loads(cloud("show", run_id, "--json").stdout)
    assert ["passed", "failed"] == [step["outcome"] for step in shown["steps"]]
    assert "500 are needed" in cloud("show").stdout
    first = json.loads(cloud("show", run_id[:12], "--events").stdout.splitlines()[0])
    assert "run.started" == first["event"]


def test_make_leaves_a_recipe_that_does_the_same(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran], nemo: Nemo
) -> None:
    """`make` uploads, instructs, exports and downloads; the saved recipe validates and runs."""
    photo("shots/a.jpg")
    ran = cloud("make", "a {{ 10 }} second clip", "shots/a.jpg", "--save", "reel.yaml")
    assert 0 == ran.returncode, ran.stderr
    assert "a.mp4\n" == ran.stdout
    assert {"a {{ 10 }} second clip": 1} == nemo.instructs
    assert 0 == cloud("validate", "reel.yaml").returncode
    again = cloud("run", "reel.yaml", "--out", "again")
    assert 0 == again.returncode, again.stderr
    assert {"a {{ 10 }} second clip": 2} == nemo.instructs
    assert (tmp_path / "again" / "a.mp4").is_file()


ASKED = [
    ("validate", "r.yaml"), ("explain", "hello", "--photos", "2"), ("recipes",), ("schema",), ("new", "mine"),
    ("runs",), ("completion", "bash"), ("run", "r.yaml", "--backend", "local"), ("make", "hello", "--backend", "local"),
    ("doctor",), ("logout",), ("status",), ("resume",), ("test", "r.yaml"), ("show", "x"),
]  # fmt: skip
NO_USER = "import pwd\ndef nobody(*args):\n    raise KeyError('uid not found')\npwd.getpwuid = nobody\n"


@pytest.mark.skipif(os.name == "nt", reason="no list of users there")
@pytest.mark.parametrize("args", some(ASKED, 5), ids=lambda args: args[0])
def test_a_user_without_a_home(args: tuple[str, ...], tmp_path: Path) -> None:
    """A container that runs under a bare number: what needs no home works, the rest says what to set."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(NO_USER, encoding="utf-8")
    (tmp_path / "r.yaml").write_text("version: 1\nsteps:\n  - credits: {}\n", encoding="utf-8")
    env = {key: value for key, value in os.environ.items() if key not in ("HOME", "IMGFREE_HOME", "XDG_DATA_HOME")}
    ran = subprocess.run(
        [sys.executable, "-m", "imgfree", *args], cwd=tmp_path, env={**env, "PYTHONPATH": str(tmp_path / "hook")},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert ran.returncode in range(7)
    if args[0] in ("validate", "explain", "recipes", "schema", "new", "completion"):
        assert 0 == ran.returncode, ran.stderr
    if args[0] in ("run", "logout"):
        assert 6 == ran.returncode
        assert "IMGFREE_HOME (or HOME)" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="a working folder cannot be removed there")
@pytest.mark.parametrize("args", some([("--help",), *ASKED], 5), ids=lambda args: args[0])
def test_a_working_folder_that_is_gone(args: tuple[str, ...], tmp_path: Path) -> None:
    """It costs one line and code 6, whatever the command is."""
    gone = tmp_path / "gone"
    gone.mkdir()
    ran = subprocess.run(
        ["sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', str(gone), sys.executable, "-c",
         "from imgfree.__main__ import main; main()", *args],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert (0 if args == ("--help",) else 6) == ran.returncode, ran.stderr
    assert "the working folder" in ran.stderr or args == ("--help",)
