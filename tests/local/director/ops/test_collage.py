"""Collages: two to four photos at once, by a sentence."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import Session


def shared(draft: dict) -> list[list[str]]:  # type: ignore[type-arg]
    """Return the photos of each shot."""
    return [[cell.title for cell in shot.cells] or [shot.title] for shot in read(draft).shots]


@pytest.mark.parametrize(
    ("photos", "sentence", "grid", "sizes"),
    [
        (2, "put these two side by side", "row", [2]),
        (4, "put photos 2 and 3 side by side", "row", [1, 2, 1]),
        (4, "show them in a grid", "grid", [4]),
        (3, "a collage of all three", "auto", [3]),
        (5, "a collage", "auto", [3, 2]),
        (5, "split screen", "row", [2, 2, 1]),
        (4, "one above the other", "column", [2, 2]),
        (2, "拼图", "auto", [2]),
        (4, "四宫格", "grid", [4]),
        (4, "第1张和第2张并排", "row", [2, 1, 1]),
        (2, "上下分屏", "column", [2]),
    ],
)
def test_hears_who_shares_a_frame(session: Session, photos: int, sentence: str, grid: str, sizes: list[int]) -> None:
    """Those named, or all of them in even groups; everything said is heard, and the draft reads back the same."""
    talk = session(photos)
    reply = talk.say("a 9 second 9:16 film", sentence)
    assert "not understood" not in {clause.outcome for clause in reply.clauses}
    assert sizes == [len(one) for one in shared(talk.drafts[-1])]
    assert {grid} == {shot.grid for shot in read(talk.drafts[-1]).shots if shot.cells}


@pytest.mark.parametrize(
    ("sentence", "labels"), [("before and after", ["Before", "After"]), ("前后对比", ["前", "后"])]
)
def test_before_and_after_are_labelled(session: Session, sentence: str, labels: list[str]) -> None:
    """Pairs, each with its two labels in the language of the sentence."""
    talk = session(4)
    talk.say("a 9 second 16:9 film" if labels[0] == "Before" else "9秒横屏视频", sentence)
    assert [labels, labels] == [[cell.label for cell in shot.cells] for shot in read(talk.drafts[-1]).shots]


def test_one_at_a_time_takes_a_collage_apart(session: Session) -> None:
    """Every photo has the frame to itself again, in the old order."""
    talk = session(4)
    talk.say("a 9 second 9:16 film", "in a grid", "one at a time")
    assert [[f"photo-{n}.jpg"] for n in range(1, 5)] == shared(talk.drafts[-1])


def test_one_photo_makes_no_collage(session: Session) -> None:
    """It is declined with what it takes."""
    reply = session(1).say("a 9 second 9:16 film", "side by side")
    [declined] = [one for one in reply.clauses if one.outcome == "declined"]
    assert "two photos" in declined.note


def test_more_than_four_at_once_are_declined(session: Session) -> None:
    """Five photos named for one frame are too many."""
    reply = session(6).say("a 9 second 9:16 film", "put photos 1, 2, 3, 4 and 5 side by side")
    assert ["at most 4 photos at once"] == [one.note for one in reply.clauses if one.outcome == "declined"]


@pytest.mark.parametrize(
    ("sentence", "shots"),
    [
        ("a before/after video with a wipe between them", 2),
        ("2张对比图做个视频，硬切", 2),
        ("a before/after video", 1),
        ("before and after side by side, crossfades", 1),
    ],
)
def test_two_photos_with_a_transition_follow_each_other(session: Session, sentence: str, shots: int) -> None:
    """What comes before and after is shown so, unless it is said to stand side by side."""
    talk = session(2)
    talk.say(sentence)
    assert shots == len(read(talk.drafts[-1]).shots)
