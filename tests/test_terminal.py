"""What strangers say cannot steer a terminal or a CI, and showing never stops a run."""

import ast
import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran
from imgfree import terminal
from imgfree.errors import SetupError
from imgfree.terminal import Door, one_line, visible
from nemo import Nemo
from thorough import some

Imgfree = Callable[..., Ran]
SOURCE = ROOT / "runner" / "imgfree"
KEPT = [
    "Café, 夏日特惠, नमस्ते, می‌خواهم, עברית, ไทย",
    "👩‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☕️ 1️⃣",
    "tab\tand\nline",
    "C# ## heading, a::b, [::1]:80, #hash #[x]",
    "ends with a colon:\nnext",
]
STEERING = {
    "\x1b]52;c;cm0gLXJm\x07": "\\x1b]52;c;cm0gLXJm\\x07",  # the clipboard
    "\x1b[2J": "\\x1b[2J",
    "\x9b31m": "\\u009b31m",  # the same sequence in one character
    "50 %\rdone": "50 %\\x0ddone",
    "back\b\b\b\b": "back\\x08\\x08\\x08\\x08",
    "exe.\u202egpj": "exe.\\u202egpj",
    "\u2066a\u2069\u200f": "\\u2066a\\u2069\\u200f",
    "pay\u200bpal\ufeff": "pay\\u200bpal\\ufeff",
    "a\u200db": "a\\u200db",  # a joiner that joins nothing
    "half \ud83d": "half \\ud83d",
    "\U000e0041hidden": "\\udb40\\udc41hidden",
    "line\u2028break\x85": "line\\u2028break\\u0085",
    "dos\r\nends": "dos\nends",
}


@pytest.mark.parametrize("text", KEPT)
def test_letters_lines_and_emoji_stay(text: str) -> None:
    """Nothing is done to what people write, in whatever script."""
    stream = io.StringIO()
    Door(stream).write(text)
    assert text == stream.getvalue()


@pytest.mark.parametrize(("text", "shown"), STEERING.items())
def test_what_steers_is_shown(text: str, shown: str) -> None:
    """Controls, marks and blanks that nobody sees are written out, and never twice."""
    assert shown == visible(text)
    assert shown == visible(visible(text))
    assert "\n" not in one_line(text)


@pytest.mark.parametrize("text", STEERING)
def test_json_keeps_its_meaning(text: str) -> None:
    """An escape inside a JSON text means the very character that it stands for."""
    stream = io.StringIO()
    Door(stream).write(json.dumps({"said": f"{text}##[error]"}, ensure_ascii=False))
    assert {"said": f"{text}##[error]"} == json.loads(stream.getvalue())


