"""Words on the picture: which they are, where a name ends, and what a follow-up changes of them."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import Session, begun, lettered
from local.director.score import wished


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
    assert [text] == [facts["text"] for facts in lettered(talk)]
    assert not [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


def test_what_others_are_called_is_no_title() -> None:
    """A shop has a name; nobody asked to see it, and the words in it ask for nothing."""
    talk = begun()
    reply = talk.say("make a video for my shop called The Vintage Loop")
    assert ["build"] == [op["op"] for clause in reply.clauses if clause.outcome != "defaulted" for op in clause.ops]


@pytest.mark.parametrize(
    "sentence",
    ["show ALL PHOTOS for 3 seconds", "add SLOW ZOOM to every photo", "title should hang around for 6 seconds",
     "等我想想写啥", "帮我写个标题和文案", "价格写在门口那张", "不要字太小", "别让字太大",
     "写个爆款标题", "写个吸引人的标题", "想个好听的标题", "左上打上拍摄地点"],
)  # fmt: skip
def test_wishes_are_no_words_for_the_picture(sentence: str) -> None:
    """Neither capitals nor a noun before them make a text of words that wish something."""
    talk = begun()
    talk.say("make a 12 second video with the title 'Blue Door'", sentence)
    assert ["Blue Door"] == [facts["text"] for facts in lettered(talk)]


def test_the_middle_before_a_verb_of_writing_is_a_place() -> None:
    """It is no photo of its own: the one before it is meant."""
    talk = begun()
    talk.say("第一张中间写“山里的家”")
    assert [("photo:1", "center")] == [(facts["anchor"], facts["position"]) for facts in lettered(talk)]


def test_words_that_are_spoken_of_at_once_stand_before() -> None:
    """They begin the sentence, and end before what says how they look."""
    talk = begun()
    talk.say("全场八折起，这几个字要大，放中间")
    assert [("全场八折起", "center")] == [(facts["text"], facts["position"]) for facts in lettered(talk)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("put Plum Tart, 3.80 a slice on the second pic", ("Plum Tart, 3.80 a slice", "photo:2")),
        ("10 seconds, Late Show at Nine £6 at the end in red", ("Late Show at Nine £6", "end")),
        ("finish with Ring Olu 0113 496 0000", ("Ring Olu 0113 496 0000", "end")),
        ("words Sundays 9-12 at the bottom throughout", ("Sundays 9-12", "all")),
        ("title Tea & Toast, est. 1954", ("Tea & Toast, est. 1954", "start")),
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
    assert [expected] == [(facts["text"], facts["anchor"]) for facts in lettered(talk)]
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
    assert expected == [(facts["text"], facts["anchor"]) for facts in lettered(talk)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("photo one says Honey, second Jam £3, last one Ask Inside. yellow letters", ["Honey", "Jam £3", "Ask Inside"]),
        ("Roof before on the first, Roof after on the second, in yellow", ["Roof before", "Roof after"]),
        ("write before on one and after on the last, yellow letters", ["before", "after"]),
        ("第一张写翻修前第二张写翻修后，字要黄色", ["翻修前", "翻修后"]),
    ],
)
def test_what_is_said_behind_several_texts_is_of_all(sentence: str, expected: list[str]) -> None:
    """Each text has its picture, whether its noun is said again or not; the style behind the last is theirs as well."""
    talk = begun()
    talk.say(sentence)
    assert expected == [facts["text"] for facts in lettered(talk)]
    assert {"yellow"} == {dict(words.style).get("color") for words in read(talk.drafts[-1]).words}


def test_the_place_of_a_logo_is_no_texts() -> None:
    """What is said of the logo before the comma is not said of the words behind it."""
    talk = begun(2, "logo.png")
    talk.say("logo放右上角，片头打滨江花园")
    assert [("滨江花园", "upper_third")] == [(facts["text"], facts["position"]) for facts in lettered(talk)]


@pytest.mark.parametrize("sentence", ["title's nice but a bit small", "the title's lovely, just bigger please"])
def test_what_is_thought_of_a_title_is_none_of_its_words(sentence: str) -> None:
    """Praise and complaint leave the words as they are."""
    talk = begun()
    talk.say("title Sweet Peas", sentence)
    assert [("Sweet Peas", (("size", "large"),))] == [(one.text, one.style) for one in read(talk.drafts[-1]).words]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("12 seconds, end with Visit us", "Visit us"),
        ("12 seconds, put Doors open 8pm on photo 2", "Doors open 8pm"),
        ("12秒，结尾写 初六开工 see you soon", "初六开工 see you soon"),
        ("12秒，第二张上写人均36吃到饱", "人均36吃到饱"),
    ],
)
def test_words_may_be_verbs_and_prices(sentence: str, text: str) -> None:
    """A call, a price or an hour is read; none of it is a wish."""
    talk = begun()
    talk.say(sentence)
    assert [text] == [facts["text"] for facts in lettered(talk)]
    assert 12000 == talk.drafts[-1]["d"]


@pytest.mark.parametrize(
    "sentence", ["第一张写 欢迎，只显示前2秒", "write 'Hello' on photo 1, only for the first 2 seconds"]
)
def test_how_long_words_are_seen_cuts_no_film(sentence: str) -> None:
    """The first seconds behind a text are those of the text."""
    talk = begun()
    talk.say("12 seconds", sentence)
    assert (2000, 12000) == (read(talk.drafts[-1]).words[0].length_ms, talk.drafts[-1]["d"])


@pytest.mark.parametrize("sentence", ["Quibble on the first photo", "put a hat on the dog", "最后加彩蛋"])
def test_what_nobody_knows_is_no_text(sentence: str) -> None:
    """An unknown thing or doing is reported, whatever place stands behind it."""
    talk = begun()
    talk.say("12 seconds")
    reply = talk.say(sentence)
    assert [] == lettered(talk)
    assert "not understood" in [clause.outcome for clause in reply.clauses]


@pytest.mark.parametrize("sentence", ["the text only needs to stay 2 seconds", "show the text for 2 seconds"])
def test_a_text_on_a_photo_stays_as_long_as_it_is_told_to(sentence: str) -> None:
    """Not as long as its photo, where a time of its own is said."""
    talk = begun()
    talk.say("a film of 12 seconds, 'Spring' on photo 2", sentence)
    spans = [one["d"] for track in talk.drafts[-1]["t"] if track["m"]["name"] == "Title" for one in track["sg"]]
    assert spans == [2000]


@pytest.mark.parametrize(
    ("sentence", "length"),
    [("keep the title up 2 seconds longer", 5000), ("标题多留两秒", 5000), ("keep the title up for 2 seconds", 2000)],
)
def test_longer_is_counted_from_now(sentence: str, length: int) -> None:
    """So much longer is added to how long words stay; how long they stay is taken as it is said."""
    talk = begun()
    talk.say("a film of 12 seconds, title 'Harbour Lights'", sentence)
    assert [one["d"] for track in talk.drafts[-1]["t"] if track["m"]["name"] == "Title" for one in track["sg"]] == [
        length
    ]


def test_words_stand_on_each_of_several_pictures() -> None:
    """Named by their numbers, or all but one."""
    talk = begun(4)
    talk.say("put 'Sale' on photos 1 and 3, put 'New' at the top of every photo except the last")
    found = sorted((facts["text"], facts["anchor"]) for facts in lettered(talk))
    assert [("New", f"photo:{n}") for n in (1, 2, 3)] + [("Sale", f"photo:{n}") for n in (1, 3)] == found


def test_words_fade_and_the_film_does_not() -> None:
    """A fade that is said of a title is the title's, and so is how long it stays."""
    talk = begun(3)
    reply = talk.say('title "Harvest" fades in at the start, stays 4 seconds')
    assert [] == wished(reply, "fade")
    assert [4.0] == [one["length_s"] for one in wished(reply, "title")]


