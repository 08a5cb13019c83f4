"""The line that a person types."""

import stat
from collections.abc import Callable
from pathlib import Path

from nemo import Nemo
from piped import chatting

Photo = Callable[[str], Path]


def test_lines_are_edited_and_remembered(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Arrow keys edit and recall; the history is private and holds no secret."""
    photo("a.jpg")
    with chatting(tmp_path, nemo, "a.jpg") as typist:
        typist.until("Received")
        typist.until("> ")
        typist.type("make a klip\x1b[D\x1b[D\x1b[D\x7fc\n")
        typist.until("Timeline (1 track)")
        typist.type("my token is nmv_usr_private\n")
        typist.until("Timeline (1 track)")
        typist.until("> ")
        typist.type("quit\n")
        assert 0 == typist.end()
    assert 1 == nemo.instructs["make a clip"]
    kept = tmp_path / "home" / "chat_history"
    assert 0o600 == stat.S_IMODE(kept.stat().st_mode)
    assert "make a clip" in kept.read_text()
    assert "nmv_" not in kept.read_text()
    with chatting(tmp_path, nemo) as typist:
        typist.until("> ")
        typist.type("\x1b[A\x1b[A\n")  # past "quit"
        typist.until("Timeline")
        typist.until("> ")
        typist.type("\x04")
        typist.end()
    assert 2 == nemo.instructs["make a clip"]
