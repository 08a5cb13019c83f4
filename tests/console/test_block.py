"""Lines at the foot of a terminal, rewritten in place."""

import io
import threading

from imgfree.console.block import Block


def shown(raw: str) -> list[str]:
    """Return what a terminal shows after these characters."""
    rows: list[str] = [""]
    for part in raw.replace("\x1b[A\x1b[2K", "\0").replace("\n", "\n\1").split("\1"):
        for char in part:
            if char == "\0":
                rows = [*rows[:-2], ""]
            elif char == "\n":
                rows.append("")
            else:
                rows[-1] += char
    return rows


def test_whole_lines_stay_above() -> None:
    """The block is drawn again below them, and is gone at the end."""
    out, drawn = io.StringIO(), threading.Event()
    lines = ["row A", "row B", "the whole"]

    def give() -> list[str]:
        drawn.set()
        return lines

    block = Block(out, give, live=True, color=True)
    block.open()
    assert drawn.wait(240)
    block.line("  A is done", mark="ok", color="32")
    block.line("plain")
    assert ["\x1b[32mok\x1b[0m  A is done", "plain", *lines, ""] == shown(out.getvalue())
    block.close()
    assert ["\x1b[32mok\x1b[0m  A is done", "plain", ""] == shown(out.getvalue())


def test_without_a_terminal_there_are_whole_lines_alone() -> None:
    """No colours, no cursor."""
    out = io.StringIO()
    block = Block(out, lambda: ["never"], live=False, color=False)
    block.open()
    block.line("  A\x1b[2J", mark="ok", color="32")
    block.close()
    assert "ok  A\\x1b[2J\n" == out.getvalue()
