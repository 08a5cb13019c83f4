"""A conversation through a pipe, against a small cloud of our own."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from nemo import VIDEO, Nemo

Photo = Callable[[str], Path]


def talking(nemo: Nemo) -> dict[str, str]:
    """Return the environment that makes `nemo` the cloud."""
    fast = {"NEMO_API_URL": nemo.url, "NEMO_TOKEN": "nmv_usr_of-the-test", "IMGFREE_TIME_SCALE": "0.001", "LANG": "C"}
    return {**{name: value for name, value in os.environ.items() if not name.startswith("LC_")}, **fast}


def piped(folder: Path, nemo: Nemo, lines: str, *args: str, env: dict[str, str] | None = None) -> Ran:
    """Run `imgfree chat` with those lines on stdin."""
    command = [sys.executable, "-m", "imgfree", "chat", *args]
    return subprocess.run(
        command, cwd=folder, env=talking(nemo) | (env or {}), input=lines, text=True, encoding="utf-8",
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_each_line_is_routed_as_the_specification_says(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Words go to the agent, export/导出 renders, 余额 and 状态 ask; the video's path is on stdout."""
    photo("my mug.jpg")
    lines = "turn this into a 10 second clip\n状态\n余额\n导出\nmake it a 7-second clip\nexport\nquit\nnever said\n"
    ran = piped(tmp_path, nemo, lines, "my mug.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "my mug.mp4\nmy mug-2.mp4\n" == ran.stdout
    assert {"turn this into a 10 second clip": 1, "make it a 7-second clip": 1} == nemo.instructs
    assert 2 == len(nemo.renders)
    assert "Timeline (1 track): 1. Video: my mug.jpg (0-10s)" in ran.stderr
    assert "100 of 100 credits" in ran.stderr
    assert VIDEO == (tmp_path / "my mug-2.mp4").read_bytes()


def test_a_conversation_becomes_a_recipe_that_runs(
    tmp_path: Path, photo: Photo, nemo: Nemo, cloud: Callable[..., Ran]
) -> None:
    """--save leaves a recipe that validates and does the same again."""
    photo("a.jpg")
    photo("b.jpg")
    lines = "'a.jpg' b.jpg\nmake a {% reel %} of 12 seconds\nexport\n"
    assert 0 == piped(tmp_path, nemo, lines, "--save", "reel.yaml").returncode
    assert 0 == cloud("validate", "reel.yaml").returncode
    again = cloud("run", "reel.yaml", "--out", "again")
    assert 0 == again.returncode, again.stderr
    assert {"make a {% reel %} of 12 seconds": 2} == nemo.instructs
    assert [2, 2] == list(nemo.uploads.values())
    assert again.stdout.startswith("again/")


def test_a_failure_is_said_once_and_the_conversation_goes_on(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Nothing to export, a file that is none, one that is missing: errors in words, and the next line is heard."""
    photo("a.jpg")
    (tmp_path / "fake.jpg").write_text("no picture at all")
    ran = piped(tmp_path, nemo, "export\n./fake.jpg\n./gone.jpg make it warm\na.jpg\nmake a clip\n")
    assert 1 == ran.stderr.count("nothing to export")
    assert 1 == ran.stderr.count("fake.jpg")
    assert 1 == ran.stderr.count("there is no file 'gone.jpg'")
    for advice_of_recipes in ("`instruct:`", "overwrite:", "FAILED", "-->"):
        assert advice_of_recipes not in ran.stderr
    assert {"make a clip": 1} == nemo.instructs
    assert 3 == ran.returncode


@pytest.mark.parametrize(
    ("words", "renders", "instructs", "shown"),
    [
        ("Your reel is ready! Click [Export] to save it.", 1, 1, "Your reel is ready! I export it now."),
        ("导出", 1, 1, "我现在就导出"),
        ("Open the panel to see the tracks.", 0, 1, "The timeline is shown below."),
        ("Please check your account.", 0, 1, "100 of 100 credits are available"),
        ("Drag the music to the end.", 0, 2, "I move the music to the end now."),
    ],
)
def test_what_the_agent_wants_clicked_is_done(
    tmp_path: Path, photo: Photo, nemo: Nemo, words: str, renders: int, instructs: int, shown: str
) -> None:
    """A click exports, a panel is the timeline, an account is the balance, a drag is one more edit, and not more."""
    photo("a.jpg")
    nemo.words = words
    ran = piped(tmp_path, nemo, "make a clip\n", "a.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert renders == len(nemo.renders)
    assert instructs == sum(nemo.instructs.values())
    assert shown in ran.stderr
    assert "imgfree" not in ran.stderr.replace("imgfree chat", "")


@pytest.mark.parametrize(
    ("line", "output"),
    [
        ("export 1080x1080", {"format": "mp4", "quality": "high", "resolution": "1080x1080"}),
        ("导出GIF", {"format": "gif", "quality": "high"}),
        ("export it as webm in 720p", {"format": "webm", "quality": "high", "resolution": "720p"}),
    ],
)
def test_export_words_keep_their_wish(
    tmp_path: Path, photo: Photo, nemo: Nemo, line: str, output: dict[str, str]
) -> None:
    """What the words say of the file is what is asked of the backend."""
    photo("a.jpg")
    piped(tmp_path, nemo, f"make a clip\n{line}\n", "a.jpg")
    asked = [body["output"] for path, body in nemo.bodies if path.endswith("lambda")]
    assert [output] == asked


def test_an_edit_before_the_export_comes_first(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """导出之前加字幕: the words go to the agent, then the film is rendered."""
    photo("a.jpg")
    ran = piped(tmp_path, nemo, "导出之前加字幕\n", "a.jpg")
    assert {"导出之前加字幕": 1} == nemo.instructs
    assert "a.mp4\n" == ran.stdout
    asked = [path for _, path in nemo.requests]
    assert asked.index("/run_sse") < asked.index("/api/render/proxy/lambda")


def test_an_editors_project_is_declined_by_name(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """No film stands in for it."""
    photo("a.jpg")
    ran = piped(tmp_path, nemo, "make a clip\nexport it to CapCut\n", "a.jpg")
    assert "CapCut" in ran.stderr
    assert 1 == ran.returncode
    assert not nemo.renders


def test_words_are_not_paid_for_without_their_files(tmp_path: Path, nemo: Nemo) -> None:
    """On a pipe, a file of the command line that is not there ends the conversation, before anything is said."""
    ran = piped(tmp_path, nemo, "make a clip\nexport\n", "gone.jpg")
    assert 3 == ran.returncode
    assert "there is no file 'gone.jpg'" in ran.stderr
    assert not nemo.instructs


def test_a_look_is_a_small_film_where_no_sheet_is_made(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Against a backend without contact sheets, `look` leaves the film itself, under a name that says so."""
    photo("a.jpg")
    ran = piped(tmp_path, nemo, "make a clip\nlook\n", "a.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "The film as it stands: a-preview.mp4" in ran.stderr
    assert (tmp_path / "a-preview.mp4").is_file()


def test_addresses_are_uploaded_not_said(tmp_path: Path, nemo: Nemo) -> None:
    """A dropped address goes to the upload route; nobody pays for it as words."""
    piped(tmp_path, nemo, "https://example.com/a.jpg\nmake a clip\n")
    assert ["https://example.com/a.jpg"] == nemo.urls
    assert {"make a clip": 1} == nemo.instructs


@pytest.mark.parametrize(
    ("lines", "files", "language"),
    [
        ("把这张图做成视频\n", ["a.jpg"], "zh"),
        ("fotoğraflarımdan bir video yap\n", ["a.jpg"], "tr"),
        ("export\n", ["夏日.jpg"], "zh"),
        ("make a clip\n", ["夏日.jpg"], "en"),
    ],
)
def test_the_session_speaks_the_language_of_the_first_words(
    tmp_path: Path, photo: Photo, nemo: Nemo, lines: str, files: list[str], language: str
) -> None:
    """First words decide, else names that tell."""
    for name in files:
        photo(name)
    piped(tmp_path, nemo, lines, *files)
    assert [language] == [body["language"] for path, body in nemo.bodies if path.startswith("/api/tasks/")]


def test_frames_are_in_the_language_of_the_talk(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Timeline, balance, errors and silent edits are told in Chinese to who speaks Chinese."""
    photo("a.jpg")
    nemo.silent = True
    ran = piped(tmp_path, nemo, "把这张图做成10秒视频\n余额\n./没有.png\n导出\n", "a.jpg")
    for told in ("已收到：a.jpg（1 个文件", "已更改：", "时间线（1 条轨道）：1. 视频：a.jpg（0-10 秒）", "可用积分 100",
                 "出错：没有文件", "视频已保存：a.mp4"):  # fmt: skip
        assert told in ran.stderr
    assert "Timeline" not in ran.stderr


def test_a_refused_token_is_not_asked_for_with_every_line(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """One refusal, with its one repetition, holds for the whole conversation."""
    photo("a.jpg")
    nemo.limited = True
    ran = piped(tmp_path, nemo, "a.jpg\nmake a clip\nexport\nstatus\n", "--backend", "nemo", env={"NEMO_TOKEN": ""})
    assert 4 == ran.returncode
    assert 2 == sum(path.endswith("anonymous-token") for _, path in nemo.requests)


def test_the_free_account_is_told_in_one_line(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Whoever comes without a token hears of the account and its seven days, once."""
    photo("a.jpg")
    ran = piped(tmp_path, nemo, "make a clip\n", "a.jpg", "--backend", "nemo", env={"NEMO_TOKEN": ""})
    assert ran.stderr.startswith("Setting up...")
    assert 1 == ran.stderr.count("100 credits, good for 7 days")
    assert "nmv_" not in ran.stderr


def test_advice_comes_once_and_where_it_belongs(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """A vague wish gets two examples, an odd format the smooth ones, a GIF the word of MP4."""
    from PIL import Image

    Image.new("RGB", (64, 64)).save(tmp_path / "odd.gif")
    ran = piped(tmp_path, nemo, "make it look better\nmake it better\nexport as gif\n", "odd.gif")
    assert 1 == ran.stderr.count("concrete words get better results")
    assert 1 == ran.stderr.count("JPG, PNG, WEBP and HEIC go smoothest")


@pytest.mark.parametrize("there", ["file", "folder"])
def test_a_recipe_that_cannot_be_kept_is_refused_before_anything_is_sent(
    tmp_path: Path, photo: Photo, nemo: Nemo, there: str
) -> None:
    """--save is looked at first: a name that is taken, a folder that cannot be made."""
    photo("a.jpg")
    (tmp_path / "kept").write_text("mine")
    ran = piped(tmp_path, nemo, "make a clip\n", "a.jpg", "--save", "kept" if there == "file" else "kept/reel.yaml")
    assert (3 if there == "file" else 6) == ran.returncode
    assert [] == nemo.requests
    assert "mine" == (tmp_path / "kept").read_text()


def test_events_are_json_alone(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """With --log-format json stderr holds nothing but events."""
    import json

    photo("a.jpg")
    ran = piped(tmp_path, nemo, "make a clip\n./gone.png\n", "a.jpg", "--log-format", "json")
    named = [json.loads(line)["event"] for line in ran.stderr.splitlines()]
    assert {"run.started", "step.finished", "step.failed", "film.seen"} <= set(named)


def test_words_come_at_once_and_patience_after_them(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """On a pipe, words stand there before their sentence has ended, and "Still working…" on a line below them."""
    photo("a.jpg")
    nemo.piece, nemo.words = "I am cutting the reel", "I am cutting the reel now."
    command = [sys.executable, "-m", "imgfree", "chat", "a.jpg"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=talking(nemo), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"make a clip\n")
        process.stdin.flush()
        seen = b""
        while b"I am cutting the " not in seen or not seen.endswith(b"Still working...\n"):
            piece = process.stderr.read1()
            assert piece, seen
            seen += piece
        assert b"\n" == seen[seen.index(b"I am cutting the ") + len(b"I am cutting the ") :][:1]
        nemo.go.set()
        process.stdin.close()
        rest = process.stderr.read()
    assert b"reel now." in rest
    assert 0 == process.returncode


def test_a_finished_render_is_fetched_by_a_later_conversation(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """What could not be downloaded is not rendered again: --continue fetches the file of the very render."""
    photo("a.jpg")
    nemo.broken = "/files/"
    ran = piped(tmp_path, nemo, "make a clip\nexport\n", "a.jpg")
    assert 4 == ran.returncode
    nemo.broken = "-"
    ran = piped(tmp_path, nemo, "", "--continue", "--save", "film.yaml")
    assert 0 == ran.returncode, ran.stderr
    assert "a.mp4\n" == ran.stdout
    assert VIDEO == (tmp_path / "a.mp4").read_bytes()
    assert [1] == list(nemo.renders.values())
    assert "to: a.mp4" in (tmp_path / "film.yaml").read_text()


@pytest.mark.parametrize(("files", "lines"), [(["a.jpg"], ""), ([], "make a clip\n"), ([], "")])
def test_that_nobody_answers_is_told_once(
    tmp_path: Path, photo: Photo, nemo: Nemo, files: list[str], lines: str
) -> None:
    """Where the first file or the first words meet the same failure, that is the one which is told."""
    photo("a.jpg")
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # and does not listen
        env = {"NEMO_API_URL": f"http://127.0.0.1:{deaf.getsockname()[1]}", "NEMO_TOKEN": ""}
        ran = piped(tmp_path, nemo, lines, *files, "--backend", "nemo", env=env)
    assert 1 == ran.stderr.count("error: cannot reach"), ran.stderr
