"""What a follow-up changes of the words that are there."""

from collections.abc import Callable
from typing import Any

import pytest

from local.director.conversation import begun, lettered
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("move the text up", {"position": "top"}),
        ("font bigger", {"style": {"size": "large"}}),
        ("字大一点", {"style": {"size": "large"}}),
        ("make the title gold and bold", {"style": {"bold": True, "color": "gold"}}),
        ("the title should say Goodbye instead", {"text": "Goodbye"}),
        ("keep the title on for the whole video", {"anchor": "all"}),
        ("show the title two seconds later", {"anchor": "at"}),
    ],
)
def test_a_follow_up_changes_what_it_names(sentence: str, changed: dict[str, Any]) -> None:
    """One title is that title; what is not said of it stays, and the film is not built again."""
    talk = begun()
    talk.say('make a 12 second video with the title "Hello"', sentence)
    before = {"text": "Hello", "position": "upper_third", "anchor": "start", "style": {}}
    [facts] = lettered(talk)
    assert before | changed == {key: facts[key] for key in before}
    assert 12000 == talk.drafts[-1]["d"]


@pytest.mark.parametrize(
    ("sentence", "start", "length"),
    [
        ("show the title two seconds later", 2000, 3000),
        ("标题晚两秒出来", 2000, 3000),
        ("标题两秒后消失", 0, 2000),
        ("the title should stay for 5 seconds", 0, 5000),
    ],
)
def test_a_title_comes_later_or_stays_shorter(sentence: str, start: int, length: int) -> None:
    """Its words are the same; only its time is another."""
    talk = begun()
    talk.say("make a 12 second video with the title 'Blue Door'", sentence)
    (title,) = lettered(talk)
    assert ("Blue Door", start, length) == (title["text"], title["start"], title["length_ms"])


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("put Muffins 2.20 on the first pic", "price went up, its 2.60 now", ["Muffins 2.60"]),
        ("第二张写上 豆浆 3.5", "价格改了 现在是4.5", ["豆浆 4.5"]),
        ("title Bllue Door", "there's a typo, it's Blue Door", ["Blue Door"]),
        ("标题写山里人家", "标题打错字了，是「山里人间」不是人家", ["山里人间"]),
        ("title Up North, end with Bye", "lose the title", ["Bye"]),
        ("片头写山里人家，结尾写下回再去", "结尾那句不要了", ["山里人家"]),
        ("title Up North", "swap the title for Down South", ["Down South"]),
        ("结尾写 下回再去", "ending 改成 Bye bye", ["Bye bye"]),
        ("title Up North, end with Bye", "take away the text at the end", ["Up North"]),
        ("标题写山里人家，第二张写 明早见", "把第二张的字去掉", ["山里人家"]),
        ("标题写山里人家，第二张写 明早见", "第三张的字去掉", ["山里人家", "明早见"]),
    ],
)
def test_a_part_or_one_of_the_texts_changes(before: str, sentence: str, expected: list[str]) -> None:
    """A price, a slip of the pen, the one at the end: the others, and the rest of its words, stay."""
    talk = begun()
    talk.say(f"12 seconds, {before}", sentence)
    assert expected == [facts["text"] for facts in lettered(talk)]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("move the second text up", "Doors at nine"),
        ("make the bottom text smaller", "Doors at nine"),
        ("上面那行字小一点", "Hello"),
    ],
)
def test_one_of_several_texts_is_pointed_at(sentence: str, text: str) -> None:
    """By its rank, or by the place where it stands; the others stay."""
    talk = begun()
    talk.say('a film with the title "Hello"', 'put "Doors at nine" at the bottom')
    before = lettered(talk)
    talk.say(sentence)
    assert [text] == [new["text"] for old, new in zip(before, lettered(talk), strict=True) if old != new]


def test_it_is_the_only_text_there(session: Callable[..., Any]) -> None:
    """Where there are several, one is taken and said, or nothing is done."""
    talk = session(3)
    assert ["large"] == [one["size"] for one in wished(talk.say('a film, title "Hello"', "make it bigger"), "title")]
    doubted = talk.say('put "Doors at nine" at the bottom', "make it yellow")
    assert ["approximated"] == [one.outcome for one in doubted.clauses]
    assert [] == wished(talk.say("make it bigger"), "title")


@pytest.mark.parametrize(
    ("sentence", "styles"),
    [
        ("make the second text red", [{}, {"color": "red"}]),
        ("第二句改成红色", [{}, {"color": "red"}]),
        ("make the fourth text red", [{}, {}]),
    ],
)
def test_a_text_is_meant_by_its_rank(sentence: str, styles: list[dict[str, Any]]) -> None:
    """They are counted as they are seen; where there is none of that rank, no other is changed."""
    talk = begun()
    talk.say("第一张写 白菜，第二张写 萝卜", sentence)
    assert styles == [facts["style"] for facts in lettered(talk)]


@pytest.mark.parametrize("sentence", ["第二张上的字不要了", "remove the second text"])
def test_the_text_on_a_picture_goes_and_the_picture_stays(sentence: str) -> None:
    """What stands on it is the film's own text, and nothing in the picture; so does the one of a rank."""
    talk = begun()
    talk.say("第一张写 白菜，第二张写 萝卜", sentence)
    assert ["白菜"] == [facts["text"] for facts in lettered(talk)]
