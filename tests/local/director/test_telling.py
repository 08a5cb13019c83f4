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
