"""What lies on a film, as its painter lays it."""

from pathlib import Path

from PIL import Image

from faulty import photo, reel, text
from imgfree.local.inspection.laid import laid, short
from imgfree.local.render.reel import Lettering, Logo


def test_each_layer_has_its_name_its_place_and_its_time(tmp_path: Path) -> None:
    """A title, a caption and a logo; where their ink is, not where their soft edges end."""
    Image.new("RGBA", (80, 80), (255, 0, 0, 255)).save(tmp_path / "logo.png")
    pictured, logo = photo(tmp_path / "a.png", "#334455"), photo(tmp_path / "b.png", "#ff0000", (80, 80))
    words = (text("Sale", "top", "title"), Lettering("hello", 20, 30, "caption", "bottom", fade_frames=6))
    made = reel([pictured], words, logo=Logo("b", "top_right", 0, 60))
    mark, title, caption = laid(made, {"a": pictured, "b": logo})
    assert ["the logo", 'the title "Sale"', 'the caption "hello"'] == [mark.name, title.name, caption.name]
    assert (0.0, 2.0) == title.clear(30)
    assert (23 / 30, 47 / 30) == caption.clear(30)
    assert title.box[3] < caption.box[1]
    assert (mark.box[2] - mark.box[0]) - (mark.box[3] - mark.box[1]) in (-1, 0, 1)


def test_what_is_never_seen_is_nothing(tmp_path: Path) -> None:
    """An empty text, and one without a frame."""
    pictured = photo(tmp_path / "a.png", "#334455")
    assert [] == laid(reel([pictured], [text(" "), Lettering("later", 60, 0)]), {"a": pictured})


def test_a_long_text_is_named_by_its_beginning() -> None:
    """In one line."""
    assert "one two" == short("one\ntwo")
    assert 31 == len(short("x" * 90))
