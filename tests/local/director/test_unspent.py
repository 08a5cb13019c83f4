"""Words of a wish that nothing was done with are told beside what was done."""

import pytest

from local.director.conversation import begun


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ('the title "Hi" in a white box and slanted', "slanted"),
        ("shuffle the music, 12 seconds", "shuffle"),
        ("标题写“开业”，红色斜体", "斜体"),
    ],
)
def test_a_value_or_verb_that_was_not_used_is_named(sentence: str, word: str) -> None:
    """The clause is no more than approximated, and says what is left of it."""
    nearly = [clause for clause in begun(3, "song.mp3").say(sentence).clauses if clause.outcome == "approximated"]
    assert any(f"not used: '{word}'" in one.note or f"未用到“{word}”" in one.note for one in nearly)


@pytest.mark.parametrize(
    "sentence",
    [
        'the title "Hi" in bold red, wipes between the photos',
        "no sepia, fade in from white",
        "move the logo to the top left and speed it all up",
        "标题写“开业”，红色粗体，打乱顺序",
    ],
)
def test_what_was_used_is_not_named(sentence: str) -> None:
    """Whatever the operation calls it, and what is denied."""
    notes = [clause.note for clause in begun(3, "logo.png").say(sentence).clauses]
    assert not [note for note in notes if "not used:" in note or "未用到" in note]


def test_a_colour_that_nothing_takes_is_reported() -> None:
    """Behind a preposition, too: it does not say what the film is about."""
    clauses = begun(3, "logo.png").say("add the logo in red").clauses
    assert ["red"] == [clause.text for clause in clauses if clause.outcome == "not understood"]
