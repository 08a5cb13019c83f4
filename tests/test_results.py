"""How a run ended, as programs and scripts see it."""

from pathlib import Path

from imgfree.errors import RenderFailed
from imgfree.results import RunResult, StepResult


def test_paths_are_those_that_were_promised() -> None:
    """Files in `outputs`, also in lists, in their order; every download where no output is a file."""
    run = RunResult("id", Path("runs/id"), "local", saved=["a.mp4", "b.gif", "c.jpg"])
    assert ["a.mp4", "b.gif", "c.jpg"] == run.paths
    run.outputs = {"words": "Done", "stills": ["c.jpg", "elsewhere.jpg"], "film": "a.mp4"}
    assert ["c.jpg", "a.mp4"] == run.paths


def test_a_script_reads_no_error_where_there_is_none() -> None:
    """`error` is there where something failed, of the run and of its step."""
    step = StepResult("export", "export", None, "passed", 1)
    run = RunResult("id", Path("runs/id"), "nemo", steps=[step])
    told = run.as_json()
    assert ["run_id", "outcome", "backend", "outputs", "steps", "duration_s", "run_dir"] == list(told)
    assert "error" not in told["steps"][0]
    step.error = run.error = RenderFailed("no", hint="try later")
    told = run.as_json()
    assert told["error"] == told["steps"][0]["error"]
    assert ("RenderFailed", 4, "no", "try later") == tuple(
        told["error"][name] for name in ("type", "exit_code", "message", "hint")
    )