@pytest.mark.parametrize(
    "pieces",
    [
        ["::error::x"], ["\n", "  \t::set-output name=a::b"], ["\u3000::stop-commands::x"], [":", ":error::x"],
        [" ", ":", ":", "error::x"], ["ok\n:", ":debug::x"], ["ok ##[error]x"], ["#", "#[group]x"],
        ["##", "[add-path]x"], ["##v", "so[task.complete]"], ["a\r\n::warning::x"], ["##team", "city[x]"],
    ],
)  # fmt: skip
def test_commands_for_a_ci_are_inert(pieces: list[str]) -> None:
    """However it is cut into pieces, no line begins with '::' and none holds '##['."""
    stream = io.StringIO()
    door = Door(stream)
    for piece in pieces:
        door.write(piece)
    said = stream.getvalue()
    assert [] == [line for line in said.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in said.replace("vso", "").replace("teamcity", "")
    assert "error" not in "".join(pieces) or "error" in said


def test_our_own_sequences_and_commands_pass() -> None:
    """A colour, the cursor and a line that a CI shall obey go through; the strangers' words in them do not."""
    stream = io.StringIO()
    door = Door(stream)
    door.control("\x1b[31m")
    door.command("::error file=a.yaml::no \x1b[2J here")
    assert "\x1b[31m::error file=a.yaml::no \\x1b[2J here\n" == stream.getvalue()


class _Full(io.StringIO):
    """A stream with a full disk behind it."""

    def flush(self) -> None:
        """Fail as the disk does."""
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("stream", [None, _Full()])
def test_what_is_only_shown_may_fail(stream: io.StringIO | None) -> None:
    """A stderr that is closed or full is left alone from then on."""
    door = Door(stream)
    door.write("working\n")
    door.flush()
    door.write("still working\n")
    assert not door.isatty()


@pytest.mark.parametrize("stream", [None, _Full()])
def test_a_result_must_arrive(stream: io.StringIO | None) -> None:
    """A stdout that takes nothing is an error with the result in it, once."""
    door = Door(stream, result=True)
    with pytest.raises(SetupError, match="stdout cannot be written") as failed:
        door.write("out/film.mp4\n") and door.flush()
    assert "out/film.mp4" in (failed.value.hint or "")
    door.write("more")


QUESTIONS = [
    ("--version",), ("--help",), ("run", "--help"), ("schema",), ("recipes",), ("doctor",), ("completion", "bash"),
    ("runs", "--json"), ("explain", "a reel", "--photos", "2"),
]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize(
    ("args", "way"), some([(args, way) for args in QUESTIONS for way in (">/dev/full", ">&-", ">&- 2>&- <&-")], 6)
)
def test_a_lost_stdout_is_exit_6(args: tuple[str, ...], way: str, tmp_path: Path) -> None:
    """Full or closed, stdout costs one line and code 6 for every command."""
    ran = subprocess.run(
        ["sh", "-c", f'"$@" {way}', "sh", sys.executable, "-m", "imgfree", *args],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 6 == ran.returncode, ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("error: stdout") or "2>&-" in way


@pytest.mark.skipif(os.name == "nt", reason="a shell is needed")
@pytest.mark.parametrize("args", [("schema",), ("--help",), ("run", "--help"), ("--version",)])
def test_a_closed_pipe_is_141(args: tuple[str, ...], tmp_path: Path) -> None:
    """A reader that has gone ends us quietly, as other programs end."""
    lead, follow = os.pipe()
    os.close(lead)
    ran = subprocess.run(
        [sys.executable, "-m", "imgfree", *args], cwd=tmp_path, stdout=follow, stderr=subprocess.PIPE, text=True,
        check=False,
    )  # fmt: skip
    os.close(follow)
    assert (141, "") == (ran.returncode, ran.stderr)


WORDS = (
    "Hi \x1b]52;c;cm0gLXJm\x07\x1b[2J\u202e\n::stop-commands::x\n  ::set-output name=sha::evil\n##[error]fake \ud83d"
)


def test_the_agent_and_the_recipe_cannot_steer(
    tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo, cloud: Imgfree
) -> None:
    """Words, step names and file names arrive as text: on stderr, in the JSON log, in `show` and in an error."""
    photo("a.jpg")
    nemo.words = WORDS
    (tmp_path / "clip.yaml").write_text(
        'version: 1\nname: x\nsteps:\n  - id: u\n    name: "a\\e]0;T\\a ##[error]b"\n    upload: a.jpg\n'
        "  - instruct: a reel\n",
        encoding="utf-8",
    )
    (tmp_path / "bad.yaml").write_text('version: 1\nsteps:\n  - "upl\\r\\n::error::fake": a\n', encoding="utf-8")
    said = []
    for args in (("run", "clip.yaml"), ("run", "clip.yaml", "--new", "--log-format", "json"), ("runs",)):
        ran = cloud(*args)
        assert 0 == ran.returncode, ran.stderr
        said += [ran.stdout, ran.stderr]
    said += [cloud("show", ran.stdout.split()[0]).stdout, cloud("validate", "bad.yaml").stderr]
    for text in said:
        assert set() == set("\x1b\x07\x9b\r\u202e\ud83d") & set(text)
        assert [] == [line for line in text.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in text
    assert "set-output" in said[1]


def test_a_paid_run_outlives_its_screen(
    tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo, cloud: Imgfree
) -> None:
    """With stderr closed from the start the run ends well, and its film is named on stdout."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(
        "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a reel\n  - export: mp4\n  - download: {to: a.mp4}\n",
        encoding="utf-8",
    )
    env = {**os.environ, **nemo.environment()}
    run = [sys.executable, "-m", "imgfree", "run", "clip.yaml"]
    ended = subprocess.run(
        ["sh", "-c", '"$@" 2>&-', "sh", *run], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (0, "a.mp4") == (ended.returncode, Path(ended.stdout.strip()).name)
    again = ["sh", "-c", '"$@" --new --out two >&-', "sh", *run]
    lost = subprocess.run(again, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert 6 == lost.returncode
    assert f"did not take: {Path('two', 'a.mp4')}" in lost.stderr
    again = ["sh", "-c", '"$@" --json --new --out three >&-', "sh", *run]
    lost = subprocess.run(again, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert 6 == lost.returncode
    assert f"hint: the run is done: {Path('three', 'a.mp4')}" in lost.stderr


PRINTERS, PAST = ("print", "echo_via_pager"), ("__stdout__", "__stderr__", "ctermid", "buffer")


def _ends(node: ast.AST) -> str:
    """Return the last part of a dotted name; of another expression nothing."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_nothing_goes_past_the_door() -> None:
    """No module but the door's own asks for the bytes of a stream, prints, or opens the terminal."""
    past = []
    for path in SOURCE.rglob("*.py"):
        if path.name in ("terminal.py", "__main__.py"):
            continue
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call | ast.Attribute | ast.Constant):
                continue
            called = ast.unparse(node.func) if isinstance(node, ast.Call) and _ends(node.func) in PRINTERS else ""
            words = ast.unparse(node) if _ends(node) in PAST else ""
            if (
                called in ("print", "click.echo_via_pager")

                or words in ("sys.__stdout__", "sys.__stderr__", "os.ctermid", "sys.stdout.buffer", "sys.stderr.buffer")
                or (isinstance(node, ast.Constant) and node.value in ("/dev/tty", "/dev/stderr", "CONOUT$"))
                or (isinstance(node, ast.Constant) and isinstance(node.value, str) and "\x1b[" in node.value
                    and path.name not in ("live.py", "block.py"))
            ):  # fmt: skip
                past.append(f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}")
    assert [] == past


def test_a_protocol_has_stdout_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, for as long as it is spoken; one that is closed is refused."""
    stream = io.StringIO()
    door = terminal.Door(stream)
    monkeypatch.setattr(sys, "stdout", door)
    with terminal.protocol():
        sys.stdout.write("\x1b::error::")
    assert "\x1b::error::" == stream.getvalue()
    assert sys.stdout is door
    monkeypatch.setattr(sys, "stdout", terminal.Door(None))
    with pytest.raises(SetupError, match="closed"), terminal.protocol():
        pass
