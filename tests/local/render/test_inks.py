"""The colours that words and end cards take from a brand, a logo, or the pictures."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from imgfree.colors import READABLE, contrast
from imgfree.local.assets import Asset, Focus
from imgfree.local.render.inks import inked
from imgfree.local.render.palette import color
from imgfree.local.render.reel import Card, Lettering, Logo, Move, Reel, Spot, Take

PALE, DARK = "f5" * 144, "30" * 144
TITLE = Lettering("Sale", 0, 60, spot=Spot((20, 40, 160, 80)))


def _asset(tones: str = DARK, accent: str = "#3d6d66", name: str = "a") -> Asset:
    return Asset(
        name, f"{name}.jpg", "image", Path(f"/{name}"), 180, 180, 0, 1, name * 8, "", tones=tones, accent=accent
    )


def _reel(*words: Lettering, **facts: object) -> Reel:
    take = Take("a", 0, 90, Move("none", 0.0))
    return Reel(180, 180, 30, 90, (take,), words=words, **facts)  # type: ignore[arg-type]


def test_letters_are_black_where_all_behind_them_is_pale() -> None:
    """On a white wall white letters would need a grey halo; a colour that was said, and captions, stay."""
    pale = {"a": _asset(PALE)}
    assert "black" == inked(_reel(TITLE), pale).words[0].style["color"]
    assert "color" not in inked(_reel(TITLE), {"a": _asset(DARK)}).words[0].style
    assert "red" == inked(_reel(replace(TITLE, style={"color": "red"})), pale).words[0].style["color"]
    assert "color" not in inked(_reel(replace(TITLE, role="caption")), pale).words[0].style


def test_an_accent_is_the_pictures_own_colour_and_bright() -> None:
    """It is read on any darkened picture; where no picture has a colour, it is yellow."""
    accented = replace(TITLE, style={"color": "accent"})
    found = color(inked(_reel(accented), {"a": _asset()}).words[0].style["color"])
    assert max(found) == found[1]
    assert contrast(found, (17, 17, 17)) > 8
    assert "yellow" == inked(_reel(accented), {"a": _asset(accent="")}).words[0].style["color"]


@pytest.mark.parametrize(
    ("style", "ground", "ink"),
    [
        ({}, "#1f332f", "white"),
        ({"background": "navy", "box": True}, "#14264f", "white"),
        ({"background": "navy", "color": "gold"}, "#14264f", "gold"),
        ({"background": "ivory", "color": "yellow"}, "#fff6e0", "black"),
    ],
)
def test_a_card_has_the_plate_of_its_words_or_a_deep_colour(style: dict[str, object], ground: str, ink: str) -> None:
    """Its letters have no plate of their own, and are read on it: in the colour that was said, where that can be."""
    words = Lettering("Order today", 60, 30, style=style, spot=Spot((20, 40, 160, 80)))
    found = inked(_reel(words, card=Card(60, "#141414")), {"a": _asset()})
    assert found.card is not None
    assert max(abs(a - b) for a, b in zip(color(ground), color(found.card.color), strict=True)) < 8
    assert ink == found.words[0].style["color"]
    assert not {"background", "box"} & found.words[0].style.keys()
    assert contrast(color(ink), color(found.card.color)) >= READABLE


@pytest.mark.parametrize(("ink", "ground"), [((20, 40, 36), "#fff6e0"), ((250, 250, 250), "#14264f")])
def test_a_card_goes_with_its_logo(tmp_path: Path, ink: tuple[int, int, int], ground: str) -> None:
    """Of a brand's two colours it has the one that its logo can stand on, and its words the other."""
    logo = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    logo.paste((*ink, 255), (8, 8, 32, 32))
    logo.save(tmp_path / "logo.png")
    assets = {"a": _asset(), "l": replace(_asset(name="l"), path=tmp_path / "logo.png", filename="logo.png")}
    words = Lettering("Order", 60, 30, style={"background": "navy", "color": "ivory"}, spot=Spot((20, 40, 160, 80)))
    found = inked(_reel(words, card=Card(60, "#141414"), logo=Logo("l", "center", 60, 30)), assets)
    assert found.card is not None
    assert ground == found.card.color
    assert contrast(color(found.words[0].style["color"]), color(ground)) >= READABLE


def test_letters_beside_a_cut_out_go_by_its_ground(tmp_path: Path) -> None:
    """Black on the pale one of a dark thing and on a pale one that was said; white on a deep one, and on the thing."""
    focus = Focus((0.0, 0.0, 1.0, 1.0), 1.0, "alpha")
    for name, ink in (("dark", (30, 60, 50)), ("light", (240, 230, 210))):
        Image.new("RGBA", (60, 60), (*ink, 255)).save(tmp_path / f"{name}.png")
    assets = {name: replace(_asset(), path=tmp_path / f"{name}.png") for name in ("dark", "light")}
    above, on_it = replace(TITLE, spot=Spot((20, 4, 160, 14))), TITLE

    def ink(name: str, words: Lettering, **facts: object) -> object:
        reel = _reel(words, **facts)
        return inked(replace(reel, takes=(replace(reel.takes[0], source=name, focus=focus),)), assets).words[0].style

    assert {"color": "black"} == ink("dark", above) == ink("light", above, background="#efe6d6")
    assert {} == ink("light", above) == ink("dark", on_it) == ink("dark", above, background="#14264f")
