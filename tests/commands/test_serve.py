"""`imgfree serve`."""

import signal
import sys
from pathlib import Path

import httpx
import pytest

from commandline import run
from going import going
from imgfree import wire


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_it_answers_until_it_is_told_to_stop(tmp_path: Path) -> None:
    """The first line says where; Ctrl-C ends it."""
    with going("serve", "--port", "0", "--data", tmp_path / "data", cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stderr.readline() or process.stdout.readline()
        address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))
        answer = httpx.post(f"{address}{wire.ANONYMOUS_TOKEN}", headers={wire.CLIENT_ID_HEADER: "of-the-test"})
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=240)
    assert 200 == answer.status_code
    assert answer.json()["data"]["token"]


def test_a_wrong_manner_is_refused(tmp_path: Path) -> None:
    """Before anything listens."""
    ran = run("serve", "--port", "0", "--misbehave", "sulk=1", cwd=tmp_path)
    assert 0 != ran.returncode
    assert "sulk" in ran.stderr
