"""Lines for a reader: what a finished step is told as."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from imgfree import events
from imgfree.console.screen import Screen
from nemo import Nemo


def shown(outputs: dict[str, Any], kind: str = "instruct") -> list[str]:
    """Return the lines of a step that came to these outputs."""
    stream = io.TextIOWrapper(raw := io.BytesIO(), encoding="utf-8")
    screen = Screen(stream, live=False, color=False, now_s=lambda: 0.0)
    screen({"event": events.STEP_STARTED, "step": "cut", "kind": kind})
    screen({"event": events.STEP_FINISHED, "step": "cut", "kind": kind, "outcome": "passed", "duration_s": 1.0,
            "outputs": outputs})  # fmt: skip
    screen.close()
    return raw.getvalue().decode().splitlines()


def test_a_silent_edit_is_told_by_what_it_changed() -> None:
    """The agent said nothing, so the changes of the timeline speak for it; a long list is cut, and counted."""
    change = "look: black and white now"
    lines = shown({"silent": True, "changes": [change]})
    assert [f"         {change}", "     ok  cut · instruct  1.0 s  silent edit"] == lines
    many = shown({"silent": True, "changes": [f"change {number}" for number in range(12)]})
    assert ("         and 4 more changes", 10) == (many[-2], len(many))


def test_an_edit_with_words_is_told_by_its_words() -> None:
    """They were shown as they came; nothing is told twice."""
    assert ["     ok  cut · instruct  1.0 s"] == shown({"silent": False, "changes": ["look: warm now"]})


@pytest.mark.parametrize(
    ("kind", "outputs", "told"),
    [
        ("export", {"duration_s": None, "size_bytes": None}, "1.0 s"),
        ("export", {"duration_s": 12.0, "size_bytes": None}, "1.0 s  12.0 s of video"),
        ("export", {"size_bytes": 2_000_000}, "1.0 s  2.0 MB"),
        ("upload", {"files": [{"size_bytes": None}]}, "1.0 s  1 file"),
        ("upload", {"files": [{"size_bytes": 1000}, {"size_bytes": None}]}, "1.0 s  2 files, 1.0 kB"),
    ],
)
def test_what_is_not_known_is_not_told(kind: str, outputs: dict[str, Any], told: str) -> None:
    """No length of 0.0 s and no size of 0 B, where a backend gives none."""
    assert [f"     ok  cut · {kind}  {told}"] == shown(outputs, kind)


def test_no_raw_answer_and_no_session_on_the_screen(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran], nemo: Nemo
) -> None:
    """A backend that answers with its insides, somebody's token and a session's path: one plain sentence is shown."""
    photo("a.jpg")
    (tmp_path / "r.yaml").write_text(
        "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a 6-second reel\n  - export: mp4\n", encoding="utf-8"
    )
    raw = '{"trace": ["x.py"], "token": "nmv_usr_someone-elses", "message": "no room at /api/x/me/5529798706024415232"}'
    nemo.answers["/run_sse"] = (403, {"code": 403, "message": raw})
    ran = cloud("run", "r.yaml")
    assert 4 == ran.returncode, ran.stderr
    assert "no room at /api/x/me/…" in ran.stderr
    (session,) = nemo.sessions
    for hidden in (session, "5529798706024415232", "nmv_usr", "trace", "{"):
        assert hidden not in ran.stderr + ran.stdout, hidden
