"""A recipe of a few steps, and its finished run cut short after some event, as if it had been killed."""

from pathlib import Path

STEPS = """\
  - upload: a.jpg
  - id: cut
    instruct: make a 12-second reel
  - export: mp4
  - download: {to: reel.mp4}
"""


def recipe(folder: Path, steps: str = STEPS, more: str = "") -> Path:
    """Write a recipe of those steps and return its path."""
    path = folder / "clip.yaml"
    path.write_text(f"version: 1\nname: clip\n{more}steps:\n{steps}", encoding="utf-8")
    return path


def cut_short(folder: Path, *, after: str) -> str:
    """Make the finished run of the folder one that was killed after its last such event; return its id."""
    (log,) = folder.glob(".imgfree/runs/*/events.jsonl")
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if f'"event":"{after}"' in line)
    log.write_text("".join(lines[: last + 1]), encoding="utf-8")
    return log.parent.name
