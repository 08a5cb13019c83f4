"""Each character is drawn by a face that has it, in the shapes of its language."""

import pytest
from PIL import ImageFont

from imgfree.local.render.faces import east_asian, european
from imgfree.local.render.fonts import base_face, face_for, needs_glyph, runs


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń", "Příliš žluťoučký kůň", "Árvíztűrő tükörfúrógép", "Ștefan Țară", "İstanbul ığdır",
        "Ελλάδα Ώρα ΐΰ", "Привіт, Ґанок їжак", "Русский Ёлка", "Tiếng Việt Đường phố", "Đặng Ướt",
        "Æøå Þð ß ŋ ẞ", "Gwlân ŵ ŷ Ẃ", "Қазақ әӘ үҮ", "Ħal Għargħur Żebbuġ", "Łódź → Kraków ✓",
    ],
)  # fmt: skip
def test_every_european_language_has_one_face_on_every_machine(text: str) -> None:
    """All its letters come from the face that is installed with us, whatever fonts this machine has."""
    letters = {char for char in text if char.isalpha()}
    used = {face for piece, face in runs(text, base_face(text), "title") if letters & set(piece)}
    assert used in ({european()}, {east_asian("ko")})


def test_plain_english_keeps_its_face() -> None:
    """Letters that the East Asian face has stay with it, beside Chinese ones too."""
    assert east_asian("ko") == base_face("Summer Sale, Café Noël")
    found = runs("夏日 Sale Łódź", base_face("夏日 Sale Łódź"), "title")
    assert ("夏日 Sale ", east_asian("zh-Hans")) == found[0]
    assert {"Ł", "ź"} <= {char for piece, face in found if face == european() for char in piece}


def test_a_letter_and_its_mark_come_from_one_face() -> None:
    """A mark that no composed letter has is drawn by the face that draws its letter."""
    found = runs("夏 x\u0323\u0301", base_face("夏"), "title")
    assert "x\u0323\u0301" in [piece for piece, _ in found]


@pytest.mark.parametrize("char", "夏季特卖サール여름éß€«»—…")
def test_letters_are_never_boxes(char: str) -> None:
    """The face chosen for a character draws something else than its sign for a missing one."""
    ((_, face),) = runs(char, face_for(char), "title")
    font = ImageFont.truetype(str(face.path), 64, index=face.index)
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
