"""Trim: what is cut away, what alone stays, and what is asked back."""

from typing import Any

import pytest

from local.director.conversation import Session, filmed
from local.director.score import operations, wished

FILM = "a film, 4 seconds per photo, hard cuts"


@pytest.mark.parametrize(
    ("sentence", "wish"),
    [
        ("cut the first 3 seconds", {"start_s": 3.0}),
        ("take 2 seconds off the end", {"end_s": 2.0}),
        ("trim 1 s off the start and 2 s off the end", {"start_s": 1.0, "end_s": 2.0}),
        ("trim a second off both ends", {"start_s": 1.0, "end_s": 1.0}),
        ("remove everything from 0:04 to 0:06", {"from_s": 4.0, "to_s": 6.0}),
        ("keep only the first 6 seconds", {"from_s": 0.0, "to_s": 6.0, "keep": True}),
        ("cut everything after 7 seconds", {"from_s": 0.0, "to_s": 7.0, "keep": True}),
        ("剪掉最后两秒", {"end_s": 2.0}),
        ("只保留第2秒到第9秒", {"from_s": 2.0, "to_s": 9.0, "keep": True}),
    ],
)
def test_is_heard(session: Session, sentence: str, wish: dict[str, Any]) -> None:
    """From either end, in the middle, or all but a part."""
    assert [wish] == wished(session(3).say(FILM, sentence), "trim")


@pytest.mark.parametrize("sentence", ["trim it", "剪一剪"])
def test_asks_back_where_it_is_not_said(session: Session, sentence: str) -> None:
    """Nothing is cut on a guess."""
    talk = session(3)
    talk.say(FILM)
    assert not talk.say(sentence).edited


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [("drop everything but the first photo", ["photo 2", "photo 3"]), ("cut photo 2", ["photo 2"])],
)
def test_pictures_go_by_number(session: Session, sentence: str, gone: list[str]) -> None:
    """Those that are excepted stay."""
    assert gone == [one["what"] for one in wished(session(3).say(FILM, sentence), "remove")]


def test_a_title_for_some_seconds_cuts_nothing(session: Session) -> None:
    """A stretch with no word of cutting is not the film's."""
    assert [] == wished(session(3).say(FILM, 'show "Hello" for the first 3 seconds'), "trim")


@pytest.mark.parametrize(
    "sentence", ["play seconds 2 to 8 of the clip, then the photos", "先放视频的第2秒到第8秒，再放照片"]
)
def test_a_part_of_a_clip_is_shown(session: Session, sentence: str) -> None:
    """A verb of showing keeps that part, and the photos stay."""
    ops = [one for clause in session(2, "clip.mp4").say(sentence).clauses for one in clause.ops]
    assert {"op": "trim", "from_s": 2.0, "to_s": 8.0, "keep": True, "clip": 1} in ops


@pytest.mark.parametrize(
    ("sentence", "wish"),
    [
        ("第2个视频剪掉前两秒", {"start_s": 2.0, "clip": 2}),
        ("第二段太晃了，剪掉前3秒", {"start_s": 3.0, "clip": 2}),
        ("第二段有杂音，就是0:03到0:05，剪了", {"from_s": 3.0, "to_s": 5.0, "clip": 2}),
        ("第一段视频从第2秒留到第6秒", {"from_s": 2.0, "to_s": 6.0, "keep": True, "clip": 1}),
    ],
)
def test_a_clip_is_cut_by_its_number(session: Session, sentence: str, wish: dict[str, Any]) -> None:
    """The one that is named, also in the clause before; no other one, and not the film."""
    assert [wish] == wished(session(0, "clip.mp4", "clip2.mp4").say("一个视频", sentence), "trim")


