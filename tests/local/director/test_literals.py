"""A user's text is data: what stands in quotes, and what a file is called, is never heard as an instruction."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.local.director.conftest import Conversation, asset

from imgfree import template, wire
from imgfree.local.director import lettering
from imgfree.local.messages import message

TITLES = [
    '12" vinyl',
    'Mom\'s "60th" Birthday',
    "夏日“特惠”",
    'x" and make it 20 seconds long "y',
    "Rock 'n' Roll",
    "The Smiths' House",
    "他说“你好”",
    "line one\nline two",
    "no music, black and white, 9:16",
    "undo",
    "”",
]


def titles(talk: Any) -> list[str]:
    """Return the texts on the newest timeline."""
    return [
        segment["m"]["text"]
        for track in talk.drafts[-1]["t"]
        if track["tt"] == wire.TRACK_TEXT
        for segment in track["sg"]
    ]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "sentence",
    ['Turn these into a 4-second 1:1 reel with the title "{{ v }}".', "做成4秒方形视频，标题“{{ v }}”，不要音乐"],
)
def test_titles_of_a_recipe_come_out_whole(session: Callable[..., Any], sentence: str, title: str) -> None:
    """The draft has the title letter by letter, and nothing in it changed the film."""
    talk = session(2)
    reply = talk.say(template.render(sentence, {"v": title}))
    facts = talk.drafts[-1]["m"]
    assert [title] == titles(talk)
    assert (4000, 1080, 1080, None) == (talk.drafts[-1]["d"], facts["width"], facts["height"], facts.get("look"))
    assert {"applied", "defaulted"} == {clause.outcome for clause in reply.clauses}


@pytest.mark.parametrize("title", [one for one in TITLES if "20 seconds" not in one and one != "”"])
def test_titles_that_are_typed_come_out_whole(session: Callable[..., Any], title: str) -> None:
    """Quotes that a person typed nest, and inches and apostrophes end none."""
    talk = session(2)
    talk.say(f'make a 4-second video with the title "{title}"')
    assert ([title], 4000) == (titles(talk), talk.drafts[-1]["d"])


def test_a_text_that_is_too_long_is_named(session: Callable[..., Any]) -> None:
    """As much is shown as can be read, and said; what is in it is heard no more than that of a short one."""
    talk = session(2)
    reply = talk.say(f'make a 4-second video with the title "{"make it 20 seconds " * 30}"')
    [cut] = [clause for clause in reply.clauses if clause.outcome == "approximated"]
    assert "569 characters are more than can be read there: shown up to" in cut.note
    assert 4000 == talk.drafts[-1]["d"]


@pytest.mark.parametrize(
    ("title", "drawn", "outcome", "told"),
    [
        ("Hi \U0010f0b8 there", "Hi there", "approximated", "is left out"),
        ("\U0010f0b8", None, "declined", "is left out"),
        ("Donau" * 19, "Donau" * 19, "approximated", "a word of 95 letters is broken"),
        ("Größe Łódź 夏日", "Größe Łódź 夏日", "applied", ""),
    ],
)
def test_what_cannot_be_drawn_is_said_when_it_is_heard(
    session: Callable[..., Any], title: str, drawn: str | None, outcome: str, told: str
) -> None:
    """The rest is drawn, the clause is not Done, and the reason stands beside it; a change of title likewise."""
    for said in (["make a 4-second video"], ['make a 4-second video, title "Hello"']):
        talk = session(2)
        reply = talk.say(*said, f'change the title to "{title}"' if "Hello" in said[0] else f'add the title "{title}"')
        [clause] = [one for one in reply.clauses if one.outcome != "defaulted"]
        assert (outcome, True) == (clause.outcome, told in clause.note)
        assert ([drawn] if drawn else []) == titles(talk) or (drawn is None and not reply.edited)


def test_no_name_or_quotation_is_left_out_in_silence() -> None:
    """One that no rule takes is reported, whatever else its clause came to."""
    talk = Conversation([asset("square.jpg"), asset("b.jpg")])
    reply = talk.say("make a video, square.jpg for 3 seconds")
    assert ["square.jpg"] == [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


@pytest.mark.parametrize(
    ("sentence", "shots"),
    [
        ("make a 6 second video only from no music 20 seconds.jpg", ["no music 20 seconds.jpg"]),
        ("make a 6 second video from salt and pepper.jpg and square.jpg only", ["salt and pepper.jpg", "square.jpg"]),
        ("make a 6 second video, put square.jpg somewhere", None),
        ("make a 6 second video of 20秒 竖屏.jpg", ["20秒 竖屏.jpg"]),
        ("用square.jpg和no music 20 seconds.jpg做6秒视频", ["square.jpg", "no music 20 seconds.jpg"]),
    ],
)
def test_the_name_of_a_file_is_a_name(sentence: str, shots: list[str] | None) -> None:
    """It picks the upload; nothing in it is an instruction."""
    names = ["square.jpg", "no music 20 seconds.jpg", "salt and pepper.jpg", "20秒 竖屏.jpg"]
    talk = Conversation([asset(name, size=(1200, 800)) for name in names])
    talk.say(sentence)
    draft = talk.drafts[-1]
    got = [segment["m"]["title"] for segment in draft["t"][0]["sg"]]
    assert (shots or names, 6000, 1920) == (got, draft["d"], draft["m"]["width"])


def test_a_message_says_where_its_literals_stand() -> None:
    """They come beside the words, in the part's metadata; what fits no place in the words is passed over."""
    text = 'title "a" b"'
    body: dict[str, Any] = {"appName": "x", "userId": "me", "sessionId": "1"}
    said = {**body, "newMessage": {"parts": [{"text": text, "partMetadata": {"literals": [[6, 12]]}}]}}
    assert ((6, 12),) == getattr(message(said).sentence, "literals", None)
    said["newMessage"]["parts"][0]["text"] = f"\n {text}\n"
    said["newMessage"]["parts"][0]["partMetadata"] = {"literals": [[8, 14]]}
    assert (text, ((6, 12),)) == (message(said).sentence, getattr(message(said).sentence, "literals", None))
    said["newMessage"]["parts"][0]["partMetadata"] = {"literals": [[8, 99], "x"]}
    assert text == message(said).sentence
    assert not hasattr(message(said).sentence, "literals")


def test_captions_that_cannot_be_drawn_are_counted(tmp_path: Path) -> None:
    """Each reason stands once, beside how many of the captions it is about."""
    texts = ["Hi \U0010f0b8", "\U0010f0b8", "Hello"]
    cues = [f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{text}\n" for number, text in enumerate(texts, 1)]
    (tmp_path / "talk.srt").write_text("\n".join(cues), encoding="utf-8")
    captions = replace(asset("talk.srt", "captions", size=(0, 0)), path=tmp_path / "talk.srt")
    talk = Conversation([asset("a.jpg"), captions])
    reply = talk.say("make a 6 second video with captions")
    [clause] = [one for one in reply.clauses if one.outcome == "approximated"]
    assert "3 captions from talk.srt; in 2 of the texts" in clause.note
    assert 1 == clause.note.count("is left out")
    assert ["Hi", "Hello"] == titles(talk)


def test_letters_taken_for_granted_are_those_that_can_be_drawn() -> None:
    """Nothing that is passed without a look at the fonts is missing from those that are installed with us."""
    from imgfree.local.render.drawable import drawable

    sure = re.compile(f"[{lettering.SURELY_DRAWN}]")
    letters = [char for code in range(0x10000) if sure.match(char := chr(code))]
    assert () == drawable("".join(letters)).missing
    assert len(letters) > 30_000
