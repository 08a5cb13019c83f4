"""Where lines end."""

import pytest
import regex

from imgfree.local.render.lines import broken, cut_phrases


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("夏季特卖，全场八折！", 5.0, ["夏季特卖，", "全场八折！"]),
        ("one two three", 9.0, ["one two", "three"]),
        ("aaa bbb ccc ddd", 12.0, ["aaa bbb", "ccc ddd"]),
        ("夏季新品上市，限时八折优惠，仅此一周！", 12.0, ["夏季新品上市，", "限时八折优惠，仅此一周！"]),
        ("コーヒーのある暮らしを、もっと楽しく。", 12.0, ["コーヒーのある暮らしを、", "もっと楽しく。"]),
        ("first\nsecond", 20.0, ["first", "second"]),
    ],
)
def test_lines_end_where_the_text_pauses(text: str, width: float, lines: list[str]) -> None:
    """Even lines, at spaces and after marks, and the breaks that were written are kept."""
    assert lines == broken(text, width, len)


@pytest.mark.parametrize("width", range(4, 30))
@pytest.mark.parametrize(
    "text", ["“匠心”手作：每一件，都独一无二（真的）。", "コーヒーのある暮らしを、もっと楽しく。", "全场5折，买2送1！"]
)
def test_no_mark_stands_on_the_wrong_side_of_a_break(text: str, width: int) -> None:
    """No line begins with a closing mark or ends with an opening one, none is too wide, no character is lost."""
    lines = broken(text, float(width), len)
    if lines is None:
        return
    assert text == "".join(lines)
    assert max(len(line) for line in lines) <= width
    assert not any(line[0] in "”，。、：！）ー" or line[-1] in "“（" for line in lines)
    assert not any(line[-1].isdigit() for line in lines[:-1])


def test_no_character_stands_alone_on_the_last_line() -> None:
    """Nine characters in lines of eight become five and four."""
    assert [5, 4] == [len(line) for line in broken("夏季新品限时大特卖", 8.0, len) or []]


def test_words_that_belong_together_are_not_cut() -> None:
    """Latin words, katakana words, a thumb and its skin; a word that is too wide is no line at all."""
    assert broken("unbreakable", 5.0, len) is None
    assert ["カメラ", "セット"] == broken("カメラ セット", 4.0, len)
    assert ["好好", "\U0001f44d\U0001f3fd好"] == broken("好好\U0001f44d\U0001f3fd好", 3.0, len)


def test_cut_phrases_are_counted() -> None:
    """A break after a mark cuts nothing, one between two characters does."""
    assert 0 == cut_phrases(["夏季，", "八折"])
    assert 1 == cut_phrases(["夏季八", "折"])
    assert 0 == cut_phrases(["one", "two"])


def test_a_word_that_is_too_wide_is_cut_where_that_is_allowed() -> None:
    """It fills even lines of its own letters, marks stay with theirs, and other words are never cut."""
    assert ["unbr", "eaka", "ble"] == broken("unbreakable", 5.0, len, cuts_words=True)
    assert ["a whole", "Donau", "dampf"] == broken("a whole Donaudampf", 7.0, len, cuts_words=True)
    assert ["xe\u0301e\u0301", "e\u0301e\u0301"] == broken(
        "x" + "e\u0301" * 4, 3.0, lambda text: len(text.replace("\u0301", "")), cuts_words=True
    )


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("« Bonjour » dit-il", 11.0, ["« Bonjour »", "dit-il"]),
        ("Hon sa ”hej” och", 9.0, ["Hon sa", "”hej” och"]),
        ("„Sommer“ und »Eis« da", 12.0, ["„Sommer“ und", "»Eis« da"]),
        ("from 2024-05-01 on", 10.0, ["from", "2024-05-01", "on"]),
        ("down to -5 °C", 7.0, ["down to", "-5 °C"]),
        ("a well-known cup", 8.0, ["a well-", "known", "cup"]),
        ('他说"夏日"很好', 5.0, ['他说"夏', '日"很好']),
        ("いすゞ自動車", 4.0, ["いすゞ", "自動車"]),
        ("only € 20 now", 7.0, ["only", "€ 20", "now"]),
    ],
)
def test_lines_end_by_the_rules_of_unicode(text: str, width: float, lines: list[str]) -> None:
    """Quotation marks of any country, minus signs, dates and repeated kana stay where they belong."""
    assert lines == broken(text, width, len)


def test_a_writer_may_say_where_a_line_ends() -> None:
    """Thai has no blanks between words; a blank without width is a place to break."""
    assert ["ไทย\u200b", "ภาษา"] == broken("ไทย\u200bภาษา", 4.0, lambda text: len(text.replace("\u200b", "")))


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("\U0001f1eb\U0001f1f7\U0001f1ef\U0001f1f5", 2),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467好", 2),
        ("क्षत्रिय", 3),
    ],
)
def test_what_is_one_sign_is_never_cut(text: str, signs: int) -> None:
    """A flag, a family, letters that are written as one: a cut word has no more pieces than that."""
    assert signs == len(broken(text, 1.0, lambda part: len(regex.findall(r"\X", part)), cuts_words=True) or [])
