"""Where words stand, when they are seen, how they look."""

from typing import Any

import pytest

from imgfree.local.director.ops.appearance import told
from local.director.conversation import begun, lettered


@pytest.mark.parametrize(
    ("sentence", "style"),
    [
        ("做个短片，第二张写“立秋”，金色大字", {"color": "gold", "size": "large"}),
        ("短片开头打上“一碗热汤”，字小一点", {"size": "small"}),
        ("a film with 'Good Tea' at the end, yellow bold letters", {"color": "yellow", "bold": True}),
    ],
)
def test_a_style_in_its_own_clause_is_that_of_the_text_before(sentence: str, style: dict[str, Any]) -> None:
    """One text, which looks as the clause behind it says."""
    talk = begun()
    talk.say(sentence)
    assert [style] == [facts["style"] for facts in lettered(talk)]


def test_what_is_said_of_several_texts_is_true_of_each() -> None:
    """A place before the colon of a list, a colour of "both" behind it."""
    talk = begun()
    talk.say("Text at the bottom: 'one' on the first, 'two' on the second, both in gold")
    assert [("bottom", {"color": "gold"})] * 2 == [(facts["position"], facts["style"]) for facts in lettered(talk)]


@pytest.mark.parametrize("sentence", ["make the title wiggle", "the title in white, with a glitch text"])
def test_a_movement_of_letters_is_declined_by_its_name(sentence: str) -> None:
    """What letters cannot do here is not told as done."""
    talk = begun()
    talk.say("make a 12 second video with the title 'Blue Door'")
    reply = talk.say(sentence)
    assert "declined" in [clause.outcome for clause in reply.clauses]
    assert not [clause.text for clause in reply.clauses if clause.outcome == "not understood"]
    assert not any("animation" in facts["style"] for facts in lettered(talk))


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ('put "Hi" on photo 2', {"anchor": "photo:2"}),
        ('write "Hi" at the end', {"anchor": "end"}),
        ('title "Hi" throughout', {"anchor": "all"}),
        ('add the text "Hi" from 2 to 5 seconds', {"anchor": "at", "start_s": 2.0, "length_s": 3.0}),
        ('add the text "Hi" for the first 2 seconds', {"anchor": "start", "length_s": 2.0}),
    ],
)
def test_words_are_seen_when_it_is_said(sentence: str, when: dict[str, Any]) -> None:
    """On a picture, at an end, all the time, or in a stretch of the film."""
    [args] = [op for clause in begun().say(sentence).clauses for op in clause.ops if op["op"] in ("title", "text")]
    assert when == {name: args[name] for name in when}


def test_a_style_is_told_as_people_read_it() -> None:
    """Colour, weight, size and ground, in both languages; an empty style is nothing."""
    said = told({"color": "gold", "bold": True, "size": "large", "background": "black", "box": True})
    assert ("gold, bold, large, black box", "金字、粗体、大字、黑底") == (said.en, said.zh)
    assert ("no box", "white outline") == (told({"box": False}).en, told({"box": False, "outline": "white"}).en)
    assert not told({})
