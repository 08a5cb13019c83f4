"""`imgfree runs`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from pastruns import kept

Cloud = Callable[..., Ran]


@pytest.mark.parametrize(
    ("options", "gone"),
    [
        (("--keep", "2"), {"c", "a"}),
        (("--keep", "1", "--force"), {"d", "c", "b", "a"}),
        (("--older", "1d", "--keep", "4"), {"a"}),
        ((), set()),
        (("--older", "900000w"), set()),
    ],
)
def test_prune_removes_finished_runs_only(
    tmp_path: Path, cloud: Cloud, options: tuple[str, ...], gone: set[str]
) -> None:
    """The newest stay as asked; what is unfinished stays unless forced."""
    outcomes = {"a": "passed", "b": "failed", "c": "passed", "d": "unfinished", "e": "passed"}
    folders = {name: kept(tmp_path, name, how, day=day) for day, (name, how) in enumerate(outcomes.items(), 1)}
    ran = cloud("runs", "--prune", "--json", *options)
    assert 0 == ran.returncode, ran.stderr
    assert gone == set(json.loads(ran.stdout)["removed"])
    assert gone == {name for name, folder in folders.items() if not folder.exists()}


def test_prune_options_need_prune(cloud: Cloud) -> None:
    """What only prunes says so where nothing is pruned: exit 2."""
    assert 2 == cloud("runs", "--keep", "1").returncode
    assert 2 == cloud("runs", "--prune", "--older", "soon").returncode
