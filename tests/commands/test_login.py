"""`imgfree login`."""

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
    assert "anonymous user anon_1f" in ran.stdout
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