def test_a_style_in_a_clause_of_its_own_is_that_of_the_words_beside_it() -> None:
    """Before them, or behind a list of them, for all of the list."""
    (title,) = wished(begun(3).say("白字黑边，写“陶艺”"), "text")
    assert ("white", "black") == (title["color"], title["outline"])
    captions = wished(begun(3).say("captions One, Two, Three, one for each, bottom of the frame, yellow"), "text")
    assert [("bottom", "yellow")] * 3 == [(one["position"], one["color"]) for one in captions]


def test_a_name_with_a_capital_wishes_nothing() -> None:
    """Behind whom it belongs to, whatever the word may mean elsewhere."""
    reply = begun(3).say("Our dog Zoom loves this, make a square video")
    assert [] == wished(reply, "motion")


@pytest.mark.parametrize(
    ("sentence", "ms"),
    [
        ('make a reel, title "Hello"', 3000),
        ('make a reel, title "This is a very long title that nobody reads in three seconds, honestly"', 4200),
        ('make a reel, title "This is a very long title that nobody reads in three seconds" for 2 seconds', 2000),
        ("做视频，标题“这是一个非常非常长的标题，三秒钟之内任何人都不可能读完它，真的”", 3900),
    ],
)
def test_words_stand_as_long_as_it_takes_to_read_them(sentence: str, ms: int) -> None:
    """Where nobody said how long, and the answer tells it; a length that was said stays."""
    talk = begun(3)
    reply = talk.say(sentence)
    assert [ms] == [facts["length_ms"] for facts in lettered(talk)]
    told = any("takes to be read" in one.note or "读完" in one.note for one in reply.clauses)
    assert (ms > 3000) == told


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ('title "Hello" and title "World"', ["Hello", "World"]),
        ('titles "Hello" and "World"', ["Hello", "World"]),
        ("标题“你好”和标题“世界”", ["你好", "世界"]),
        ('title "World"', ["World"]),
    ],
)
def test_titles_of_one_sentence_all_stand(sentence: str, texts: list[str]) -> None:
    """In the place of the title before them."""
    talk = begun(3)
    talk.say('make a reel, title "Old"', sentence)
    assert texts == [facts["text"] for facts in lettered(talk)]


