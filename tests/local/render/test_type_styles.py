"""Type styles: six, each with letters of its own, none from this machine."""

import pytest

from imgfree.local.render.faces import brush
from imgfree.local.render.letters import hand, width
from imgfree.local.render.type_styles import BLACK, BOLD, LIGHT, STYLES, type_style


def test_a_style_is_chosen_by_its_name() -> None:
    """Clean is the usual one; asked to be bold it is the bold style, and any other its own heaviest."""
    assert (STYLES["clean"], BOLD) == type_style({}) == type_style({"font": "sans"}) == type_style({"font": "?"})
    assert (STYLES["bold"], BLACK) == type_style({"bold": True}) == type_style({"font": "bold"})
    assert (STYLES["serif"], BLACK) == type_style({"font": "serif", "bold": True})
    assert (STYLES["clean"], LIGHT) == type_style({"bold": False})
    assert BOLD < type_style({}, caption=True)[1]


def test_every_style_looks_different() -> None:
    """A word has another length in each style, but for the one that only puts it on a tag."""
    lengths = {
        name: round(width("Hamburg", 100, hand("Hamburg", "title", style, style.weight)))
        for name, style in STYLES.items()
    }
    assert lengths.pop("label") == pytest.approx(lengths["clean"], rel=0.03)
    assert len(STYLES) - 1 == len(set(lengths.values()))


def test_handwriting_has_the_common_letters_and_never_half_of_a_text() -> None:
    """Simplified Chinese is written by hand; a text with a letter it has not is written whole with serifs."""
    style = STYLES["hand"]
    assert brush() == hand("夏季特卖", "title", style, BOLD).faces.eastern
    assert "Serif" in hand("夏季特賣", "title", style, BOLD).faces.eastern.path.name
