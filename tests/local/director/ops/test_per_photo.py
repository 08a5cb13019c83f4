"""Per photo: how long each picture is shown, or certain ones."""

from typing import Any

import pytest

from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "wishes"),
    [
        ("3 seconds per picture", [{"seconds": 3.0}]),
        ("a film, 2 sec a photo", [{"seconds": 2.0}]),
        ("第二张停6秒", [{"seconds": 6.0, "photos": [2]}]),
        ("the second to last one for 5 seconds", [{"seconds": 5.0, "photos": [3]}]),
        ("first photo 5 s, the others 2", [{"seconds": 5.0, "photos": [1]}, {"seconds": 2.0, "photos": [2, 3, 4]}]),
        (
            "photo 4 for 6 seconds, the rest 2 each",
            [{"seconds": 6.0, "photos": [4]}, {"seconds": 2.0, "photos": [1, 2, 3]}],
        ),
        ("2 seconds for even numbered photos", [{"seconds": 2.0, "photos": [2, 4]}]),
        ("第一张多停一会儿，5秒", [{"seconds": 5.0, "photos": [1]}]),
        ("前三张每张两秒", [{"seconds": 2.0, "photos": [1, 2, 3]}]),
        ("4 seconds for the photos", [{"seconds": 4.0}]),
        ("from the third on 2 seconds each", [{"seconds": 2.0, "photos": [3, 4]}]),
        ("all 2 seconds except number 3 which gets 5", [{"seconds": 2.0}, {"seconds": 5.0, "photos": [3]}]),
        ("前两张各1秒，后两张各4秒", [{"seconds": 1.0, "photos": [1, 2]}, {"seconds": 4.0, "photos": [3, 4]}]),
        ("每3秒换一张", [{"seconds": 3.0}]),
        ("每两秒切一次", [{"seconds": 2.0}]),
        ("每张5秒改成3秒", [{"seconds": 3.0}]),
        ("每张2到4秒", [{"seconds": 3.0}]),
        ("画面停留三秒", [{"seconds": 3.0}]),
        ("第三张停4秒，片尾写“晚安”", [{"seconds": 4.0, "photos": [3]}]),
        ("开头那张停5秒，结尾淡出", [{"seconds": 5.0, "photos": [1]}]),
        ("第一张久一点（6秒）", [{"seconds": 6.0, "photos": [1]}]),
        ("第1张停 5s 其余 2s", [{"seconds": 5.0, "photos": [1]}, {"seconds": 2.0, "photos": [2, 3, 4]}]),
        ("每张2秒，每张3秒", [{"seconds": 3.0}]),
        ("第二张停久一点4秒哦", [{"seconds": 4.0, "photos": [2]}]),
    ],
)
def test_each_part_has_its_own(session: Session, sentence: str, wishes: list[dict[str, Any]]) -> None:
    """All, certain ones, and what is left beside them: every length goes where it was said."""
    assert wishes == wished(session(4).say(sentence), "per_photo")


@pytest.mark.parametrize(
    ("sentence", "wish"),
    [
        ("photo 3 is too long", {"seconds": 2.667, "photos": [3]}),
        ("photo 2 one second longer", {"seconds": 5.0, "photos": [2]}),
        ("shave a second off the last photo", {"seconds": 3.0, "photos": [4]}),
        ("keep photo 1 up longer, 7 secs", {"seconds": 7.0, "photos": [1]}),
        ("every picture half a second longer", {"seconds": 4.5}),
        ("每张少停一秒", {"seconds": 3.0}),
        ("give photo 2 two more seconds", {"seconds": 6.0, "photos": [2]}),
    ],
)
def test_a_picture_may_be_shown_longer_or_shorter(session: Session, sentence: str, wish: dict[str, Any]) -> None:
    """It is not taken out, and the film's other pictures keep their lengths."""
    reply = session(4).say("a film, 4 seconds per photo, hard cuts", sentence)
    assert [wish] == wished(reply, "per_photo")
    assert [] == wished(reply, "remove") + wished(reply, "duration")


def test_a_picture_that_moves_may_have_its_length(session: Session) -> None:
    """The same picture is named once for both."""
    reply = session(3).say("a film: photo 1 for 4 seconds with zoom in, photo 2 for 3 seconds with zoom out")
    assert [(4.0, [1]), (3.0, [2])] == [(one["seconds"], one["photos"]) for one in wished(reply, "per_photo")]


@pytest.mark.parametrize("sentence", ["hold 1 and 3 longer than the rest", "make 1 and 3 a bit longer"])
def test_bare_numbers_are_those_held_longer(session: Session, sentence: str) -> None:
    """Numbers without a noun are pictures where something is said of how long they are."""
    assert [{"seconds": 6.6, "photos": [1, 3]}] == wished(session(4).say("a film", sentence), "per_photo")


def test_a_length_that_nobody_can_have_meant_is_doubted(session: Session) -> None:
    """A flicker is done and doubted; more than ten minutes a photo is not done."""
    assert session(3).say("0.2 seconds a photo").clauses[0].outcome == "approximated"
    assert session(3).say("show each photo for 20 minutes").clauses[0].outcome == "declined"
    assert session(3).say("half a second each").clauses[0].outcome == "applied"


def test_a_while_is_as_long_as_it_is_said(session: Session) -> None:
    """多停会儿 and a length: that long, not that much longer."""
    assert {"seconds": 6.0, "photos": [2]} in wished(session(4).say("第二张多停会儿6秒，其他的3秒"), "per_photo")


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("12 seconds in all, photo 3 twice as long as the others", 5.4),
        ("最后一张久一点，总共12秒", 4.5),
    ],
)
def test_a_length_is_told_by_the_others(session: Session, sentence: str, seconds: float) -> None:
    """So many times as long as the others, within the length there is."""
    found = [one["seconds"] for one in wished(session(4).say(sentence), "per_photo") if "photos" in one]
    assert [seconds] == [round(one, 1) for one in found]


@pytest.mark.parametrize("sentence", ["give the first one two more seconds", "第一张再多停两秒", "第一张加两秒"])
def test_more_is_added_to_what_there_is(session: Session, sentence: str) -> None:
    """More seconds are a difference."""
    talk = session(4)
    talk.say("a film, 3 seconds per photo")
    assert [{"seconds": 5.0, "photos": [1]}] == wished(talk.say(sentence), "per_photo")
