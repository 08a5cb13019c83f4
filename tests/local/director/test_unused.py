"""Uploads that nothing uses are named, once, with the words that would use them."""

from pathlib import Path
from typing import Any

import pytest

from local.director.conversation import Conversation, asset

SRT = "1\n00:00:00,500 --> 00:00:02,000\nHello\n"


@pytest.fixture
def talk(tmp_path: Path) -> Conversation:
    """Return a session with two photos, captions, a logo and two songs."""
    (tmp_path / "talk.srt").write_text(SRT)
    captions = asset("talk.srt", "captions", size=(0, 0))
    captions = type(captions)(**{**vars(captions), "path": tmp_path / "talk.srt"})
    songs = [asset(name, "audio", size=(0, 0), seconds=30.0) for name in ("one.mp3", "two.mp3")]
    return Conversation([asset("a.jpg"), asset("b.jpg"), captions, asset("logo.png", size=(200, 200)), *songs])


def named(reply: Any) -> set[str]:
    """Return which uploads an answer says are not used."""
    return {name for name in ("talk.srt", "logo.png", "one.mp3", "two.mp3") if name in reply.text}


@pytest.mark.parametrize("sentence", ["make a 6 second video", "做一个6秒视频"])
def test_names_what_nothing_uses(talk: Conversation, sentence: str) -> None:
    """All of them with the first film, none a second time."""
    assert {"talk.srt", "logo.png", "one.mp3", "two.mp3"} == named(talk.say(sentence))
    assert set() == named(talk.say("make it warm"))


def test_names_what_came_later(talk: Conversation) -> None:
    """An upload that arrives after the film is named with the next edit."""
    talk.say("make a 6 second video with music")
    talk.assets.append(asset("three.mp3", "audio", size=(0, 0), seconds=30.0))
    assert "three.mp3 is not used" in talk.say("make it warm").text


def test_is_silent_of_what_was_spoken_of(talk: Conversation) -> None:
    """What is used, or refused, is no news."""
    reply = talk.say("make a 6 second video, add captions, add the logo, no music")
    assert "is not used" not in reply.text


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("add captions", "captions"), ("加字幕", "captions"),
        ("add the logo", "logo"), ("右上角加logo", "logo"),
        ("use two.mp3 as the music", "two.mp3"), ("用two.mp3做背景音乐", "two.mp3"),
    ],
)  # fmt: skip
def test_the_words_it_names_use_it(talk: Conversation, words: str, key: str) -> None:
    """Said as advised, the upload is in the film."""
    talk.say("make a 6 second video")
    talk.say(words)
    draft = talk.drafts[-1]
    used = [segment["m"] for track in draft["t"] for segment in track["sg"]]
    roles = {one.get("role") for one in used} | {one.get("source") for one in used}
    assert {"captions": "caption" in roles, "logo": "logo" in draft["m"], "two.mp3": "two.mp3" in roles}[key]
