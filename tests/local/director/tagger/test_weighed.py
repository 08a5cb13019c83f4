"""What the rules found, weighed by the tagger."""

import pytest

from local.director.conversation import begun, unheard


def outcomes(sentence: str, *before: str) -> dict[str, str]:
    """Return what became of each operation of a sentence."""
    talk = begun(4, "song.mp3")
    if before:
        talk.say(*before)
    clauses = [one for one in talk.say(sentence).clauses if one.outcome != "defaulted"]
    return {op["op"]: one.outcome for one in clauses for op in one.ops}


def test_what_both_hear_is_done() -> None:
    """A plain wish is done, and told so."""
    assert "applied" == outcomes("Make a 12-second film with crossfades")["duration"]


@pytest.mark.parametrize(
    ("sentence", "op"),
    [
        ("We met on a warm evening in Lisbon, twelve years ago. Please make a film of these", "look"),
        ("my grandfather was a slow walker, bless him. turn these into a slideshow", "pace"),
    ],
)
def test_words_of_a_story_are_not_told_as_done(sentence: str, op: str) -> None:
    """What only tells of people is no wish, though a rule may know the word."""
    assert "applied" != outcomes(sentence).get(op)


def test_nothing_is_taken_away_where_it_is_unlikely() -> None:
    """A sentence that tells of a loss takes nothing out of the film."""
    assert "remove" not in outcomes("we lost the second photo album in the flood, sad story", "make a 9 second film")


def test_words_that_ask_for_nothing_are_told_as_what_the_film_is_about() -> None:
    """Small talk is not reported as a wish that nobody understood, but it is not passed over in silence either."""
    said = "My nephew graduated in June and we are all so proud of him. Make a 12 second film."
    reply = begun(4).say(said)
    assert not unheard(reply)
    assert any("taken as what the film is about" in one.note for one in reply.clauses)


@pytest.mark.parametrize("sentence", ["make a film, then ferret out the corners", "做个片，再把边缘腌一下"])
def test_an_order_that_nobody_knows_is_reported(sentence: str) -> None:
    """A verb with what it is done to is a wish, whatever the tagger thinks of its words."""
    assert unheard(begun(3).say(sentence))


def test_what_the_rules_take_for_something_else_is_what_the_tagger_hears() -> None:
    """Words are not done twice: where the tagger is likelier right, the rules' wish in the same words goes."""
    before = 'make a film with song.mp3 and the text "Left right"'
    assert {"beat_words"} == outcomes("the caption words should march to the drum", before).keys()


def test_the_rules_know_of_opposites() -> None:
    """Who finds the music too quiet does not want it quieter, whatever such words ask for elsewhere."""
    talk = begun(3, "song.mp3")
    talk.say("a film with music")
    (level,) = (op for one in talk.say("the song is a bit quiet for our hall").clauses for op in one.ops)
    assert level["gain"] > 1


@pytest.mark.parametrize("sentence", ["drop photo 2 into the brambles", "undo the brambles"])
def test_what_the_rules_refuse_takes_nothing_away(sentence: str) -> None:
    """Nothing goes because the tagger hears it in words that the rules refused."""
    talk = begun(3)
    talk.say("make a 9 second film", "make it square")
    assert not talk.say(sentence).edited


def test_words_beside_a_wish_that_ask_for_it_too_are_not_reported() -> None:
    """A verb that no rule needs for what is done belongs to it."""
    talk = begun(3)
    talk.say('make a film with the title "Market Day"')
    assert not unheard(talk.say("slide the title on over to the bottom left"))
