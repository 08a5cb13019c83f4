"""In which language a conversation is held."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.answers import lines
from imgfree.chat.tongue import Tongue
from nemo import Nemo
from piped import piped

Photo = Callable[[str], Path]


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


def test_the_first_words_that_tell_decide() -> None:
    """Names of files tell before them, words that every language has do not; what was decided stays."""
    tongue = Tongue(lambda line: None, locale="de_DE.UTF-8")
    tongue.hear("", ["夏日.jpg"])
    assert ("zh", "zh") == (tongue.language, tongue.voice)
    tongue.hear("export", [])
    assert "zh" == tongue.language
    tongue.hear("make a warm reel of these", [])
    assert ("en", "en") == (tongue.language, tongue.voice)
    tongue.hear("把这张图做成视频", [])
    assert "en" == tongue.language
    tongue.go_on("zh")
    assert "zh" == tongue.voice


def test_files_are_told_by_their_names_number_and_size() -> None:
    """Six names at most."""
    said: list[str] = []
    tongue = Tongue(said.append)
    found = [{"filename": f"{number}.jpg", "size_bytes": 1000} for number in range(7)]
    told = tongue.files(found)
    assert "0.jpg, 1.jpg, 2.jpg, 3.jpg, 4.jpg, 5.jpg …" == told["names"]
    assert told["count"].startswith("7 ")
    tongue.tell(lines.changes(tongue.voice, []))
    tongue.tell(lines.changes(tongue.voice, ["look: warm now", "loop: yes now"]))
    assert said[0] == tongue.word("unchanged")
    assert "warm now; loop: yes" in said[1]