@pytest.mark.parametrize(
    ("sentence", "style"),
    [
        ("Put a dark box behind the title", {"box": True, "background": "black"}),
        ("put a dark background behind the text", {"box": True, "background": "black"}),
        ("Give the title a black outline", {"outline": "black"}),
        ("add a dark outline to the title", {"outline": "black"}),
        ("给标题加底框", {"box": True}),
        ("標題加個深色底框", {"box": True, "background": "black"}),
        ("给标题加黑色描边", {"outline": "black"}),
    ],
)
def test_what_letters_are_given_is_theirs(sentence: str, style: dict[str, object]) -> None:
    """A dark box darkens no picture, and is no other title."""
    talk = begun(3)
    reply = talk.say('make a reel, title "Hi"', sentence)
    assert [style] == [facts["style"] for facts in lettered(talk)]
    assert [] == wished(reply, "look")


@pytest.mark.parametrize(
    "sentence",
    [
        'a reel, title "Hi". Put a dark box behind the title',
        'a reel with the title "Hi" and put a black box behind the title',
    ],
)
def test_a_title_may_get_its_box_at_once(sentence: str) -> None:
    """In the sentence behind the one that gives its words."""
    talk = begun(3)
    talk.say(sentence)
    assert [{"box": True, "background": "black"}] == [facts["style"] for facts in lettered(talk)]


