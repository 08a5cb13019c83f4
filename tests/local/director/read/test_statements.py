"""Statements: what somebody tells, and why, wishes nothing; what a film can be given is never told."""

import pytest

from imgfree.local.director.read.reading import read


def told(sentence: str) -> str:
    """Return the words of a sentence that state something."""
    return " ".join(token.text for token in read(sentence).tokens if token.kind == "told")


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("sepia, we drove all night", "we drove all night"),
        ("crossfades, my gran cant see well", "my gran cant see well"),
        ("add my song thats our anthem", "thats our anthem"),
        ("make a gif i can print", "i can print"),
        ("square cos the fridge is small", "cos the fridge is small"),
        ("5 seconds each so the kids can count them", "so the kids can count them"),
        ("the tram leaves in half an hour. 10 seconds", "the tram leaves in half an hour"),
        ("mute the clip its only rain. warm", "its only rain"),
        ("got a meeting at noon, square", "got a meeting at noon"),
        ("慢一点，奶奶眼睛不好", "奶奶 眼睛不好"),
        ("方形，店里忙得团团转", "店里 忙得团团转"),
        ("每张三秒，街坊走不了太快", "街坊走不了 太快"),
        ("黑白吧，毕竟那天下着雨", "毕竟 那天 下 着 雨"),
        ("竖屏，不要字幕也行", "不要字幕也行"),
    ],
)
def test_a_subject_of_its_own_or_a_reason_states(sentence: str, stated: str) -> None:
    """Who does something, what is so, and why it is wished."""
    assert told(sentence).replace(" ", "") == stated.replace(" ", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "i want a walrus on it",
        "the title should be red",
        "my sister wants the music louder",
        "they must be 3 seconds each",
        "it needs a border",
        "12 seconds, so gild the corners",
        "i said no captions",
        "keep its sound down",
        "the last one is for 5 seconds",
        "我想要暖色",
        "老板要加标题",
        "把边角打磨打磨",
    ],
)
def test_a_wish_is_no_statement(sentence: str) -> None:
    """Whoever says what he wants, or what the film is to be, wishes it, whoever the subject is."""
    assert not told(sentence)


@pytest.mark.parametrize("sentence", ["rest is fine", "the dark corners are lovely", "the grain looks great"])
def test_what_is_well_as_it_is_asks_for_nothing(sentence: str) -> None:
    """Praise of what is there changes nothing, and nothing is reported."""
    assert not any(item.senses for item in read(sentence).items)
