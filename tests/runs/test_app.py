"""What every command is given."""

from pathlib import Path

import pytest

from imgfree.runs.app import App


def test_the_secrets_of_the_environment_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first moment on."""
    monkeypatch.setenv("NEMO_TOKEN", "nmv_usr_of-the-test")
    monkeypatch.setenv("NEMO_CLIENT_ID", "a-client-of-the-test")
    assert "*** and ***" == App.open().redactor.text("nmv_usr_of-the-test and a-client-of-the-test")


def test_a_lasting_seal_needs_a_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One is made there when it is asked for, and kept; where there is no home it ends with the process."""
    app = App.open()
    assert not app.seal().lasting
    assert not (tmp_path / "home").exists()
    assert app.seal(lasting=True).lasting
    assert app.seal().lasting
    for name in ("IMGFREE_HOME", "HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", "")
    homeless = App.open()
    assert homeless.home() is None or homeless.home() != tmp_path / "home"
