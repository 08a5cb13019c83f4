"""`imgfree chat` through a pipe."""

from collections.abc import Callable
from pathlib import Path

from nemo import Nemo
from piped import piped

Photo = Callable[[str], Path]


def test_events_are_json_alone(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """With --log-format json stderr holds nothing but events."""
    import json

    photo("a.jpg")
    ran = piped(tmp_path, nemo, "make a clip\n./gone.png\n", "a.jpg", "--log-format", "json")
    named = [json.loads(line)["event"] for line in ran.stderr.splitlines()]
    assert {"run.started", "step.finished", "step.failed", "film.seen"} <= set(named)
