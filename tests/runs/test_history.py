"""The runs of a folder: how each ended, and what it cost."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from cutshort import recipe
from nemo import Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]


def test_runs_tell_outcome_and_cost(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Words that were taken are the cost; two balances tell it in credits."""
    photo("a.jpg")
    steps = "  - upload: a.jpg\n  - instruct: x\n  - id: again\n    instruct: y\n"
    assert 0 == cloud("run", recipe(tmp_path, steps)).returncode
    assert "2 instructs" in cloud("runs").stdout
    steps = "  - id: before\n    credits: 1\n  - credits: 1\n"
    assert 0 == cloud("run", recipe(tmp_path, steps)).returncode
    runs = json.loads(cloud("runs", "--json").stdout)["runs"]
    assert [{"instructs": 0, "credits": 0}, {"instructs": 2, "credits": None}] == [run["cost"] for run in runs]
    assert ["passed", "passed"] == [run["outcome"] for run in runs]
