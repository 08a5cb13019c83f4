"""The words for the user."""

from typing import Any

import pytest

from local.director.conversation import Conversation, Session


def test_answers_in_one_language_and_in_plain_words(shelf: Any, session: Session) -> None:
    """A Chinese answer shows no field words, and defaults read as words."""
    chinese = shelf.say("把照片做成12秒竖屏视频，标题“你好”")
    assert "upper_third" not in chinese.text
    assert "上三分之一处" in chinese.text
    english = session(3).say("make a 9 second video of my photos")
    assert "no music, no title" in english.text


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ('a film with the title "夏日大促销"', "The timeline"),
        ("title: 夏日大促销, 10 seconds", "The timeline"),
        ("10秒视频，标题“Summer Sale”", "时间线"),
        ("“夏日大促销”", "时间线"),
    ],
)
def test_the_language_is_that_of_the_words_around(shelf: Conversation, said: str, heading: str) -> None:
    """Words for the picture tell no language, unless there are no others."""
    assert shelf.say(said).text.startswith(heading)


def test_answers_in_the_language_of_the_question(session: Session) -> None:
    """A Chinese sentence gets a Chinese answer, with English argument values."""
    reply = session().say("把这三张照片做成10秒竖屏视频，转场用擦除")
    assert "时间线已更新" in reply.text
    assert {"op": "transition", "kind": "wipe_left", "seconds": 0.5} in [op for one in reply.clauses for op in one.ops]
