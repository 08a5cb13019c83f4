"""What of the words on a film can be drawn is said when they are heard."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.local.director.drawable import SURELY_DRAWN
from local.director.conversation import Conversation, Session, asset, titles


def test_a_text_that_is_too_long_is_named(session: Session) -> None:
    """As much is shown as can be read, and said; what is in it is heard no more than that of a short one."""
    talk = session(2)
    reply = talk.say(f'make a 4-second video with the title "{"make it 20 seconds " * 30}"')
    [cut] = [clause for clause in reply.clauses if clause.outcome == "approximated"]
    assert "569 characters" in cut.note
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
    session: Session, title: str, drawn: str | None, outcome: str, told: str
) -> None:
    """The rest is drawn, the clause is not Done, and the reason stands beside it; a change of title likewise."""
    for said in (["make a 4-second video"], ['make a 4-second video, title "Hello"']):
        talk = session(2)
        reply = talk.say(*said, f'change the title to "{title}"' if "Hello" in said[0] else f'add the title "{title}"')
        [clause] = [one for one in reply.clauses if one.outcome != "defaulted"]
        assert (outcome, True) == (clause.outcome, told in clause.note)
        assert ([drawn] if drawn else []) == titles(talk) or (drawn is None and not reply.edited)


def test_captions_that_cannot_be_drawn_are_counted(tmp_path: Path) -> None:
    """Each reason stands once, beside how many of the captions it is about."""
    texts = ["Hi \U0010f0b8", "\U0010f0b8", "Hello"]
    cues = [f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{text}\n" for number, text in enumerate(texts, 1)]
    (tmp_path / "talk.srt").write_text("\n".join(cues), encoding="utf-8")
    captions = replace(asset("talk.srt", "captions", size=(0, 0)), path=tmp_path / "talk.srt")
    talk = Conversation([asset("a.jpg"), captions])
    reply = talk.say("make a 6 second video with captions")
    [clause] = [one for one in reply.clauses if one.outcome == "approximated"]
    assert "in 2 of the texts" in clause.note
    assert 1 == clause.note.count("is left out")
    assert ["Hi", "Hello"] == titles(talk)


def test_letters_taken_for_granted_are_those_that_can_be_drawn() -> None:
    """Nothing that is passed without a look at the fonts is missing from those that are installed with us."""
    from imgfree.local.render.drawable import drawable

    sure = re.compile(f"[{SURELY_DRAWN}]")
    letters = [char for code in range(0x10000) if sure.match(char := chr(code))]
    assert () == drawable("".join(letters)).missing
    assert len(letters) > 30_000
