"""Nothing is left unsaid: what became of every word."""

import pytest

from local.director.conversation import begun


def test_a_misspelt_word_is_said() -> None:
    """Whoever reads the answer sees how it was taken."""
    notes = [clause.note for clause in begun(3).say("a vertcial film").clauses]
    assert any("read as 'vertical'" in note for note in notes)


@pytest.mark.parametrize("sentence", ["use all the photos, 12 seconds", "转场要叠化，这些照片"])
def test_what_only_names_something_is_no_clause_of_its_own(sentence: str) -> None:
    """What is told as done names an operation, or says why there is none."""
    assert all(clause.ops or clause.note for clause in begun(3).say(sentence).clauses)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("love it!! thats perfect", "applied"),
        ("太好了 就这样", "applied"),
        ("blorp the fizzle gnarp", "not understood"),
        ("叽里咕噜 那个啥", "not understood"),
        ("we bake bread in Leeds", "not understood"),
    ],
)
def test_praise_needs_nothing_and_nonsense_is_asked_back(sentence: str, outcome: str) -> None:
    """Where nothing is wished, thanks are taken for thanks, and no other words for them."""
    reply = begun(3).say("make a film", sentence)
    assert ([outcome], False) == ([clause.outcome for clause in reply.clauses], reply.edited)


def test_what_is_done_is_not_reported_as_well() -> None:
    """Where one word of a clause was not understood, that word alone is reported beside what was done."""
    clauses = begun(3).say("12 seconds, fade out and zigzag").clauses
    assert ["zigzag"] == [clause.text.removeprefix("and ") for clause in clauses if clause.outcome == "not understood"]
