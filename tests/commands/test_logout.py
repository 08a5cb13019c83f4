"""`imgfree logout`."""

from pathlib import Path

from commandline import Ran
from nemo import Nemo


def test_a_token_of_ones_own_comes_from_stdin(tmp_path: Path, nemo: Nemo) -> None:
    """`login --token` reads stdin, so that no shell history holds the token; logout removes it."""
    import os
    import subprocess
    import sys

    env = {**os.environ, "NEMO_API_URL": nemo.url, "IMGFREE_HOME": str(tmp_path / "home")}

    def run(*args: str, stdin: str = "") -> Ran:
        command = [sys.executable, "-m", "imgfree", *args]
        return subprocess.run(command, env=env, input=stdin, text=True, capture_output=True, timeout=240, check=False)

    ran = run("login", "--token", stdin="nmv_usr_mine-mine-mine\n")
    assert "your own token; kept in" in ran.stdout
    assert "mine-mine" not in ran.stdout + ran.stderr
    assert "removed" in run("logout").stderr
    assert 4 == run("login", "--status").returncode
    assert 2 == run("login", "--token").returncode
