"""What imgfree says, in both languages: complete, with the same values, and in whole sentences."""

import string

import pytest

from imgfree.answers import phrases


@pytest.mark.parametrize("name", phrases.names())
def test_both_languages_say_the_same(name: str) -> None:
    """A frame has the same values in English and Chinese, and Chinese letters in Chinese."""
    values = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in phrases.both(name)]
    assert values[0] == values[1]
    english, chinese_text = phrases.both(name)
    assert not any("\u4e00" <= char <= "\u9fff" for char in english)
    assert any("\u4e00" <= char <= "\u9fff" for char in chinese_text)


def test_other_languages_are_answered_in_english() -> None:
    """Only Chinese has a voice of its own."""
    assert ["zh", "en", "en"] == [phrases.voice_of(language) for language in ("zh", "vi", None)]
