"""A key stands for one run, for ever."""

import subprocess
import sys
from pathlib import Path

import pytest

from imgfree.agents import claims
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk
from imgfree.errors import InputRefused, SetupError

TAKE = """
import sys
from pathlib import Path
from imgfree.agents import claims
from imgfree.runs.app import App
app = App.open()
sys.stdin.readline()
run = Path(sys.argv[1])
print(claims.take(app, claims.Claim("k", "d", run, run.parent)).run_id)
"""


def claim(folder: Path, digest: str = "d") -> Claim:
    """Return a claim of that folder."""
    return Claim("k", digest, folder, folder.parent, {"recipe": "r"})


def test_who_comes_first_has_it(desk: Desk, tmp_path: Path) -> None:
    """The second gets the first's, and leaves no folder behind; something else under the same key is refused."""
    assert claims.find(desk.app, "k", "d") is None
    first = claims.take(desk.app, claim(tmp_path / "one"))
    assert first == claims.take(desk.app, claim(tmp_path / "two"))
    assert first == claims.find(desk.app, "k", "d") == claims.read(first.path)
    assert not (tmp_path / "two").exists()
    assert "one" == claims.holder(desk.app, "k")
    with pytest.raises(InputRefused, match="asked for something else"):
        claims.find(desk.app, "k", "other")


def test_a_run_that_was_removed_is_not_paid_again(desk: Desk, tmp_path: Path) -> None:
    """Its key stays taken."""
    claims.take(desk.app, claim(tmp_path / "one")).run_dir.rmdir()
    with pytest.raises(InputRefused, match="was removed"):
        claims.find(desk.app, "k", "d")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"run_dir": 5, "order": {}}'])
def test_what_is_no_claim_claims_nothing_else(desk: Desk, tmp_path: Path, content: str) -> None:
    """A file that was damaged is told of by its key, and in nobody else's way."""
    (tmp_path / "one").mkdir()
    first = claims.take(desk.app, claim(tmp_path / "one"))
    (first.path.parent / "0.json").write_text(content)
    (first.path.parent / "f.json").write_text(content)
    assert first == claims.of(desk.app, "one")
    first.path.write_text(content)
    with pytest.raises(SetupError):
        claims.find(desk.app, "k", "d")


def test_processes_that_race_agree(desk: Desk, tmp_path: Path) -> None:
    """Of several that take one key at the same moment, all have the same run."""
    racing = [
        subprocess.Popen(
            [sys.executable, "-c", TAKE, tmp_path / f"run-{number}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tmp_path,
        )
        for number in range(3)
    ]  # fmt: skip
    told = [process.communicate("go\n", timeout=240)[0].strip() for process in racing]
    assert 1 == len(set(told))
    assert told[0] in [path.name for path in tmp_path.glob("run-*")]
