"""The words that routing goes by."""

import re

import pytest

from imgfree.language import routing_terms
from imgfree.language.routing_terms import bare, clauses

PATTERNS = {
    name: value for name, value in vars(routing_terms).items() if isinstance(value, re.Pattern) and name.isupper()
}


def test_no_pattern_is_met_by_nothing() -> None:
    """Or every sentence would be one of its kind."""
    assert PATTERNS
    assert [] == [name for name, one in PATTERNS.items() if not name.startswith("_") and one.search("")]


@pytest.mark.parametrize(
    "name", ["EXPORT", "CREDITS", "STATUS", "UPLOAD", "DONE_YET", "PREVIEW", "HOW_MANY", "NOT_YET"]
)
def test_each_is_said_in_both_languages(name: str) -> None:
    """Latin letters and Chinese ones stand in each."""
    assert re.search(r"[a-z]{4}", PATTERNS[name].pattern)
    assert re.search(r"[\u4e00-\u9fff]", PATTERNS[name].pattern)


@pytest.mark.parametrize(
    ("text", "word"),
    [('add the title "export now"', "export"), ("show the end credits", "credits"),
     ("fix the white balance", "balance"),
     ("a card that says download", "download"), ("写着“导出”", "导出"), ("放一个下载按钮", "下载")],
)  # fmt: skip
def test_what_only_looks_like_a_keyword_is_left_out(text: str, word: str) -> None:
    """Quotations, what a text reads, and words that mean something else beside another."""
    assert word in text
    assert word not in bare(text)


def test_traditional_letters_count_as_their_twins() -> None:
    """Whoever writes 匯出 and 積分 is understood."""
    assert "汇出" == bare("匯出")
    assert routing_terms.CREDITS.search(bare("還有多少積分"))


@pytest.mark.parametrize(
    ("text", "found"),
    [("make it warm, then export", ["make it warm", "export"]), ("不要导出，加字幕", ["加字幕"]),
     ("before you export, add a title", ["add a title"]), ("don't export yet", ["yet"]),
     ("1,500 views", ["1,500 views"])],
)  # fmt: skip
def test_clauses_leave_out_what_is_not_wanted_yet(text: str, found: list[str]) -> None:
    """Commas in numbers part nothing."""
    assert found == [clause.strip(" ·") for clause in clauses(bare(text)) if clause.strip(" ·")]
