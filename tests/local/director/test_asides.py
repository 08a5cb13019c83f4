"""Words that only tell of whom, where or what for the film is."""

import pytest

from local.director.conversation import begun, unheard


@pytest.mark.parametrize(
    "sentence",
    [
        "a film for my grandmother's bakery",
        "We sell ceramics. Make a 10 second film",
        "could you make a film please, thank you",
        "麻烦帮我做个视频，谢谢",
    ],
)
def test_what_a_film_is_about_is_no_wish(sentence: str) -> None:
    """Whom it is for, what is in it, and courtesies are nothing to be done."""
    assert not unheard(begun(3).say(sentence))


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
def test_statements_are_no_wishes(sentence: str) -> None:
    """What is said before the first wish, a reason, and what somebody says of himself ask for nothing."""
    assert not unheard(begun(4).say(sentence))


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
def test_what_pictures_show_is_no_wish(sentence: str) -> None:
    """What is wrong with the others, what is not to be cut off, what a heading counts: nothing is asked with these."""
    assert not unheard(begun(4).say(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "hiya, before we shut: square",
        "Right, the vicar rang: 12 seconds",
        "Closing down sale, 9 lamps. square",
        "need a 12s thing for the donkey derby, sepia",
        "we dont need every photo, just the first two",
        "fade out, took my uncle all day",
        "square, for my uncle's 70th",
        "whole pictures with blurred sides so nobody gets beheaded",
        "不用每张都放，只要前两张",
        "方形，等我换一首",
        "黑白，腿麻了",
        "急着用，方形",
        "no zoom on 2, those are the twins and the hats get cut",
        "can the logo go to the bottom",
        "5 seconds, zoom out the whole time",
        "第二张糊了删掉",
        "两室一厅带看一下，方形",
        "这四张陶艺作品做成竖屏",
        "暖一点，这是我外婆八十大寿拍的",
        "those are my cousins, sepia please",
        "sorry to bother you again, square please",
        "给我配个女声念一下价目，豆浆3，方形",
    ],
)
def test_chatter_around_a_wish_is_no_wish(sentence: str) -> None:
    """How one begins, why, for whom, in what a hurry, and what need not be used: nothing is asked with these."""
    assert not unheard(begun(4, "logo.png").say(sentence))


def test_what_is_not_to_be_covered_is_no_wish() -> None:
    """Behind where something stands or how large it is, it says why."""
    assert not unheard(begun(3, "logo.png").say("logo放左下角别挡着灯塔，每张2秒"))


def test_what_goes_on_of_a_refused_wish_is_refused_with_it() -> None:
    """What is to be read out, and what is to be done then with what was cut out."""
    for sentence in (
        "have a woman's voice read out the date, 9 August, and make it square",
        "remove the background from my mugs and put them on a lawn, square",
    ):
        reply = begun(3).say(sentence)
        assert not unheard(reply)
        assert 1 == sum(clause.outcome == "declined" for clause in reply.clauses)


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        ("remove the background from my mugs and flibber them, square", "flibber"),
        ("12 seconds, stretching the corners of my mug", "corners of my mug"),
        ("把它们咕咚一遍，每张3秒", "咕咚"),
    ],
)
def test_an_unknown_verb_beside_chatter_is_reported(sentence: str, reported: str) -> None:
    """Whatever stands around it: a refused wish, another wish, or 把."""
    assert any(reported in text for text in unheard(begun(3).say(sentence)))


def test_an_order_behind_a_reason_is_carried_out() -> None:
    """What is wrong with a picture is told; that it goes for that is not."""
    clauses = begun(4).say("photo 3 came out wonky so drop it").clauses
    assert [{"op": "remove", "what": "photo 3"}] == [
        op for clause in clauses for op in clause.ops if op["op"] == "remove"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "show the recipe steps, 3 seconds each",
        "a 10 second film for social media creators",
        "crop my 16:9 interview to 9:16",
        "make my wedding invitations into a 10 second clip",
        "crossfades between the recipe steps, 12 seconds",
        "use the recipe cards for the newsletter, 10 seconds",
    ],
)
def test_a_noun_bound_by_what_is_known_is_what_the_film_is_of(sentence: str) -> None:
    """What it is made of, and whom it is for, may be called as nobody knows."""
    assert not unheard(begun(3).say(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["10 seconds, show the gronk", "10 seconds, use the fizzle", "a film for the bakery, gronk the menu pages",
     "make my photos gronky", "a film for the shop and gronk it"],
)  # fmt: skip
def test_an_unknown_wish_is_none_of_these(sentence: str) -> None:
    """A verb, or the lone object of one, is reported."""
    assert unheard(begun(3).say(sentence))
