"""What gives way to something else."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import begun


@pytest.mark.parametrize(
    "sentence", ["photo 2 is rubbish, use 3 there instead", "用第三张顶替第二张", "photo 3 where photo 2 is"]
)
def test_a_picture_takes_the_place_of_another(sentence: str) -> None:
    """Of the picture whose place it takes nothing is left; the others stay where they are."""
    talk = begun(4)
    talk.say("2 seconds each", sentence)
    assert ["photo-1.jpg", "photo-3.jpg"] == [shot.title for shot in read(talk.drafts[-1]).shots][:2]


def test_a_photo_that_is_not_there_is_asked_back() -> None:
    """Nothing is swapped on a guess."""
    talk = begun()
    talk.say("make a 12 second video")
    reply = talk.say("replace photo 2")
    assert (["declined"], False) == ([clause.outcome for clause in reply.clauses], reply.edited)
