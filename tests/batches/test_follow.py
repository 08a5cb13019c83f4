"""How a batch is told when it is over."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from nemo import Nemo

Batch = Callable[..., Ran]


def test_an_object_alone_is_on_stdout(batch: Batch, rows: Callable[..., Path], nemo: Nemo) -> None:
    """For scripts, whatever the end."""
    rows("A", "B")
    nemo.answers["/api/upload-video"] = (400, {"code": 4001, "message": "bad file"})
    ran = batch("--jobs", "1", "--json")
    found = json.loads(ran.stdout)
    assert (1, "failed", ["A"]) == (ran.returncode, found["outcome"], [row["key"] for row in found["failed"]])


def test_what_stopped_it_is_an_error(batch: Batch, rows: Callable[..., Path], nemo: Nemo) -> None:
    """With how to go on."""
    rows("A", "B")
    nemo.answers["/run_sse"] = (200, {"code": 2001, "message": "no credits"})
    ran = batch("--jobs", "1", "--json")
    assert "stopped" == json.loads(ran.stdout)["outcome"]
    assert 4 == json.loads(ran.stdout)["error"]["exit_code"]
    assert " imgfree resume " in ran.stderr.splitlines()[-1]
    assert not ran.stderr.splitlines()[-1].endswith("--retry failed")
