"""Folding and quoted words."""

import pytest

from imgfree.local.director.sentence import Sentence, fold


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("title “Their Story”", "Their Story"),
        ('title "A"', "A"),
        ("title 'Morning Brew' now", "Morning Brew"),
        ("标题「夏日」", "夏日"),
        ("标题《你好》", "你好"),
        ('标题“夏季特卖"', "夏季特卖"),
        ("title ‘it’s ok’", "it’s ok"),
        ("标题'新品'", "新品"),
    ],
)
def test_takes_quoted_words_out(text: str, literal: str) -> None:
    """Quoted words are literals whatever the quotes, and no rule sees them."""
    sentence = Sentence(text)
    assert [literal] == list(sentence.literals.values())
    assert literal.lower() not in sentence.folded


@pytest.mark.parametrize("text", ["don't crop the dog's ears", "Here’s a photo", 'a 6" screen'])
def test_apostrophes_are_no_quotes(text: str) -> None:
    """Apostrophes and lonely quotes are left alone."""
    assert {} == Sentence(text).literals


def test_folds_without_moving_a_character() -> None:
    """Full width, capitals and traditional characters fold in place, so that spans fit the original."""
    raw = "把這三張照片，做成 １０ 秒 VIDEO（豎屏）"
    assert "把这三张照片,做成 10 秒 video(竖屏)" == fold(raw)
    assert len(raw) == len(fold(raw))
