"""`imgfree logout`."""

from pathlib import Path

import commandline
from commandline import Ran
from nemo import Nemo


def test_a_token_of_ones_own_comes_from_stdin(tmp_path: Path, nemo: Nemo) -> None:
    """`login --token` reads stdin, so that no shell history holds the token; logout removes it."""
    env = {"NEMO_API_URL": nemo.url, "IMGFREE_HOME": str(tmp_path / "home")}

    def run(*args: str, stdin: str = "") -> Ran:
        return commandline.run(*args, cwd=tmp_path, env=env, stdin=stdin)

    ran = run("login", "--token", stdin="nmv_usr_mine-mine-mine\n")
    assert "your own token; kept in" in ran.stdout
    assert "mine-mine" not in ran.stdout + ran.stderr
    assert "removed" in run("logout").stderr
    assert 4 == run("login", "--status").returncode
    assert 2 == run("login", "--token").returncode
