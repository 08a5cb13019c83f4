"""A conversation's events on the screen."""

from collections.abc import Callable
from pathlib import Path

from going import NOTHING, PIPE, going
from imgfree import events, wire
from imgfree.chat.screen import ChatScreen
from imgfree.chat.tongue import Tongue
from nemo import Nemo
from piped import talking

Photo = Callable[[str], Path]


def test_words_come_at_once_and_patience_after_them(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """On a pipe, words stand there before their sentence has ended, and "Still working…" on a line below them."""
    photo("a.jpg")
    nemo.piece, nemo.words = "I am cutting the reel", "I am cutting the reel now."
    with going("chat", "a.jpg", cwd=tmp_path, env=talking(nemo), stdin=PIPE, stdout=NOTHING) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("make a clip\n")
        process.stdin.flush()
        seen = b""
        while b"I am cutting the " not in seen or not seen.endswith(b"Still working...\n"):
            piece = process.stderr.buffer.read1()
            assert piece, seen
            seen += piece
        assert b"\n" == seen[seen.index(b"I am cutting the ") + len(b"I am cutting the ") :][:1]
        nemo.go.set()
        process.stdin.close()
        rest = process.stderr.buffer.read()
    assert b"reel now." in rest
    assert 0 == process.returncode


class Lines:
    """The foot of a screen, as what was written to it."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def line(self, text: str) -> None:
        """Keep a whole line."""
        self.told.append(("line", text))

    def speak(self, words: str) -> None:
        """Keep words."""
        self.told.append(("words", words))

    def begin(self, title: str) -> None:
        """Keep the title of the live line."""
        self.told.append(("begin", title))

    def tell(self, phase: str, detail: str = "", share: float | None = None) -> None:
        """Keep what the live line says."""
        self.told.append(("live", phase, detail, share))

    def end(self) -> None:
        """Keep that the live line has gone."""
        self.told.append(("end",))


def test_what_goes_on_is_one_live_line() -> None:
    """It begins with a step, tells bytes and percent, and goes with the step; of a failure nothing is shown."""
    foot = Lines()
    tongue = Tongue(foot.line)
    screen = ChatScreen(foot, tongue, cloud=False)
    step = {"step": "export", "kind": "export"}
    screen({"event": events.STEP_STARTED, **step})
    screen({"event": events.RENDER_POLLED, "status": wire.PENDING, **step})
    screen({"event": events.RENDER_POLLED, "status": "processing", "progress_pct": 25, **step})
    screen({"event": events.DOWNLOAD_PROGRESSED, "received_bytes": 500, "total_bytes": 1000, **step})
    screen({"event": events.STEP_FAILED, "reason": "no", **step})
    screen({"event": events.TOKEN_OBTAINED})
    begin, queued, quarter, half, end = foot.told
    assert ("begin", ("end",)) == (begin[0], end)
    assert ("live", tongue.word("queued"), "", None) == queued
    assert ("live", "", "25 %", 0.25) == quarter
    assert 0.5 == half[3]
