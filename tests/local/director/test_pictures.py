"""Which pictures a sentence means: the same words mean the same pictures, whatever is done to them."""

from typing import Any

import pytest

from imgfree.local.draft import read
from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "op", "photos"),
    [
        ("no zoom on all but the first two", "motion", [[3, 4, 5]]),
        ("pan right on every picture except no. 2", "motion", [[1, 3, 4, 5]]),
        ("除了第四张，其他都推近", "motion", [[1, 2, 3, 5]]),
        ("从第三张开始都静止", "motion", [[3, 4, 5]]),
        ("number 5 for 6 seconds, the others 1", "per_photo", [[5], [1, 2, 3, 4]]),
        ("4号停7秒，后面的都2秒", "per_photo", [[4], [1, 2, 3, 5]]),
        ("小熊那张（3号）停5秒", "per_photo", [[3]]),
        ("the lighthouse one (photo 4) 5 seconds", "per_photo", [[4]]),
        ("only use 5 3 and 1", "build", [[5, 3, 1]]),
        ("zoom out on 1 and 5", "motion", [[1, 5]]),
        ("pan left on the first only", "motion", [[1]]),
        ("除第二张外都推近", "motion", [[1, 3, 4, 5]]),
        ("1st and 4th only", "build", [[1, 4]]),
        ("the first and the last for 4 secs, the others 2", "per_photo", [[1, 5], [2, 3, 4]]),
        ("all of them apart from the second", "build", [[1, 3, 4, 5]]),
    ],
)
def test_are_found_by_number_exception_and_rest(session: Session, sentence: str, op: str, photos: list[Any]) -> None:
    """By a bare number, by what is excepted, by what was not spoken of, by the number of what is shown."""
    assert photos == [one["photos"] for one in wished(session(5).say(sentence), op)]


@pytest.mark.parametrize(
    "sentence", ["make the one of the lighthouse longer", "小熊那张放最前面", "the harbour pic for 6 s"]
)
def test_are_asked_for_where_only_their_looks_are_said(session: Session, sentence: str) -> None:
    """Nobody sees here what a picture shows: it is declined with the way out, and nothing changes."""
    talk = session(4)
    talk.say("2 seconds each")
    reply = talk.say(sentence)
    assert not reply.edited
    assert ["declined"] == [clause.outcome for clause in reply.clauses if clause.outcome != "defaulted"][:1]


@pytest.mark.parametrize(
    "sentence",
    [
        "use photo 4 where photo 2 is",
        "photo 3 in place of photo 1",
        "use photo 3",
        "only 2 and 3 in sepia",
        "drop the vignette on 2",
        "第二张上的东西去掉",
    ],
)
def test_nothing_else_is_removed(session: Session, sentence: str) -> None:
    """One picture in the place of another, or one that is only named, takes no third one away."""
    talk = session(5)
    talk.say("2 seconds each")
    reply = talk.say(sentence)
    assert [] == wished(reply, "remove")
    assert len(read(talk.drafts[-1]).shots) == 5
