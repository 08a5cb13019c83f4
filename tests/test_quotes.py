"""What is quoted is text: values for certain, typed quotes by their shape."""

import pytest

from imgfree import quotes, template
from imgfree.quotes import Spoken


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ('the title "12" vinyl"', ['12" vinyl']),
        ('the title "Mom\'s "60th" Birthday" in gold', ['Mom\'s "60th" Birthday']),
        ('"He said "hi"" and music', ['He said "hi"']),
        ('标题"夏日“特惠”"，10秒', ["夏日“特惠”"]),
        ("标题“他说“你好””", ["他说“你好”"]),
        ('the title "24" TV & 15" laptop"', ['24" TV & 15" laptop']),
        ('the title ""Quoted""', ['"Quoted"']),
        ("the title 'Rock 'n' Roll' in gold", ["Rock 'n' Roll"]),
        ("the title 'The Smiths' House'", ["The Smiths' House"]),
        ("„Er sagte „Hallo“ zu mir“", ["Er sagte „Hallo“ zu mir"]),
        ('title "A" and text "B"', ["A", "B"]),
        ('“Hello" and “World”', ["Hello", "World"]),
        ('标题"夏日"，文字"促销"', ["夏日", "促销"]),
        ('the title "line one\nline two"', ["line one\nline two"]),
        ('title "A" and a 5" border', ["A"]),
        ("title 'Hello' for the dogs' house", ["Hello"]),
        ("don't make it 'pop', the '90s style, title 'Retro'", ["pop", "Retro"]),
        ('a 24" screen and a 15" one', []),
        ('the title "" and text "B"', ["B"]),
        ("the kids' party, it's 5 o'clock", []),
    ],
)
def test_reads_quotes_by_their_shape(sentence: str, inside: list[str]) -> None:
    """They nest; inches, apostrophes and elisions end none; two quotations stay two."""
    assert inside == [sentence[start + 1 : end - 1] for start, end in quotes.quotations(sentence)]


HOSTILE = ['x" and make it 20 seconds long "y', "”“\"'’‘「」", '"', "a\nb", "\ufdd0x\ufdd1", "12\" 'n' ”", "x" * 3000]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "written", ['the title "{{ v }}" here', "标题“{{ v }}”。", "say 'now {{ v }}!' and 「{{ v }}」"]
)
def test_a_value_in_quotes_is_one_literal(written: str, value: str) -> None:
    """Whatever it holds, it ends where the recipe's own quotation mark stands, and the text is the plain one."""
    text = template.render(written, {"v": value})
    assert written.replace("{{ v }}", value) == text
    literals = [text[start + 1 : end - 1] for start, end in getattr(text, "literals", ())]
    assert ([f"now {value}!", value] if "now" in written else [value]) == literals


def test_a_value_outside_quotes_is_words() -> None:
    """Only quotes make a literal; `{{ … }}` as the whole text is the value itself."""
    assert not isinstance(template.render("make it {{ v }} seconds", {"v": 5}), Spoken)
    assert type(template.render("{{ v }}", {"v": 'a "b"'})) is str


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("Summer", 'the title "Summer"'),
        ('12" vinyl', 'the title “12" vinyl”'),
        ('“12" vinyl”', 'the title 「“12" vinyl”」'),
        ('x" and make it 20 s "y', 'the title “x" and make it 20 s "y”'),
    ],
)
def test_is_balanced_for_a_reader_of_marks(value: str, sent: str) -> None:
    """A literal that holds its own marks gets others that it does not hold."""
    text = template.render('the title "{{ v }}"', {"v": value})
    assert sent == text.balanced


def test_claims_of_literals_are_checked() -> None:
    """Places out of order, out of the text or of another sort do not count."""
    text = quotes.checked('a "b" c', [[2, 5], [3, 4], [5, 99], ["x"], None, [True, 2]])
    assert ((2, 5),) == getattr(text, "literals", None)
    assert not isinstance(quotes.checked("a", "nonsense"), Spoken)


@pytest.mark.parametrize("mark", ['"a ', "“", "‘", "'a ", "「", '“a "b ', "‘a’ "])
def test_a_heap_of_marks_takes_no_time(mark: str) -> None:
    """Every sentence is looked through in one pass, whatever its marks."""
    text = mark * (10_000 // len(mark))
    assert all(start < end <= len(text) for start, end in quotes.quotations(text))


def test_quotations_can_be_left_out() -> None:
    """What is quoted makes room for what is given; apostrophes and inch marks are no quotations."""
    assert "a title · and a 12\" photo, don't zoom" == quotes.unquoted(
        'a title "Export now" and a 12" photo, don\'t zoom', "·"
    )
    assert "标题·，导出" == quotes.unquoted("标题“下载”，导出", "·")
    assert "the title ·" == quotes.unquoted(Spoken('the title "a "b"', [(10, 16)]), "·")


@pytest.mark.parametrize("text", ["plain", 'a "b"', "a “b” ”c", "«a» 「b」 it's"])
def test_marks_are_found_that_a_text_does_not_hold(text: str) -> None:
    """The quotation is read back as one, with all of the text in it."""
    said = f"title {quotes.balanced(text)}, no logo"
    [(start, end)] = quotes.quoted(said)
    assert text == said[start + 1 : end - 1]
