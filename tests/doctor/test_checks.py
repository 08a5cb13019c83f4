"""`imgfree doctor`: findings, and the command that mends each."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from imgfree.doctor import checks
from imgfree.local.cache import FOLDER, Cache
from nemo import Nemo

Imgfree = Callable[..., Ran]


def told(ran: Ran) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(ran.stdout)["findings"]}


def test_a_machine_that_passes_the_tests_is_healthy(tmp_path: Path, imgfree: Imgfree) -> None:
    """Everything that imgfree uses is named, nothing is amiss, and the folder stays as it was."""
    ran = imgfree("doctor", "--json")
    assert 0 == ran.returncode, ran.stdout
    found = told(ran)
    names = ["python", "imgfree", "local backend", "encoder", "needed formats", "more formats", "font", "letters"]
    assert [*names, "token", "home", "local data", "runs", "render cache", "clock"] == list(found)
    assert {"problem"}.isdisjoint({one["grade"] for one in found.values()})
    assert all(one["mend"] for one in found.values() if one["grade"] != "ok")
    assert [] == list(tmp_path.iterdir())


def test_the_token_is_told_of_and_never_told(tmp_path: Path, imgfree: Imgfree) -> None:
    """NEMO_TOKEN, a saved token, an open file: each has its sentence, none has the token in it."""
    ran = imgfree("doctor", "--json", env={"NEMO_TOKEN": "nmv_usr_secret-of-mine"})
    assert "NEMO_TOKEN is set" == told(ran)["token"]["says"]
    assert "secret-of-mine" not in ran.stdout + ran.stderr
    saved = tmp_path / "home" / "credentials.json"
    saved.parent.mkdir()
    token = {"value": "nmv_usr_saved-secret", "anonymous": True, "expires_s": 1.0}
    saved.write_text(json.dumps({"tokens": {"http://127.0.0.1:9": token}}))
    saved.chmod(0o600)
    ran = imgfree("doctor", "--json", env={"NEMO_API_URL": "http://127.0.0.1:9"})
    assert ("warning", "imgfree login") == (told(ran)["token"]["grade"], told(ran)["token"]["mend"])
    assert "saved-secret" not in ran.stdout + ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_an_open_token_file_is_closed(tmp_path: Path, imgfree: Imgfree) -> None:
    """A token that others could read is for its owner alone once anybody looks at it."""
    saved = tmp_path / "home" / "credentials.json"
    saved.parent.mkdir()
    saved.write_text(json.dumps({"tokens": {"http://127.0.0.1:9": {"value": "mine-all-mine", "anonymous": False}}}))
    saved.chmod(0o644)
    ran = imgfree("doctor", "--json", env={"NEMO_API_URL": "http://127.0.0.1:9"})
    assert f"your own, kept in {saved}" == told(ran)["token"]["says"]
    assert 0o600 == saved.stat().st_mode & 0o777


def test_a_missing_extra_and_a_wrong_clock_are_said(tmp_path: Path, imgfree: Imgfree) -> None:
    """Without the local extra the cloud still works, so that is a warning with its command."""
    (tmp_path / "guard").mkdir()
    hide = "import importlib.util as u\nreal = u.find_spec\n"
    hide += "u.find_spec = lambda n, *r: None if n == 'av' else real(n, *r)\n"
    (tmp_path / "guard" / "sitecustomize.py").write_text(hide)
    found = told(imgfree("doctor", "--json", env={"PYTHONPATH": str(tmp_path / "guard")}))
    assert ("warning", "pip install 'imgfree[local]'") == (
        found["local backend"]["grade"],
        found["local backend"]["mend"],
    )
    assert "encoder" not in found
    assert "problem" == checks._clock(0.0).grade


def test_letters_that_no_font_has_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each glyph of the samples is looked up by itself; one that no font has is named."""
    monkeypatch.setitem(checks.GLYPHS, "private", "\ue123")
    found = {one.name: one for one in checks._fonts()}
    assert "U+E123, private" in found["letters"].says


def test_the_network_is_asked_only_when_told_to(imgfree: Imgfree, nemo: Nemo) -> None:
    """--network asks the API one question without a token; without it nobody is asked."""
    there = {"NEMO_API_URL": nemo.url, "NEMO_TOKEN": "nmv_usr_of-the-test"}
    assert 0 == imgfree("doctor", env=there).returncode
    assert [] == nemo.requests
    assert "answers (HTTP 404)" in told(imgfree("doctor", "--network", "--json", env=there))["network"]["says"]
    assert [("GET", "/")] == nemo.requests
    ran = imgfree("doctor", "--network", "--json", env={"NEMO_API_URL": "http://127.0.0.1:9"})
    assert (6, "problem") == (ran.returncode, told(ran)["network"]["grade"])


def test_all_that_is_kept_is_read_when_told_to(tmp_path: Path, imgfree: Imgfree) -> None:
    """Nothing is kept at first; later what is damaged is named, removed, and gone the next time."""
    said = imgfree("doctor", "--verify").stdout
    assert "stored files: nothing" in said
    cache = Cache(tmp_path / "home" / "local" / FOLDER)
    piece = cache.keep("aa1", lambda part: part.write_bytes(b"frames"))
    piece.write_bytes(b"Frames")
    done = imgfree("doctor", "--verify")
    assert (0, True) == (done.returncode, f"piece {piece.name}: removed" in done.stdout)
    assert "stored files: 0 pieces" in imgfree("doctor", "--verify").stdout
