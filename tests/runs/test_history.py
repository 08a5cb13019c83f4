"""runs and show: what happened, what it cost, how long of it was waiting; and what may be thrown away."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from nemo import Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]


def recipe(folder: Path, steps: str) -> Path:
    """Write a recipe of those steps and return its path."""
    path = folder / "clip.yaml"
    path.write_text(f"version: 1\nname: clip\nsteps:\n{steps}", encoding="utf-8")
    return path


def event(number: int, second: float, name: str, **fields: Any) -> str:
    """Return one line of a journal."""
    ts = f"2026-01-02T03:{int(second) // 60:02}:{second % 60:06.3f}Z"
    return json.dumps({"ts": ts, "seq": number, "event": name, "run_id": "r", **fields})


def kept(folder: Path, name: str, outcome: str, *, day: int = 1) -> Path:
    """Make a run of that outcome, begun on that day, and return its folder."""
    run = folder / ".imgfree" / "runs" / name
    run.mkdir(parents=True)
    about = {"recipe": "/r.yaml", "backend": "nemo"}
    began = event(0, 0, "run.started", **about).replace("2026-01-02", f"2026-01-{day:02}")
    ends = {"passed": "run.finished", "failed": "run.failed"}
    lines = [began] + ([event(1, 1, ends[outcome], outcome=outcome)] if outcome in ends else [])
    (run / "events.jsonl").write_text("".join(line + "\n" for line in lines))
    return run


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


def test_show_tells_waiting_from_working(tmp_path: Path, cloud: Cloud) -> None:
    """Time until the agent, a render or a pause is over is waiting; the time between two processes is nothing."""
    run = kept(tmp_path, "r", "", day=2)
    about = {"step": "reel", "kind": "export"}
    lines = [
        event(1, 0, "step.started", attempt=1, **about),
        event(2, 1, "render.submitted", render_id="x", **about),
        event(3, 5, "render.polled", render_id="x", status="processing", progress_pct=1, **about),
        event(4, 600, "run.resumed"),
        event(5, 600, "step.started", attempt=1, **about),
        event(6, 601, "render.polled", render_id="x", status="processing", progress_pct=1, **about),
        event(7, 611, "render.finished", render_id="x", **about),
        event(8, 612, "step.finished", attempt=1, outcome="passed", duration_s=12, outputs={}, **about),
        event(9, 600, "run.finished", outcome="passed", outputs={"video": "a.mp4"}),  # the clock was set back
    ]
    with (run / "events.jsonl").open("a") as file:
        file.write("".join(line + "\n" for line in lines))
    found = json.loads(cloud("show", "r", "--json").stdout)
    (step,) = found["steps"]
    assert (17.0, 14.0) == (step["duration_s"], step["waiting_s"])
    assert 17.0 == found["duration_s"]
    text = cloud("show", "r").stdout
    assert "passed        17.00 s  reel (export)  14.00 s of it waiting" in text
    assert "video: a.mp4" in text


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
