"""What the rules hear: each wish once, the later of two, nothing that is taken back."""

import pytest

from local.director.conversation import begun


@pytest.mark.parametrize(
    "sentence",
    [
        "make it 20 seconds, no wait, 15",
        "20秒，不对，15秒",
        "14 seconds, scratch that, 15 seconds",
        "14秒，算了，15秒吧",
    ],
)
def test_the_later_of_two_wishes_counts(sentence: str) -> None:
    """Of a wish that is taken back nothing is done, and nothing is reported."""
    found = [clause for clause in begun(3).say(sentence).clauses if clause.outcome != "defaulted"]
    assert [op["seconds"] for clause in found for op in clause.ops if op["op"] == "duration"] == [15.0]
    assert all(clause.outcome == "applied" for clause in found)


@pytest.mark.parametrize(
    ("sentence", "op", "arg", "value"),
    [
        ("write 'Open' on photo 1, wait, photo 2", "text", "anchor", "photo:2"),
        ("竖的，8秒，不要竖的了要方的", "aspect", "ratio", "1:1"),
        ("a square film, sorry, vertical", "aspect", "ratio", "9:16"),
    ],
)
def test_what_is_meant_stands_where_it_was_taken_back(sentence: str, op: str, arg: str, value: str) -> None:
    """The later value takes the place of the earlier one, whatever stands between the two."""
    ops = [one for clause in begun(3).say(sentence).clauses for one in clause.ops if one["op"] == op]
    assert [one[arg] for one in ops] == [value]


@pytest.mark.parametrize(
    ("sentence", "op", "photos"),
    [
        ("photo 1 in sepia and photo 3 too", "look", [[1], [3]]),
        ("photo 2 for 6 seconds, same for the last one", "per_photo", [[2], [4]]),
        ("第二张停6秒，第四张也一样", "per_photo", [[2], [4]]),
        ("no zoom on photo 3, pan left instead", "motion", [[3], [3]]),
    ],
)
def test_what_is_said_of_one_holds_for_another(sentence: str, op: str, photos: list[list[int]]) -> None:
    """A picture with "too" has what was said last; what comes instead is for the pictures of what was denied."""
    ops = [one for clause in begun(4).say(sentence).clauses for one in clause.ops if one["op"] == op]
    assert photos == [one["photos"] for one in ops]


def test_a_correction_that_is_itself_taken_back_corrects_nothing() -> None:
    """Words that were taken back with what stood before them take nothing back any more."""
    assert begun(0).say("图片传不上来，是不是格式不对？支持苹果手机拍的照片吗").text
    assert begun(3).say("15秒，不对，不对，20秒").text
