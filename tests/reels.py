"""A project with one recipe of a reel, its cassette, and what its author does to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

REEL = """\
version: 1
inputs:
  title: {type: string, default: Summer}
steps:
  - upload: [a.jpg, b.jpg]
  - id: cut
    instruct: "make a 12-second reel called {{ inputs.title }}"
    expect: timeline.video | length == 2
  - export: mp4
  - download: out/reel.mp4
outputs:
  video: "{{ steps.download.path }}"
"""
Run = Callable[..., Any]


def record(cloud: Run, *args: str, cassette: str = "cassettes/reel.yaml") -> None:
    """Record the recipe."""
    done = cloud("run", "recipes/reel.yaml", "--record", cassette, *args)
    assert 0 == done.returncode, done.stderr


def change(project: Path, then: str, now: str) -> None:
    """Edit the recipe as its author would."""
    path = project / "recipes/reel.yaml"
    text = path.read_text(encoding="utf-8")
    assert then in text
    path.write_text(text.replace(then, now), encoding="utf-8")
