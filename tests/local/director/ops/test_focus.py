"""Focus: what of the photos stays in the frame, by a sentence."""

from dataclasses import replace

import pytest

from imgfree.local.assets import Focus
from local.director.conversation import Session

FACE = Focus((0.6, 0.2, 0.2, 0.2), 0.9, "face")


@pytest.mark.parametrize(
    ("sentence", "at", "photos"),
    [
        ("focus on the left mug", "left", None),
        ("focus on the top", "top", None),
        ("focus on the right side of photo 2", "right", [2]),
        ("主体靠左", "left", None),
        ("主體靠右", "right", None),
        ("焦点放在上方", "top", None),
        ("对准第2张的左边", "left", [2]),
        ("keep the subject in frame", "subject", None),
    ],
)
def test_hears_where_to_look(session: Session, sentence: str, at: str, photos: list[int] | None) -> None:
    """A side, in both languages, of all photos or of one; everything said is heard."""
    reply = session(3).say("a 9 second 9:16 film", sentence)
    said = [one for clause in reply.clauses for one in clause.ops if one["op"] == "focus"]
    assert [{"op": "focus", "at": at, **({"photos": photos} if photos else {})}] == said
    assert "not understood" not in {clause.outcome for clause in reply.clauses}


@pytest.mark.parametrize("sentence", ["keep her face in frame", "keep all faces in shot", "以人脸为中心", "别切到脸"])
def test_faces_are_kept_where_there_are_some(session: Session, sentence: str) -> None:
    """What was measured as a face is kept for sure; photos without one are named, and stay as they are."""
    talk = session(3)
    talk.assets[0] = replace(talk.assets[0], focus=FACE)
    reply = talk.say("a 9 second 9:16 film", sentence)
    told = [clause for clause in reply.clauses if any(one["op"] == "focus" for one in clause.ops)]
    assert ["approximated"] == [clause.outcome for clause in told]
    segments = talk.drafts[-1]["t"][0]["sg"]
    assert [[0.6, 0.2, 0.2, 0.2], None, None] == [one["m"].get("focus") for one in segments]
    assert 1.0 == segments[0]["m"]["focus_confidence"]


def test_without_a_face_it_is_declined(session: Session) -> None:
    """It says so, and what to say instead."""
    reply = session(3).say("a 9 second 9:16 film", "keep her face in frame")
    [told] = [clause.note for clause in reply.clauses if clause.outcome == "declined"]
    assert "'focus on the left'" in told


def test_a_thing_by_its_name_is_not_known(session: Session) -> None:
    """What stands out is kept, and it is said that names mean nothing here."""
    talk = session(3)
    talk.assets[1] = replace(talk.assets[1], focus=Focus((0.1, 0.1, 0.3, 0.3), 0.6, "saliency"))
    reply = talk.say("a 9 second 9:16 film", "focus on the mug")
    told = [clause for clause in reply.clauses if any(one["op"] == "focus" for one in clause.ops)]
    assert ["approximated"] == [clause.outcome for clause in told]
    assert 1.0 == talk.drafts[-1]["t"][0]["sg"][1]["m"]["focus_confidence"]


def test_a_side_takes_the_part_of_the_subject_that_is_there(session: Session) -> None:
    """Of two mugs in one box, the left one is its left half."""
    talk = session(3)
    talk.assets[0] = replace(talk.assets[0], focus=Focus((0.1, 0.3, 0.8, 0.4), 0.8, "saliency"))
    talk.say("a 9 second 9:16 film", "focus on the left mug")
    assert [0.1, 0.3, 0.4, 0.4] == talk.drafts[-1]["t"][0]["sg"][0]["m"]["focus"]
