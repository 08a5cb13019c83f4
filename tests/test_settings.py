"""The environment becomes settings."""

from pathlib import Path

import pytest

from imgfree import settings, wire
from imgfree.errors import SetupError


def test_defaults_are_the_contracts(tmp_path: Path) -> None:
    """Without any variable: the cloud's address, runs below the working folder, real time."""
    found = settings.from_environment({}, cwd=tmp_path)
    assert (wire.API_URL, wire.WEB_URL) == (found.api_url, found.web_url)
    assert tmp_path / ".imgfree" / "runs" == found.runs_dir
    assert 1.0 == found.time_scale
    assert found.token is None


def test_variables_are_taken_as_they_are(tmp_path: Path) -> None:
    """Urls lose a trailing slash, relative folders are below the working folder."""
    env = {
        "NEMO_TOKEN": " t ",
        "NEMO_API_URL": "http://127.0.0.1:1/",
        "IMGFREE_HOME": "home",
        "IMGFREE_RUNS_DIR": "runs",
        "IMGFREE_TIME_SCALE": "0.01",
    }
    found = settings.from_environment(env, cwd=tmp_path)
    assert ("t", "http://127.0.0.1:1") == (found.token, found.api_url)
    assert (tmp_path / "home", tmp_path / "runs") == (found.home, found.runs_dir)
    assert 0.01 == found.time_scale


@pytest.mark.parametrize("text", ["0", "-1", "fast", "nan", "inf"])
def test_a_useless_time_scale_is_refused(text: str) -> None:
    """Zero, negative and non-numbers are named."""
    with pytest.raises(SetupError, match=f"IMGFREE_TIME_SCALE is '{text}'"):
        settings.from_environment({"IMGFREE_TIME_SCALE": text})


def test_a_home_is_looked_for_when_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no home learns it from the command that needs one, with the way out."""
    for name in ("IMGFREE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "")
    found = settings.from_environment(cwd=tmp_path)
    with pytest.raises(SetupError, match="no home folder") as refused:
        _ = found.home
    assert "IMGFREE_HOME" in (refused.value.hint or "")


def test_a_tilde_of_nobody_is_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may be called ~draft.jpg; only a user's own name after the tilde is a home."""
    monkeypatch.setenv("HOME", "/home/me")
    assert Path("/home/me/a.jpg") == settings.expanded("~/a.jpg")
    assert Path("~draft.jpg") == settings.expanded("~draft.jpg")
