"""Scripts: their sentences, their words, and what of them a voice can say."""

import pytest

from imgfree.local.speech.script import LONGEST_LINE, foreign, is_silent, language, sayable, sentences, words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Hello there. We open at 3:30 p.m. today! Come in",
            ["Hello there.", "We open at 3:30 p.m. today!", "Come in"],
        ),
        ("Dr. Smith asks for No. 5. Really?", ["Dr. Smith asks for No. 5.", "Really?"]),
        ("It costs $9.99. In 2026 it will not.", ["It costs $9.99.", "In 2026 it will not."]),
        ("今天打折。全场五折！快来", ["今天打折。", "全场五折！", "快来"]),
        ("One\nTwo", ["One", "Two"]),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    """A sentence ends where its reader stops; an abbreviation, a price and a time end none."""
    assert parts == sentences(text)


def test_a_long_sentence_is_said_in_several_breaths() -> None:
    """No line is longer than one breath, and no word is lost."""
    text = "a word or two, " * 60 + "x" * 500
    lines = sentences(text)
    assert max(map(len, lines)) <= LONGEST_LINE
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Great 😀 party! 🎉", "Great party!"),
        ("See https://www.example.com now", "See example.com now"),
        ("Half: 1/2, and open 24/7", "Half: one half, and open 24 7"),
        ("$9.99 at 3:30 pm, #1", "$9.99 at 3:30 pm, #1"),
    ],
)
def test_what_is_said(text: str, said: str) -> None:
    """Pictures are not said, addresses without their scheme, and fractions in words; figures as they are."""
    assert said == sayable(text)


def test_what_cannot_be_said() -> None:
    """Pictures and signs alone are silence."""
    assert [True, True, False] == [is_silent(text) for text in ("😀🎉", "… —", "5")]


@pytest.mark.parametrize(
    ("text", "found", "code"),
    [
        ("Hello 你好 friends", "你好", "en"),
        ("欢迎光临我们的小店", "欢迎光临我们的小店", "zh"),
        ("Добро пожаловать", "Добро пожаловать", "ru"),
        ("Naïve café owners welcome you", "", "en"),
        ("Bonjour à tous, venez découvrir nos nouveaux produits dès demain", "", "fr"),
        ("Croissants, baguettes and brunch at Chez Paul", "", "en"),
        ("Crème brûlée", "", "en"),
    ],
)
def test_other_languages(text: str, found: str, code: str) -> None:
    """Other letters are found at once; in Latin ones, what has English small words is English."""
    assert (found, code) == (foreign(text), language(text) if not found or code != "en" else "en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello — big world 😀!", ["Hello —", "big", "world 😀!"]),
        ("“Come in,” she said.", ["“Come", "in,”", "she", "said."]),
        ("今天，打折 50%", ["今", "天，", "打", "折", "50%"]),
        ("🎉 Hello", ["🎉 Hello"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """Signs stand with the word that they belong to; Chinese characters are words."""
    assert found == words(text)
