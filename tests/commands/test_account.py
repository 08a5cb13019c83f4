"""login, logout, credits, status: the protocol without a recipe."""

import json
import re
import stat
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from nemo import Nemo

Imgfree = Callable[..., Ran]


def test_login_saves_one_private_file_and_is_used(tmp_path: Path, imgfree: Imgfree, nemo: Nemo) -> None:
    """An anonymous token is asked for once, lies in one 0600 file, is never shown, and makes the cloud the default."""
    env = {"NEMO_API_URL": nemo.url, "IMGFREE_HOME": str(tmp_path / "home")}
    ran = imgfree("login", env=env)
    assert 0 == ran.returncode, ran.stderr
    assert "anonymous user anon_1f, good until" in ran.stdout
    holding = [path for path in tmp_path.rglob("*") if path.is_file() and b"nmv_usr_" in path.read_bytes()]
    assert 1 == len(holding)
    assert 0o600 == stat.S_IMODE(holding[0].stat().st_mode)
    token = re.findall(rb"nmv_usr_[\w-]+", holding[0].read_bytes())[0].decode()
    assert token not in ran.stdout + ran.stderr
    status = json.loads(imgfree("login", "--status", "--json", env=env).stdout)
    assert ("saved", True, "anon_1f") == (status["source"], status["anonymous"], status["user_id"])
    imgfree("login", env=env)
    assert 1 == sum(1 for _, path in nemo.requests if path.endswith("anonymous-token"))
    assert "nemo" == json.loads(imgfree("credits", "--json", env=env).stdout)["backend"]


def test_a_token_of_ones_own_comes_from_stdin(tmp_path: Path, nemo: Nemo) -> None:
    """`login --token` reads stdin, so that no shell history holds the token; logout removes it."""
    import os
    import subprocess
    import sys

    env = {**os.environ, "NEMO_API_URL": nemo.url, "IMGFREE_HOME": str(tmp_path / "home")}

    def run(*args: str, stdin: str = "") -> Ran:
        command = [sys.executable, "-m", "imgfree", *args]
        return subprocess.run(command, env=env, input=stdin, text=True, capture_output=True, timeout=60, check=False)

    ran = run("login", "--token", stdin="nmv_usr_mine-mine-mine\n")
    assert "your own token; kept in" in ran.stdout
    assert "mine-mine" not in ran.stdout + ran.stderr
    assert "removed" in run("logout").stderr
    assert 4 == run("login", "--status").returncode
    assert 2 == run("login", "--token").returncode


def test_credits_are_one_line_or_one_object(cloud: Imgfree, nemo: Nemo) -> None:
    """The balance in words, and as JSON."""
    nemo.credits = 60
    assert "60 credits available, 0 frozen, 60 in all\n" == cloud("credits").stdout
    found = json.loads(cloud("credits", "--json").stdout)
    assert {"backend": "nemo", "available": 60, "frozen": 0, "total": 60} == found


def test_a_refused_token_is_exit_4_and_stays_secret(cloud: Imgfree, nemo: Nemo) -> None:
    """A server that echoes the token gets it masked; NEMO_TOKEN never falls back to an anonymous one."""
    nemo.answers["/api/credits"] = (401, {"code": 1001, "message": "bad token nmv_usr_of-the-test"})
    ran = cloud("credits", "--json")
    assert 4 == ran.returncode
    assert "nmv_usr_of-the-test" not in ran.stdout + ran.stderr
    assert "NEMO_TOKEN" in ran.stderr
    assert not [path for _, path in nemo.requests if path.endswith("anonymous-token")]


def test_status_is_the_summary_of_the_newest_run(
    tmp_path: Path, cloud: Imgfree, photo: Callable[[str], Path], nemo: Nemo
) -> None:
    """`status` reads the newest run's session and prints its timeline in the documented form."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text("version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: an 8-second clip\n")
    assert 0 == cloud("run", "clip.yaml").returncode
    assert "Timeline (1 track): 1. Video: a.jpg (0-8s)\n" == cloud("status").stdout
    found = json.loads(cloud("status", "--json").stdout)
    assert 8 == found["timeline"]["duration_s"]
    assert 1 == len(nemo.sessions)


def test_status_without_a_run_says_what_to_do(cloud: Imgfree) -> None:
    """No run yet is exit 6 with the command that starts one."""
    ran = cloud("status")
    assert 6 == ran.returncode
    assert "imgfree run RECIPE" in ran.stderr
