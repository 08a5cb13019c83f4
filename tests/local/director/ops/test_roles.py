"""What words on the picture are: title, text, closing, captions."""

import pytest

from local.director.conversation import begun, lettered


@pytest.mark.parametrize(
    "sentence",
    [
        'put "One" on the first photo, "Two" on the second photo and "Three" on the last',
        "Text on photo 1: One, photo 2: Two, photo 3: Three",
        "captions on each photo: One, Two, Three",
    ],
)
def test_every_photo_has_its_own_words(sentence: str) -> None:
    """However they are listed, each text stands on its photo."""
    talk = begun()
    talk.say("make a 12 second video", sentence)
    assert [("One", "photo:1"), ("Two", "photo:2"), ("Three", "photo:3")] == [
        (facts["text"], facts["anchor"]) for facts in lettered(talk)
    ]


@pytest.mark.parametrize("sentence", ["add text", "加个标题", "put a shadow behind the title"])
def test_what_lacks_its_words_is_asked_back(sentence: str) -> None:
    """Nothing is written that nobody gave, and what is not drawn is declined."""
    talk = begun()
    talk.say("make a 12 second video with the title “Hello”")
    reply = talk.say(sentence)
    assert ["declined"] == [clause.outcome for clause in reply.clauses]


def test_a_quotation_without_a_role_is_the_title_and_said() -> None:
    """Taken as the title, nearly: the next sentence can say otherwise."""
    talk = begun()
    reply = talk.say("12 seconds, vertical; 'Harbour Lights'")
    assert ["approximated"] == [clause.outcome for clause in reply.clauses if any("text" in op for op in clause.ops)]


@pytest.mark.parametrize(
    ("sentence", "op", "anchor", "position"),
    [
        ('title "Hi"', "title", "start", "upper_third"),
        ('end with "Bye"', "title", "end", "center"),
        ('write "Hi" on photo 1', "text", "photo:1", "lower_third"),
    ],
)
def test_a_role_has_its_usual_place(sentence: str, op: str, anchor: str, position: str) -> None:
    """A title stands at the beginning, closing words at the end, other words where they are said to."""
    talk = begun()
    reply = talk.say(sentence)
    assert op in {one["op"] for clause in reply.clauses for one in clause.ops}
    assert [(anchor, position)] == [(facts["anchor"], facts["position"]) for facts in lettered(talk)]


def test_a_shadow_is_not_drawn_and_said() -> None:
    """The words are there; what to ask for instead stands beside them."""
    talk = begun()
    reply = talk.say('add a title "Hi" with a shadow')
    assert ["Hi"] == [facts["text"] for facts in lettered(talk)]
    assert any("no shadows are drawn" in clause.note for clause in reply.clauses)
