"""A conversation at a real pseudo-terminal: greeting, editing, Ctrl-C, and going on after a crash."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nemo import Nemo
from piped import chatting

Photo = Callable[[str], Path]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def test_it_greets_connects_and_ends_with_ctrl_d(tmp_path: Path, nemo: Nemo) -> None:
    """The greeting with its three things to try, a connection at once, the free account, a clean end."""
    with chatting(tmp_path, nemo, "--backend", "nemo", NEMO_TOKEN="") as typist:
        typist.until("Ready when you are. Drop your images here or describe what you want to make.")
        for example in (
            "convert three product photos or a landscape image into a 1080p MP4",
            "turn this image into a free downloadable video clip",
            "converting static images into downloadable video files at no cost for social media creators",
        ):
            typist.until(example)
        typist.until("Setting up...")
        typist.until("100 credits, good for 7 days")
        typist.until("> ")
        typist.type("\x04")
        assert 0 == typist.end()


def test_a_token_that_is_there_needs_no_question(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """An edit, the video, and the way back into the conversation."""
    photo("a.jpg")
    with chatting(tmp_path, nemo, "a.jpg") as typist:
        typist.until("Received: a.jpg")
        typist.until("> ")
        typist.type("turn this into a clip\n")
        typist.until("Done: I cut the reel.")
        typist.until("Timeline (1 track)")
        typist.type("send me the video\n")
        typist.until("The video is there: a.mp4")
        typist.type("quit\n")
        typist.until("imgfree chat --continue")
        assert 0 == typist.end()
    assert (tmp_path / "a.mp4").is_file()
    assert {"turn this into a clip": 1} == nemo.instructs


def test_the_greeting_is_chinese_where_the_system_is(tmp_path: Path, nemo: Nemo) -> None:
    """Before a word is said, the system's language is spoken."""
    with chatting(tmp_path, nemo, LANG="zh_CN.UTF-8") as typist:
        typist.until("把三张产品照片或一张风景图做成 1080p 的 MP4")
        typist.until("正在准备……")
        typist.until("> ")
        typist.type("退出\n")
        assert 0 == typist.end()


def test_ctrl_c_drops_the_line_and_twice_ends_the_chat(tmp_path: Path, nemo: Nemo) -> None:
    """What was typed is not sent; the second press leaves with 130."""
    with chatting(tmp_path, nemo) as typist:
        typist.until("> ")
        typist.type("make it black")
        typist.until("make it black")
        typist.interrupt()
        typist.until("Ctrl-C once more")
        typist.until("> ")
        typist.interrupt()
        assert 130 == typist.end()
    assert not nemo.instructs


def test_ctrl_c_cancels_the_render_and_the_chat_goes_on(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """The backend hears of it, nothing is saved, and the next line is heard."""
    photo("a.jpg")
    nemo.render_s = 600
    with chatting(tmp_path, nemo, "a.jpg", scale="0.01") as typist:
        typist.until("Received")
        typist.type("make a clip\n")
        typist.until("Timeline (1 track)")
        typist.type("export\n")
        typist.until("50 %")
        typist.interrupt()
        typist.until("The export is cancelled.")
        typist.type("status\n")
        typist.until("Timeline (1 track)")
        typist.type("quit\n")
        assert 0 == typist.end()
    assert list(nemo.renders) == nemo.cancelled
    assert not (tmp_path / "a.mp4").exists()


def test_words_that_were_given_up_count_once_they_take_effect(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Ctrl-C stops the listening, not the agent: what it has done all the same is in the film and its recipe."""
    photo("a.jpg")
    nemo.work_s = 1.0
    with chatting(tmp_path, nemo, "a.jpg", "--save", "film.yaml") as typist:
        typist.until("Received")
        typist.type("make a clip\n")
        while not nemo.instructs:
            time.sleep(0.01)
        typist.interrupt()
        typist.until("say status to look before you repeat it")
        while not next(iter(nemo.sessions.values()))["draft"]:
            time.sleep(0.01)
        typist.type("export\n")
        typist.until("The video is there: a.mp4")
        typist.type("quit\n")
        assert 0 == typist.end()
    assert {"make a clip": 1} == nemo.instructs
    assert "make a clip" in (tmp_path / "film.yaml").read_text()


def test_a_render_is_fetched_after_a_crash(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """--continue asks for the render it knows; it is submitted once, and the recipe has it."""
    photo("a.jpg")
    nemo.render_s = 600
    with chatting(tmp_path, nemo, "a.jpg", "--save", "film.yaml", scale="0.01") as typist:
        typist.until("Received")
        typist.type("make a clip\n")
        typist.until("Timeline (1 track)")
        typist.type("export\n")
        typist.until("50 %")
        typist.kill()
    assert "make a clip" in (tmp_path / "film.yaml").read_text()
    nemo.render_s = 0
    with chatting(tmp_path, nemo, "--continue", "--save", "film.yaml") as typist:
        typist.until("Going on where you left off.")
        typist.until("The video is there: a.mp4")
        typist.type("make it a 7-second clip\n")
        typist.until("(0-7s)")
        typist.type("quit\n")
        assert 0 == typist.end()
    assert [1] == list(nemo.renders.values())
    assert 1 == len(nemo.sessions)
    assert [1] == list(nemo.uploads.values())
    kept = (tmp_path / "film.yaml").read_text()
    assert kept.index("make a clip") < kept.index("make it a 7-second clip") < kept.index("to: a.mp4")


def test_words_are_not_sent_again_after_a_crash(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """An edit that was under way is found in the timeline, and not paid twice."""
    photo("a.jpg")
    nemo.work_s = 1.0
    with chatting(tmp_path, nemo, "a.jpg", "--save", "film.yaml") as typist:
        typist.until("Received")
        typist.type("make a clip\n")
        while not nemo.instructs:  # until the work has begun
            time.sleep(0.01)
        typist.kill()
    with chatting(tmp_path, nemo, "--continue", "--save", "film.yaml", scale="0.02") as typist:
        typist.until("finding out what became of them")
        typist.until("Timeline (1 track)")
        typist.type("quit\n")
        assert 0 == typist.end()
    assert {"make a clip": 1} == nemo.instructs
    assert "make a clip" in (tmp_path / "film.yaml").read_text()


def test_there_is_nothing_to_continue(tmp_path: Path, nemo: Nemo) -> None:
    """A folder without a conversation is said to have none."""
    with chatting(tmp_path, nemo, "--continue") as typist:
        typist.until("no conversation was held in this folder")
        assert 6 == typist.end()
