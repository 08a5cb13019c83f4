"""Runs that never took place: their folders are written event by event, with the clock in the test's hand."""

import json
from pathlib import Path
from typing import Any

HOSTILE = "x<img src=x onerror=alert(1)>\"'&\u202egnp.evil</script><script>document.title='taken'</script>"


class PastRun:
    """The folder of a run below a runs folder; every `emit` is a line of its log."""

    def __init__(self, runs_dir: Path, run_id: str = "20261122-101530-4f9c") -> None:
        self.folder = runs_dir / run_id
        self.folder.mkdir(parents=True)
        self._now_ms = 0
        self._lines: list[str] = []

    def emit(self, event: str, after_s: float = 0.1, /, **fields: Any) -> "PastRun":
        """Write one event that long after the one before."""
        self._now_ms += round(after_s * 1000)
        seconds, ms = divmod(self._now_ms, 1000)
        day, hour, minute = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
        ts = f"2026-11-{22 + day}T{hour:02}:{minute:02}:{seconds % 60:02}.{ms:03}Z"
        record = {"ts": ts, "seq": len(self._lines), "event": event, "run_id": self.folder.name, **fields}
        self._lines.append(json.dumps(record) + "\n")
        return self

    def begin(self, **fields: Any) -> "PastRun":
        """Write `run.started`."""
        about = {"recipe": "/home/jane/w/clip.yaml", "name": "clip", "steps": 1, "backend": "nemo", "because": "asked"}
        where = {"sets": {}, "out": ".", "cwd": "/home/jane/w", "allow_read": [], "version": "0.1.0"}
        return self.emit("run.started", 0.0, **{**about, **where, **fields})

    def write(self, recipe: str = "") -> Path:
        """Put the log, and the recipe if there is one, on the disk; return the folder."""
        (self.folder / "events.jsonl").write_text("".join(self._lines), encoding="utf-8")
        if recipe:
            (self.folder / "recipe.yaml").write_text(recipe, encoding="utf-8")
        return self.folder


def hostile(runs_dir: Path, steps: int = 3) -> Path:
    """Return a run in which every text that anyone else could have written is an attack."""
    evil = HOSTILE
    run = PastRun(runs_dir, "20261122-101530-evil")
    run.begin(
        name=evil, recipe=f"/home/jane/w/{evil}.yaml", because=evil, sets={evil: evil}, version=evil, backend=evil
    )
    segments = [{"label": evil, "start_s": n, "end_s": n + 1.5, "transition": evil, "volume": "x"} for n in range(300)]
    timeline = {"duration_s": 300, "width": evil, "tracks": [{"type": "video", "name": evil, "segments": segments}] * 5}
    for number in range(steps):
        step = {"step": f"g[{number}].{evil}", "kind": "instruct"}
        run.emit("step.started", attempt=1, name=evil, **step)
        run.emit("step.rendered", params={"text": evil * 60, evil: evil}, **step)
        run.emit("request.sent", method="POST", path=f"/run_sse/{evil}", **step)
        run.emit("response.received", method="POST", path=f"/run_sse/{evil}", status=200, duration_s=0.1, **step)
        outputs = {
            "text": evil * 9,
            "changes": [evil] * 30,
            "clauses": [{"text": evil, "outcome": evil, "note": evil}] * 30,
        }
        outputs |= {"timeline": timeline} if number == 0 else {}
        run.emit("step.finished", outcome="passed", attempt=1, duration_s=1, outputs=outputs, **step)
    film = {"path": "javascript:alert(1)//.mp4", "size_bytes": evil}
    run.emit("step.finished", step="d", kind="download", outcome="passed", attempt=1, duration_s=1, outputs=film)
    run.emit("step.failed", step=evil, kind=evil, outcome="failed", attempt=1, duration_s=1, error=evil, reason=evil)
    run.emit("run.failed", outcome="failed", duration_s=1, error=evil, reason=evil * 2, at=f"{evil}:3:2", hint=evil)
    return run.write()


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
