"""Each character is drawn by a face that has it, in the shapes of its language."""

import pytest

from imgfree.local.render.faces import european, western
from imgfree.local.render.fonts import face_for, faces_for, needs_glyph, runs
from imgfree.local.render.type_styles import BOLD, STYLES


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń", "Příliš žluťoučký kůň", "Árvíztűrő tükörfúrógép", "Ștefan Țară", "İstanbul ığdır",
        "Ελλάδα Ώρα ΐΰ", "Привіт, Ґанок їжак", "Русский Ёлка", "Tiếng Việt Đường phố", "Đặng Ướt",
        "Æøå Þð ß ŋ ẞ", "Gwlân ŵ ŷ Ẃ", "Қазақ әӘ үҮ", "Ħal Għargħur Żebbuġ", "Łódź → Kraków ✓",
    ],
)  # fmt: skip
def test_every_european_language_has_one_look_on_every_machine(text: str) -> None:
    """All its letters come from faces that are installed with us, whatever fonts this machine has."""
    letters = {char for char in text if char.isalpha()}
    used = {face for piece, face in runs(text, faces_for(text), "title") if letters & set(piece)}
    assert used in ({western("montserrat")}, {european(BOLD)})


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", ["Summer Sale $9", "夏季特卖", "夏季特賣優惠", "サマーセール", "여름 세일"])
def test_no_font_of_the_machine_draws_a_style(style: str, text: str) -> None:
    """Latin, Chinese, Japanese and Korean come from packages in every style, whatever it has not itself."""
    for _, face in runs(text, faces_for(text, STYLES[style]), "title"):
        assert {"site-packages", "imgfree"} & set(face.path.parts), face.path


def test_latin_letters_beside_chinese_ones_keep_their_face() -> None:
    """Each has its own face, and one that neither has comes from the next; marks go with the Chinese."""
    found = runs("夏日… Sale Łódź", faces_for("夏日… Sale Łódź"), "title")
    assert ["夏日… ", "Sale Łódź"] == [piece for piece, _ in found]
    assert [faces_for("夏日").eastern, western("montserrat")] == [face for _, face in found]


def test_a_letter_and_its_mark_come_from_one_face() -> None:
    """A mark that no composed letter has is drawn by the face that draws its letter."""
    found = runs("夏 x\u0323\u0301", faces_for("夏"), "title")
    assert "x\u0323\u0301" in [piece for piece, _ in found]


@pytest.mark.parametrize("char", "夏季特卖サール여름éß€«»—…")
def test_letters_are_never_boxes(char: str) -> None:
    """The face chosen for a character draws something else than its sign for a missing one."""
    ((_, face),) = runs(char, faces_for(char), "title")
    font = face.at_size(64)
    assert bytes(font.getmask("\U0010ffff")) != bytes(font.getmask(char))
    assert face.has(char)


def test_joiners_and_selectors_need_no_glyph() -> None:
    """What is never drawn is never missing."""
    assert not any(needs_glyph(char) for char in "\u200d\ufe0f \n\u200b")
    assert needs_glyph("a")


def test_each_language_gets_its_own_shapes() -> None:
    """The same Han character is drawn by the face of the language around it."""
    faces = [face_for(text).index for text in ("直売サール", "直接 판매", "直销特卖", "直銷優惠國")]
    assert 4 == len(set(faces))