def test_a_text_is_shown_for_so_long() -> None:
    """ "Only show the first 2 seconds", said behind new words, cuts nothing of the film."""
    said = ("a film of 12 seconds, 'Spring' on photo 1", "make it 'Summer' instead, only shown for the first 2 seconds")
    film = filmed(*said)
    assert len(film.shots) == 3


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("just the first 4 secs is fine", 4.0),
        ("只要前两秒就行", 2.0),
        ('put "Sold" on photo 1, gone after two seconds', 2.0),
    ],
)
def test_no_film_is_cut_on_a_guess(session: Session, sentence: str, seconds: float) -> None:
    """Where no film is named and nothing is to be cut, it is the text that is seen so long."""
    talk = session(3)
    reply = talk.say('a film of 12 seconds, write "Open" at the top all the time', sentence)
    assert [seconds] == [op["length_s"] for op in operations(reply) if "old" in op]
    assert not wished(reply, "trim")


def test_a_clip_among_photos_is_cut_alone(session: Session) -> None:
    """A clip that is too long leaves the photos their time; without a part of it nothing is done."""
    talk = session(2, "clip.mp4")
    talk.say("make a film of everything", "the clip is too long, keep its last 5 seconds")
    assert [4000, 4000, 5000] == [segment["d"] for segment in talk.drafts[-1]["t"][0]["sg"]]
    assert not talk.say("the clip is too long").edited


@pytest.mark.parametrize(
    ("sentences", "clip_ms"),
    [
        (["make a film"], 8000),
        (["make a film", "use the whole clip"], 20000),
        (["make a film with the whole clip"], 20000),
        (["make a film", "3 seconds per photo"], 8000),
        (["做一个视频"], 8000),
        (["做一个视频", "片段不剪"], 20000),
        (["a 30 second film"], 22984),
    ],
)
def test_a_long_clip_among_photos_is_cut_to_its_best_part(session: Session, sentences: list[str], clip_ms: int) -> None:
    """Unless its length or that of the film was said; what became of it is told, with the words that undo it."""
    talk = session(2, "clip.mp4")
    first = talk.say(sentences[0])
    told = [clause.note for clause in first.clauses if clause.text in ("clips", "视频")]
    assert (clip_ms == 8000 or len(sentences) > 1) == bool(told)
    if sentences[1:]:
        talk.say(*sentences[1:])
    [clip] = [one["m"] for one in talk.drafts[-1]["t"][0]["sg"] if one["m"]["file_type"] == "video"]
    assert min(clip_ms, 20000) == clip["out_ms"] - clip["in_ms"]


def test_clips_alone_are_shown_whole(session: Session) -> None:
    """A film of nothing but clips has all of them."""
    talk = session(0, "clip.mp4", "clip2.mp4")
    talk.say("make a film")
    assert [20000, 15000] == [one["d"] for one in talk.drafts[-1]["t"][0]["sg"]]


@pytest.mark.parametrize("sentence", ["cut 2 seconds", "too long, take two seconds off", "太长了，砍掉两秒"])
def test_less_in_all_loses_nothing_of_photos(session: Session, sentence: str) -> None:
    """A film of photos is only shorter; that a part of it may be meant is said."""
    talk = session(3)
    talk.say("a film of 12 seconds")
    reply = talk.say(sentence)
    assert [{"seconds": 10.0}] == wished(reply, "duration")
    assert any(clause.outcome == "approximated" for clause in reply.clauses)


def test_the_beginning_of_a_song_goes(session: Session) -> None:
    """A "no" behind its first seconds cuts nothing of the film."""
    assert [{"from_s": 10.0}] == [
        {key: one[key] for key in one if key == "from_s"}
        for one in wished(session(3, "song.mp3").say("音乐用我传的，前10秒不要"), "music")
        if "from_s" in one
    ]


@pytest.mark.parametrize("sentence", ["鼓点要正好切到第3张", "第一张怎么跑到第三张去了"])
def test_no_picture_goes_that_something_comes_to(session: Session, sentence: str) -> None:
    """It only says where to."""
    assert [] == wished(session(4).say(FILM, sentence), "remove")
