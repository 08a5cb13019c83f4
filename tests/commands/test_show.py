"""`imgfree show`."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from pastruns import event, kept

Cloud = Callable[..., Ran]


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
    assert "17.00 s  reel (export)  14.00 s" in text
    assert "video: a.mp4" in text
