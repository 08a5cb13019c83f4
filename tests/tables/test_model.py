"""What all tables share: headers, flaws of cells, places."""

import pytest

from imgfree.tables.model import Row, TableRefused, columns_of, flaw_of, is_formula


def test_a_header_names_columns() -> None:
    """Spaces around names and empty columns at the end do not count; one inside is nobody's."""
    assert ("a", "", "b") == columns_of([" a ", "", "b", " ", ""], "rows.csv", 1)


def test_too_many_columns_are_no_table() -> None:
    """A line of text with a thousand commas is none."""
    with pytest.raises(TableRefused):
        columns_of([str(number) for number in range(1001)], "rows.csv", 1)


@pytest.mark.parametrize("text", ["=A1", "=SUM(A1:A2)", "=cmd|' /C calc'!A0", "=1+1"])
def test_formulas_are_told_from_text(text: str) -> None:
    """What a spreadsheet would compute."""
    assert is_formula(text)


@pytest.mark.parametrize("text", ["=", "= 50 %", "-20 %", "+49 30", "@brand", "a=b", ""])
def test_text_is_no_formula(text: str) -> None:
    """Nor a price, a telephone number or a name."""
    assert not is_formula(text)


def test_a_long_line_is_not_shown_whole() -> None:
    """An error stays readable; a place beyond what is shown is told without the line."""
    row = Row(3, {}, (), lambda column: (500, 510) if column == "far" else (2, 4), "x" * 1000)
    assert 161 == len(row.at("a", "near").text)
    assert ("", 501) == (row.at("a", "far").text, row.at("a", "far").column)


def test_values_of_json_have_no_flaws() -> None:
    """Numbers and lists are what they are."""
    assert [None, None] == [flaw_of("a", value) for value in (3, ["=A1"])]