def test_a_title_with_a_box_needs_words() -> None:
    """It is another one than the title that is there."""
    talk = begun(3)
    reply = talk.say('make a reel, title "Hi"', "add a title with a box")
    assert ["declined"] == [clause.outcome for clause in reply.clauses]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ('make a reel with text "only $12" at the bottom', 'Show "only $12" for 5 seconds'),
        ("做视频，底部写“只要12元”", "“只要12元”显示5秒"),
    ],
)
def test_words_shown_for_a_time_keep_their_place(first: str, then: str) -> None:
    """They do not stand a second time elsewhere."""
    talk = begun(3)
    talk.say(first, then)
    assert [("bottom", 0, 5000)] == [(one["position"], one["start"], one["length_ms"]) for one in lettered(talk)]


@pytest.mark.parametrize(
    "sentence", ['price "five bucks" that stays until the end', 'price "five bucks" on until the end',
                 'show "hello there" that stays to the end', "文字“你好”一直到最后"]
)  # fmt: skip
def test_words_stay_to_the_end(sentence: str) -> None:
    """However it is said; nothing of it is left over."""
    talk = begun(3)
    reply = talk.say(sentence)
    assert ["all"] == [facts["anchor"] for facts in lettered(talk)]
    assert not [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ('price "five bucks" that stays until the end', "for the whole film, lower third"),
        ("片尾放logo和“今天下单”", "片尾，下三分之一处"),
    ],
)
def test_no_times_are_told_of_a_film_that_is_not_there(sentence: str, note: str) -> None:
    """Without a picture nobody knows when its end is."""
    assert note in [clause.note for clause in begun(0).say(sentence).clauses]


@pytest.mark.parametrize(
    ("sentence", "text", "logo"),
    [
        ("end card 'Order today'", "Order today", False),
        ("End on a card: 'Order today'", "Order today", False),
        ("end card with our logo and 'Order today'", "Order today", True),
        ("end card with our logo", None, True),
        ("add an end card", None, True),
        ("片尾卡“立即下单”", "立即下单", False),
        ("结尾卡片放logo和“立即下单”", "立即下单", True),
    ],
)
def test_an_end_card_is_made_of_words_a_logo_or_both(
    session: Session, sentence: str, text: str | None, logo: bool
) -> None:
    """It follows the pictures for three seconds, is told, and goes as a whole."""
    talk = session(2, "logo.png")
    talk.say("a 9 second film with hard cuts", sentence)
    facts = talk.drafts[-1]["m"]
    assert {"start": 6000, "ms": 3000} == facts["card"]
    assert logo == ("logo" in facts)
    texts = [one["m"] for track in talk.drafts[-1]["t"] for one in track["sg"] if "text" in one["m"]]
    assert ([(text, "card", 6000)] if text else []) == [(one["text"], one["anchor"], one["start"]) for one in texts]
    talk.say("去掉片尾卡" if not sentence.isascii() else "remove the end card")
    assert not {"card", "logo"} & talk.drafts[-1]["m"].keys()
    assert 9000 == talk.drafts[-1]["d"]


def test_words_for_a_picture_move_no_others() -> None:
    """A kind of words that is to be on a picture asks for new ones; those that are there stay where they are."""
    talk = begun()
    talk.say("标题写“早安”", "第一张写店名")
    assert ["start"] == [facts["anchor"] for facts in lettered(talk)]


def test_an_end_card_is_read_like_a_sign() -> None:
    """Of a page of words it takes what is read in eight seconds, and says so; who says how long it is gets more."""
    page = ("we bake by hand in the old mill by the river " * 9).strip()
    talk, patient = begun(1), begun(1)
    said = talk.say(f'an end card "{page}"').clauses[0]
    (words,) = read(talk.drafts[-1]).words
    assert 8000 == words.length_ms
    assert "approximated" == said.outcome
    assert f"{len(page)} characters" in said.note
    patient.say(f'an end card "{page}" for 20 seconds')
    (longer,) = read(patient.drafts[-1]).words
    assert 20000 == longer.length_ms
    assert len(longer.text) > 2 * len(words.text)
