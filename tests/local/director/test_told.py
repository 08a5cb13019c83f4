"""Every claim of an answer names what was done."""

import pytest

from imgfree.local.director.told import told
from imgfree.local.grades import LOOKS
from imgfree.local.render.effects import EFFECTS
from local.director.conversation import Session


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("make it pop", "vivid colours"),
        ("cozy vibes", "warm colours"),
        ("高级感", "高级感调色，并带推近、叠化 1 秒"),
        ("pan right on photo 2", "pan right by 8 %; photo 2"),
        ("wipe left", "wipe left, 0.5 s"),
        ("fade in and out", "fade in, 0.5 s; fade out, 0.5 s"),
        ("remove the title", "title removed"),
        ('change the title to "New"', "now 'New'"),
        ("make it 2 seconds shorter", "3 x 2.67 s - 2 x 0.5 s = 7.0 s"),
        ("seamless loop", "the end runs into the beginning"),
    ],
)
def test_a_claim_names_what_was_done(session: Session, sentence: str, note: str) -> None:
    """Not only the user's own words, which may be vague."""
    talk = session(3)
    reply = talk.say('make a 9 second video with the title "Hi"', sentence)
    assert [("applied", note)] == [(clause.outcome, clause.note) for clause in reply.clauses]


def test_every_look_and_effect_has_a_name() -> None:
    """In both languages."""
    for op, names in (("look", set(LOOKS) - {"black_white"} | {"black_and_white"}), ("effect", set(EFFECTS))):
        for name in names:
            said = told({"op": op, "name": name})
            assert any("\u4e00" <= char <= "\u9fff" for char in said.zh), name


@pytest.mark.parametrize("sentence", ["professional look", "book cover"])
def test_what_asks_for_nothing_known_is_not_done(session: Session, sentence: str) -> None:
    """An ok within a word is no thanks."""
    talk = session(2)
    assert "applied" not in {clause.outcome for clause in talk.say("make a video", sentence).clauses}
