"""Words on the picture: which they are, where a name ends, and what a follow-up changes of them."""

from typing import Any

import pytest
from tests.local.director.conversation import Conversation, begun


def shown(talk: Conversation) -> list[dict[str, Any]]:
    """Return the facts of the texts on the newest draft."""
    return [segment["m"] for track in talk.drafts[-1]["t"] if track["m"]["name"] == "Title" for segment in track["sg"]]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("make a reel with the title Harbour Lights and fade to black", "Harbour Lights"),
        ("a 9 second video, title: Loft & Sons, no quotes around it, warm look", "Loft & Sons"),
        ("make a video with the title Our Trip to Oslo in white at the top", "Our Trip to Oslo"),
        ("做个视频，标题叫山里人家，放在底部", "山里人家"),
        ("title: Fresh figs, every Friday. 12 seconds", "Fresh figs, every Friday"),
        ("a 9 second film, title 山里的店", "山里的店"),
        ("put OPEN LATE on photo 2 in yellow", "OPEN LATE"),
        ("最后一张打上欢迎光临", "欢迎光临"),
        ("a film with OPEN DAY 7 MARCH in huge letters on photo 1", "OPEN DAY 7 MARCH"),
    ],
)
def test_a_name_ends_where_another_wish_begins(sentence: str, text: str) -> None:
    """Capitals, stops and connectives bound an unquoted title; all that is behind it is heard as well."""
    talk = begun()
    reply = talk.say(sentence)
    assert [text] == [facts["text"] for facts in shown(talk)]
    assert not [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


def test_what_others_are_called_is_no_title() -> None:
    """A shop has a name; nobody asked to see it, and the words in it ask for nothing."""
    talk = begun()
    reply = talk.say("make a video for my shop called The Vintage Loop")
    assert ["build"] == [op["op"] for clause in reply.clauses if clause.outcome != "defaulted" for op in clause.ops]


@pytest.mark.parametrize(
    "sentence",
    [
        'put "One" on the first photo, "Two" on the second photo and "Three" on the last',
        "Text on photo 1: One, photo 2: Two, photo 3: Three",
        "captions on each photo: One, Two, Three",
    ],
)
def test_every_photo_has_its_own_words(sentence: str) -> None:
    """However they are listed, each text stands on its photo."""
    talk = begun()
    talk.say("make a 12 second video", sentence)
    assert [("One", "photo:1"), ("Two", "photo:2"), ("Three", "photo:3")] == [
        (facts["text"], facts["anchor"]) for facts in shown(talk)
    ]


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
    [facts] = shown(talk)
    assert before | changed == {key: facts[key] for key in before}
    assert 12000 == talk.drafts[-1]["d"]


@pytest.mark.parametrize("sentence", ["add text", "加个标题", "put a shadow behind the title"])
def test_what_lacks_its_words_is_asked_back(sentence: str) -> None:
    """Nothing is written that nobody gave, and what is not drawn is declined."""
    talk = begun()
    talk.say("make a 12 second video with the title “Hello”")
    reply = talk.say(sentence)
    assert ["declined"] == [clause.outcome for clause in reply.clauses]


def test_a_quotation_without_a_role_is_the_title_and_said() -> None:
    """Taken as the title, nearly: the next sentence can say otherwise."""
    talk = begun()
    reply = talk.say("12 seconds, vertical; 'Harbour Lights'")
    assert ["approximated"] == [clause.outcome for clause in reply.clauses if any("text" in op for op in clause.ops)]


@pytest.mark.parametrize(
    ("sentence", "style"),
    [
        ("做个短片，第二张写“立秋”，金色大字", {"color": "gold", "size": "large"}),
        ("短片开头打上“一碗热汤”，字小一点", {"size": "small"}),
        ("a film with 'Good Tea' at the end, yellow bold letters", {"color": "yellow", "bold": True}),
    ],
)
def test_a_style_in_its_own_clause_is_that_of_the_text_before(sentence: str, style: dict[str, Any]) -> None:
    """One text, which looks as the clause behind it says."""
    talk = begun()
    talk.say(sentence)
    assert [style] == [facts["style"] for facts in shown(talk)]


def test_what_is_said_of_several_texts_is_true_of_each() -> None:
    """A place before the colon of a list, a colour of "both" behind it."""
    talk = begun()
    talk.say("Text at the bottom: 'one' on the first, 'two' on the second, both in gold")
    assert [("bottom", {"color": "gold"})] * 2 == [(facts["position"], facts["style"]) for facts in shown(talk)]


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
    (title,) = shown(talk)
    assert ("Blue Door", start, length) == (title["text"], title["start"], title["length_ms"])


@pytest.mark.parametrize(
    "sentence", ["make the title bounce in letter by letter", "the title in white, with a pop animation"]
)
def test_a_movement_of_letters_is_declined_by_its_name(sentence: str) -> None:
    """Texts fade; nothing else that letters could do is told as done."""
    talk = begun()
    talk.say("make a 12 second video with the title 'Blue Door'")
    reply = talk.say(sentence)
    assert "declined" in [clause.outcome for clause in reply.clauses]
    assert not [clause.text for clause in reply.clauses if clause.outcome == "not understood"]
    assert not any("animation" in facts["style"] for facts in shown(talk))


@pytest.mark.parametrize(
    "sentence",
    ["show ALL PHOTOS for 3 seconds", "add SLOW ZOOM to every photo", "title should hang around for 6 seconds"],
)
def test_wishes_are_no_words_for_the_picture(sentence: str) -> None:
    """Neither capitals nor a noun before them make a text of words that wish something."""
    talk = begun()
    talk.say("make a 12 second video with the title 'Blue Door'", sentence)
    assert ["Blue Door"] == [facts["text"] for facts in shown(talk)]


def test_the_middle_before_a_verb_of_writing_is_a_place() -> None:
    """It is no photo of its own: the one before it is meant."""
    talk = begun()
    talk.say("第一张中间写“山里的家”")
    assert [("photo:1", "center")] == [(facts["anchor"], facts["position"]) for facts in shown(talk)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("put Plum Tart, 3.80 a slice on the second pic", ("Plum Tart, 3.80 a slice", "photo:2")),
        ("10 seconds, Late Show at Nine £6 at the end in red", ("Late Show at Nine £6", "end")),
        ("finish with Ring Olu 0113 496 0000", ("Ring Olu 0113 496 0000", "end")),
        ("words Sundays 9-12 at the bottom throughout", ("Sundays 9-12", "all")),
        ("title Tea & Toast, est. 1954", ("Tea & Toast, est. 1954", "start")),
        ("We moved! needs to say that in yellow at the start", ("We moved!", "start")),
        ("结尾写 周日见 第二杯半价", ("周日见 第二杯半价", "end")),
        ("最后打上 阿明 13700001111", ("阿明 13700001111", "end")),
        ("第三张写上 凉皮 8块一份，字大点", ("凉皮 8块一份", "photo:3")),
        ("全程顶上挂着 周五8点 老地方见", ("周五8点 老地方见", "all")),
        ("结尾 电话：010-5555", ("电话：010-5555", "end")),
    ],
)
def test_words_without_quotes_go_to_the_next_border(sentence: str, expected: tuple[str, str]) -> None:
    """A place for words, or a verb of writing, announces them; figures and film words in them are data."""
    talk = begun()
    reply = talk.say(sentence)
    assert [expected] == [(facts["text"], facts["anchor"]) for facts in shown(talk)]
    assert not [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Soup 4 for £9 on pic 1, Pie £3 on pic 3", [("Soup 4 for £9", "photo:1"), ("Pie £3", "photo:3")]),
        ("title Ada & Ben then 02.08.24 at the end", [("Ada & Ben", "start"), ("02.08.24", "end")]),
        ("片头 山里两日 片尾 下回再去", [("山里两日", "start"), ("下回再去", "end")]),
    ],
)
def test_each_of_several_texts_has_its_place(sentence: str, expected: list[tuple[str, str]]) -> None:
    """Two in one sentence do not mix."""
    talk = begun()
    talk.say(sentence)
    assert expected == [(facts["text"], facts["anchor"]) for facts in shown(talk)]


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
    assert expected == [facts["text"] for facts in shown(talk)]


@pytest.mark.parametrize("sentence", ["Quibble on the first photo", "put a hat on the dog", "最后加彩蛋"])
def test_what_nobody_knows_is_no_text(sentence: str) -> None:
    """An unknown thing or doing is reported, whatever place stands behind it."""
    talk = begun()
    talk.say("12 seconds")
    reply = talk.say(sentence)
    assert [] == shown(talk)
    assert "not understood" in [clause.outcome for clause in reply.clauses]
