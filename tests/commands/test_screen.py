"""Lines for a reader: what a finished step is told as."""

import io
from typing import Any

from imgfree import events
from imgfree.commands.screen import Screen


def shown(outputs: dict[str, Any]) -> list[str]:
    """Return the lines of an instruct that came to these outputs."""
    stream = io.TextIOWrapper(raw := io.BytesIO(), encoding="utf-8")
    screen = Screen(stream, live=False, color=False, now_s=lambda: 0.0)
    screen({"event": events.STEP_STARTED, "step": "cut", "kind": "instruct"})
    screen({"event": events.STEP_FINISHED, "step": "cut", "kind": "instruct", "outcome": "passed", "duration_s": 1.0,
            "outputs": outputs})  # fmt: skip
    screen.close()
    return raw.getvalue().decode().splitlines()


def test_a_silent_edit_is_told_by_what_it_changed() -> None:
    """The agent said nothing, so the changes of the timeline speak for it; a long list is cut, and counted."""
    lines = shown({"silent": True, "changes": ["look: black and white now"]})
    assert ["         look: black and white now", "     ok  cut · instruct  1.0 s  silent edit"] == lines
    many = shown({"silent": True, "changes": [f"change {number}" for number in range(12)]})
    assert ("         and 4 more changes", 10) == (many[-2], len(many))


def test_an_edit_with_words_is_told_by_its_words() -> None:
    """They were shown as they came; nothing is told twice."""
    assert ["     ok  cut · instruct  1.0 s"] == shown({"silent": False, "changes": ["look: warm now"]})
