"""Nothing is left unsaid: what became of every word."""

from collections.abc import Callable
from typing import Any

import pytest

Session = Callable[..., Any]


def unknown(reply: Any) -> list[str]:
    """Return what was reported as not understood."""
    return [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        ("a 10 second film and marmalade the corners", "marmalade"),
        ("10 seconds. Upholster it", "Upholster"),
        ("add a lighthouse", "lighthouse"),
        ("10秒，再来个算盘", "算盘"),
    ],
)
def test_an_unknown_wish_is_reported(session: Session, sentence: str, reported: str) -> None:
    """A verb that nobody knows, and a thing that something is done with."""
    assert any(reported in text for text in unknown(session(3).say(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "a film for my grandmother's bakery",
        "We sell ceramics. Make a 10 second film",
        "could you make a film please, thank you",
        "麻烦帮我做个视频，谢谢",
    ],
)
def test_what_a_film_is_about_is_no_wish(session: Session, sentence: str) -> None:
    """Whom it is for, what is in it, and courtesies are nothing to be done."""
    assert not unknown(session(3).say(sentence))


def test_a_misspelt_word_is_said(session: Session) -> None:
    """Whoever reads the answer sees how it was taken."""
    notes = [clause.note for clause in session(3).say("a vertcial film").clauses]
    assert any("'vertcial' read as 'vertical'" in note for note in notes)


@pytest.mark.parametrize(
    "sentence",
    [
        "make it 20 seconds, no wait, 15",
        "20秒，不对，15秒",
        "14 seconds, scratch that, 15 seconds",
        "14秒，算了，15秒吧",
    ],
)
def test_the_later_of_two_wishes_counts(session: Session, sentence: str) -> None:
    """Of a wish that is taken back nothing is done, and nothing is reported."""
    found = [clause for clause in session(3).say(sentence).clauses if clause.outcome != "defaulted"]
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
def test_what_is_meant_stands_where_it_was_taken_back(
    session: Session, sentence: str, op: str, arg: str, value: str
) -> None:
    """The later value takes the place of the earlier one, whatever stands between the two."""
    ops = [one for clause in session(3).say(sentence).clauses for one in clause.ops if one["op"] == op]
    assert [one[arg] for one in ops] == [value]


@pytest.mark.parametrize("sentence", ["use all the photos, 12 seconds", "转场要叠化，这些照片"])
def test_what_only_names_something_is_no_clause_of_its_own(session: Session, sentence: str) -> None:
    """What is told as done names an operation, or says why there is none."""
    assert all(clause.ops or clause.note for clause in session(3).say(sentence).clauses)


def test_a_verb_beside_what_is_only_named_is_reported(session: Session) -> None:
    """A verb that does something to a thing is in a wish, or in what was not done."""
    found = [clause for clause in session(3).say("rotate the film, 12 seconds").clauses if clause.outcome != "applied"]
    assert any("rotate" in clause.text for clause in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Retirement party here! 12 seconds, sepia",
        "12 seconds, sepia. that's the year of the orchard",
        "so we hiked a glacier, 12 seconds",
        "12秒，毕竟外婆眼神不好",
        "手作陶艺四张，12秒",
        "my french not so good. 12 seconds",
    ],
)
def test_statements_are_no_wishes(session: Session, sentence: str) -> None:
    """What is said before the first wish, a reason, and what somebody says of himself ask for nothing."""
    assert not unknown(session(4).say(sentence))


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
def test_praise_needs_nothing_and_nonsense_is_asked_back(session: Session, sentence: str, outcome: str) -> None:
    """Where nothing is wished, thanks are taken for thanks, and no other words for them."""
    reply = session(3).say("make a film", sentence)
    assert ([outcome], False) == ([clause.outcome for clause in reply.clauses], reply.edited)


@pytest.mark.parametrize(
    "sentence",
    [
        "only use the first two. the rest are blurry",
        "dont crop my nephews ears",
        "6 bed house on Elm Lane, square",
        "方形，别裁我的饺子",
        "我家兔子会跳圈，三岁啦，做成方形",
    ],
)
def test_what_pictures_show_is_no_wish(session: Session, sentence: str) -> None:
    """What is wrong with the others, what is not to be cut off, what a heading counts: nothing is asked with these."""
    assert not unknown(session(4).say(sentence))


@pytest.mark.parametrize("sentence", ["upholster the corners, 12 seconds", "12 seconds, so upholster the corners"])
def test_an_order_is_no_statement(session: Session, sentence: str) -> None:
    """A verb nobody knows, with what it is done to, is reported wherever it stands."""
    assert any("upholster" in text for text in unknown(session(3).say(sentence)))
