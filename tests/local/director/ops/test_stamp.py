"""Stamps: the date or the place of each photo, from its file."""

from dataclasses import replace

import pytest

from imgfree.local.draft import read
from local.director.conversation import Conversation, Session

TAKEN = ("2024-06-03T10:00:00", "2024-06-01T09:00:00", "2023-12-31T23:59:59")


def dated(talk: Conversation, count: int = 3) -> Conversation:
    """Return the conversation with dates and a place in the first of its photos."""
    notes = [(TAKEN[n], "Lisboa") if n < count else ("", "") for n in range(len(talk.assets))]
    talk.assets[:] = [
        replace(one, filename=f"{'abc'[n]}.jpg", taken=taken, place=place)
        for n, (one, (taken, place)) in enumerate(zip(talk.assets, notes, strict=True))
    ]
    return talk


@pytest.mark.parametrize(
    ("film", "sentence", "texts"),
    [
        ("a 9 second film", "show the date", ["3 June 2024", "1 June 2024", "31 December 2023"]),
        ("a 9 second film", "show when they were taken on photo 2", ["1 June 2024"]),
        ("9秒视频", "写上拍摄日期", ["2024年6月3日", "2024年6月1日", "2023年12月31日"]),
        ("a 9 second film", "show where they were taken", ["Lisboa", "Lisboa", "Lisboa"]),
        ("9秒视频", "显示拍摄地点", ["Lisboa", "Lisboa", "Lisboa"]),
    ],
)
def test_each_photo_says_its_own(session: Session, film: str, sentence: str, texts: list[str]) -> None:
    """In the language of the sentence, for as long as the photo is seen."""
    talk = dated(session(3))
    talk.say(film)
    reply = talk.say(sentence)
    assert {"applied"} == {clause.outcome for clause in reply.clauses if clause.ops}
    words = read(talk.drafts[-1]).words
    assert texts == [one.text for one in words]
    assert all(one.anchor.startswith("photo:") for one in words)


def test_files_that_do_not_say_are_named(session: Session) -> None:
    """Some: approximated; all: declined, and nothing is written."""
    some, none = dated(session(3), 2), dated(session(3), 0)
    for talk, outcome, note in (
        (some, "approximated", "no date in c.jpg"),
        (none, "declined", "no date in a.jpg, b.jpg, c.jpg"),
    ):
        talk.say("a 9 second film")
        (clause,) = [one for one in talk.say("show the date").clauses if one.outcome != "defaulted"]
        assert (outcome, note) == (clause.outcome, clause.note)


def test_a_photo_that_is_not_there_is_told(session: Session) -> None:
    """Nothing is declined without its reason."""
    talk = dated(session(3))
    talk.say("a 9 second film")
    (clause,) = talk.say("show the date on photo 9").clauses
    assert ("declined", "there are 3 photos") == (clause.outcome, clause.note)


def test_a_stamp_goes_again(session: Session) -> None:
    """Said twice it stands once; removed, it is gone, and other words stay."""
    talk = dated(session(3))
    talk.say('a 9 second film with the title "Hi"', "show the date", "show the date")
    assert 4 == len(read(talk.drafts[-1]).words)
    talk.say("remove the date stamp")
    assert ["Hi"] == [one.text for one in read(talk.drafts[-1]).words]


@pytest.mark.parametrize("sentence", ["in the order they were taken", "按拍摄时间排列", "oldest first"])
def test_the_order_they_were_taken_in(session: Session, sentence: str) -> None:
    """By date where files have one; a file without one stays where it is, and is named; with none it is declined."""
    talk = dated(session(3))
    talk.say("a 9 second film", sentence)
    assert ["c.jpg", "b.jpg", "a.jpg"] == [one.title for one in read(talk.drafts[-1]).shots]
    some = dated(session(3), 2)
    some.say("a 9 second film", sentence)
    assert ["b.jpg", "a.jpg", "c.jpg"] == [one.title for one in read(some.drafts[-1]).shots]
    reply = dated(session(3), 0).say("a 9 second film", sentence)
    assert any("a.jpg" in clause.note for clause in reply.clauses if clause.outcome == "declined")


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("add the date 12 May 2024 bottom right", "12 May 2024"),
        ("右下角写上日期2024.10.01", "2024.10.01"),
        ("写上日期5月20日", "5月20日"),
    ],
)
def test_writes_the_date_that_is_given(session: Session, sentence: str, text: str) -> None:
    """No file is asked for it."""
    talk = session(2)
    talk.say("a 6 second film", sentence)
    assert [text] == [one.text for one in read(talk.drafts[-1]).words]
