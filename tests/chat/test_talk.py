"""What each line of a conversation asks for, against a small cloud of our own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nemo import VIDEO, Nemo
from piped import piped

Photo = Callable[[str], Path]


def test_each_line_is_routed_as_the_specification_says(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Words go to the agent, export/导出 renders, 余额 and 状态 ask; the video's path is on stdout."""
    photo("my mug.jpg")
    lines = "turn this into a 10 second clip\n状态\n余额\n导出\nmake it a 7-second clip\nexport\nquit\nnever said\n"
    ran = piped(tmp_path, nemo, lines, "my mug.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "my mug.mp4\nmy mug-2.mp4\n" == ran.stdout
    assert {"turn this into a 10 second clip": 1, "make it a 7-second clip": 1} == nemo.instructs
    assert 2 == len(nemo.renders)
    assert "Video: my mug.jpg (0-10s)" in ran.stderr
    assert "100 of 100 credits" in ran.stderr
    assert VIDEO == (tmp_path / "my mug-2.mp4").read_bytes()


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


def test_a_look_is_a_small_film_where_no_sheet_is_made(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Against a backend without contact sheets, `look` leaves the film itself, under a name that says so."""
    photo("a.jpg")
    ran = piped(tmp_path, nemo, "make a clip\nlook\n", "a.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert ": a-preview.mp4" in ran.stderr
    assert (tmp_path / "a-preview.mp4").is_file()


def test_addresses_are_uploaded_not_said(tmp_path: Path, nemo: Nemo) -> None:
    """A dropped address goes to the upload route; nobody pays for it as words."""
    piped(tmp_path, nemo, "https://example.com/a.jpg\nmake a clip\n")
    assert ["https://example.com/a.jpg"] == nemo.urls
    assert {"make a clip": 1} == nemo.instructs
