"""What a child process can do, asked and answered in JSON."""

import json
from pathlib import Path
from typing import Any

from odd_clips import two_tracks
from PIL import Image
from render_parts import plain

from imgfree.local.sandbox.tasks import TASKS


class Talk:
    """Takes what is told, and wants no end."""

    def on_progress(self, share: float) -> None:
        """Let it be."""

    def cancelled(self) -> bool:
        """Go on."""
        return False


def _done(task: str, about: dict[str, Any]) -> Any:
    """Return what the task gives, as it comes over a socket."""
    return json.loads(json.dumps(TASKS[task](json.loads(json.dumps(about)), Talk())))


def test_what_was_found_in_a_file_comes_as_plain_values(tmp_path: Path) -> None:
    """Which of several sound tracks is used is among it."""
    two_tracks(tmp_path / "clip.mkv", "eng")
    found = _done("probe", {"path": str(tmp_path / "clip.mkv")})
    assert ("video", 64, 64) == (found["file_type"], found["width"], found["height"])
    assert {"number": 2, "count": 2, "name": "eng"} == found["sound"]


def test_a_file_goes_over_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    """A thumbnail is made of the file that was named, sound choice and all."""
    facts = vars(plain(tmp_path / "a.png", (200, 60, 40), (32, 48))) | {"path": str(tmp_path / "a.png")}
    for sound in (None, {"number": 1, "count": 2, "name": ""}):
        assert _done("thumbnail", {"asset": facts | {"sound": sound}, "target": str(tmp_path / "s.jpg")}) is None
    with Image.open(tmp_path / "s.jpg") as small:
        assert (32, 48) == small.size
