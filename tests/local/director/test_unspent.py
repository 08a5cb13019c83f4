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


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("the other photos in hard cuts", "other photos"),
        ("the music shouldn't start right away", "shouldn't"),
        ("第二张保留彩色", "第二张"),
        ("不要把片子变慢", "不要"),
    ],
)
def test_what_is_not_for_all_is_done_to_none(sentence: str, word: str) -> None:
    """Where it is not understood for which pictures something is, or what a "no" denies, the film stays as it is."""
    talk = begun(3, "song.mp3")
    talk.say("a 9 second film, black and white")
    reply = talk.say(sentence)
    assert ("declined", False) == (reply.clauses[0].outcome, reply.edited)
    assert word in reply.clauses[0].note


@pytest.mark.parametrize(
    "sentence",
    [
        "crossfade only between 1 and 2, everything else straight cuts",
        "photo 2 zooms in, the other two stay still",
        "no music, and photo 2 in black and white",
        "除了第二张都做成黑白",
    ],
)
def test_what_is_for_certain_pictures_is_done_to_these(sentence: str) -> None:
    """A rest whose others were told, and a denial that was heard, hold nothing back."""
    talk = begun(3, "song.mp3")
    assert talk.say("a 9 second film", sentence).edited
    assert "understood here" not in " ".join(clause.note for clause in talk.say(sentence).clauses)


def test_seconds_that_show_in_nothing_are_named() -> None:
    """The number is told beside what was done without it."""
    (clause,) = begun(3).say("no longer than 30 seconds and at least 20").clauses[:1]
    assert ("approximated", True) == (clause.outcome, "not used: '20'" in clause.note)


@pytest.mark.parametrize(
    "sentence",
    [
        "my nan gets dizzy from zooming",
        "my uncle gets hiccups from flashing stuff",
    ],
)
def test_what_is_told_of_people_is_no_wish(sentence: str) -> None:
    """A feature that is blamed, or that stands alone among words nobody knows, is not laid on the film."""
    assert not begun(3).say(sentence).edited


def test_a_verb_that_nothing_heard_holds_back_what_stands_beside_it() -> None:
    """It says what is to become of the thing; where nothing stands beside it, it is done."""
    talk = begun(3, "song.mp3")
    talk.say('a 10 second film with the title "Yoga"')
    assert not talk.say("第二张出来之前标题就要消失").edited
    assert talk.say("skip the first ten seconds of the song").edited


def test_music_is_not_turned_down_for_all_of_the_film_where_only_words_are_spoken_of() -> None:
    """Words that stand beside a wish for something else say when it is meant."""
    talk = begun(3, "song.mp3")
    talk.say('a 10 second film with the song and the title "Yoga"')
    assert not talk.say("quieter during the title").edited


@pytest.mark.parametrize("sentence", ["drop the box behind them", "标题的白边去掉"])
def test_a_property_that_goes_takes_nothing_with_it(sentence: str) -> None:
    """What has it stays."""
    talk = begun(3)
    talk.say('a 10 second film with the title "Yoga"')
    assert not talk.say(sentence).edited


def test_a_line_ends_what_is_said() -> None:
    """A line break parts wishes as a full stop does."""
    talk = begun(3)
    reply = talk.say("Title: Big Day\nMusic: none\n3 seconds each")
    assert {"applied"} == {clause.outcome for clause in reply.clauses if clause.outcome != "defaulted"}
    assert ["Big Day"] == [op["text"] for clause in reply.clauses for op in clause.ops if op["op"] == "title"]


@pytest.mark.parametrize("sentence", ["drop photo 2 into the brambles", "shuffle the brambles", "undo the brambles"])
def test_nothing_goes_beside_a_word_that_nobody_knows(sentence: str) -> None:
    """What takes away, or changes the order, is not done where a word of its clause was lost."""
    talk = begun(4)
    talk.say("a 10 second film", "sepia")
    assert not talk.say(sentence).edited
