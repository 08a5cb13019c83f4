"""Letters and what lies around them, measured on frames."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from faulty import film, of_fault, photo, reel, shot, text
from imgfree.colors import READABLE, ratio
from imgfree.local.inspection.contrast import Watched, watched
from imgfree.local.inspection.laid import Laid
from imgfree.local.inspection.watch import Draft, frames, inspect
from imgfree.local.render.fonts import face_for
from imgfree.local.render.layers import layer
from imgfree.local.render.reel import Lettering
from thorough import some

ON_WHITE = ("#ffffff", "#dddddd", "#999999", "#ffd500", "#ff8800", "#00b7c2", "#555555", "#000000")
ON_BLACK = ("#000000", "#333333", "#5a5a5a", "#0000cc", "#990000", "#ffd500", "#ffffff", "#aaaaaa")
BELOW_WHITE = ("#cc0000", "#ff6666", "#1d4ed8", "#33aa33", "#777777", "#6b6b6b")
PAIRS = [
    *((letters, "#ffffff") for letters in ON_WHITE),
    *((letters, "#000000") for letters in ON_BLACK),
    *(("#ffffff", plate) for plate in BELOW_WHITE),
]


def lettered(letters: str, outline: str | None = None, size: int = 40) -> tuple[Laid, Image.Image]:
    """Return a text as it would be laid, in a colour and with an outline of our choice, and its picture."""
    picture = Image.new("RGBA", (300, 80), (0, 0, 0, 0))
    font = face_for("Order now").at_size(size)
    stroke = {"stroke_width": 3, "stroke_fill": outline} if outline else {}
    ImageDraw.Draw(picture).text((150, 40), "Order now", font=font, anchor="mm", fill=letters, **stroke)  # type: ignore[arg-type]
    laid_on = layer(np.asarray(picture), 30, 60, start=0, frames=30)
    return Laid(Lettering("Order now", 0, 30), laid_on.box, 0, 30, 0, lambda: laid_on), picture


def measured(folder: Path, letters: str, ground: str, outline: str | None = None) -> Watched:
    """Return what is seen of such a text in a film, on a ground of one colour."""
    thing, picture = lettered(letters, outline)
    whole = Image.new("RGB", (360, 200), ground)
    whole.paste(picture, (30, 60), picture)
    [one] = watched([thing], 30)
    for at_s, _, frame in frames(film(folder / "film.mp4", lambda at_s: np.asarray(whole), 1.0)):
        if one.due(at_s):
            one.see(at_s, frame)
    return one


@pytest.mark.parametrize(("letters", "ground"), some(PAIRS, 7))
def test_contrast_is_measured_on_the_frames(tmp_path: Path, letters: str, ground: str) -> None:
    """Letters stand out as much as the two colours do, by WCAG's formula; near the limit either will do."""
    found, true = measured(tmp_path, letters, ground), ratio(light(letters), light(ground))
    assert abs(found.least - true) < max(0.4, 0.12 * true)
    if not 4.1 < true < 4.8:
        assert (true < READABLE) == bool(found.low_s)


@pytest.mark.parametrize("ground", ["#ffffff", "#000000", "#999999"])
def test_an_outline_is_read_as_well(tmp_path: Path, ground: str) -> None:
    """White letters with a black edge stand out on anything."""
    assert not measured(tmp_path, "#ffffff", ground, "#000000").low_s


def test_every_film_is_looked_at(tmp_path: Path) -> None:
    """Words of a draft whose colour does not stand out are found, with the sentence that mends them."""
    pictured = photo(tmp_path / "a.png", "#c8c8c8")
    made = reel([pictured], size=(540, 960))
    _, picture = lettered("#aaaaaa")
    whole = Image.new("RGB", (540, 960), "#c8c8c8")
    whole.paste(picture, (30, 60), picture)
    path = film(tmp_path / "film.mp4", lambda at_s: np.asarray(whole), 2.0)
    with_words = replace(made, words=(text("Order now"),))
    shown = Draft(with_words, {"a": pictured})
    assert not of_fault(inspect(shot(with_words, {"a": pictured}, tmp_path / "own.mp4"), shown), "contrast")
    [one] = of_fault(inspect(path, shown), "contrast")  # where its words should be, nothing stands out
    assert one.mend


def light(color: str) -> float:
    """Return the relative luminance of a colour."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_small_letters_are_not_judged_by_what_coding_left_of_them(tmp_path: Path) -> None:
    """White letters with a narrow black edge on white can be read; how well, nobody can measure in a small draft."""
    pictured = photo(tmp_path / "a.png", "#ffffff")
    for size, role in (((180, 320), "caption"), ((1080, 1920), "caption")):
        words = [text("Made by hand", "bottom", role)]
        made = reel([pictured], words, size=size)
        found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
        assert not of_fault(found, "contrast")


def test_an_outline_counts_that_is_too_narrow_to_be_measured(tmp_path: Path) -> None:
    """Red letters with a white edge of a pixel, on gray: in a small draft it is smeared, and seen all the same."""
    pictured = photo(tmp_path / "a.png", "#9a8f88")
    words = [text("SALE", role="title", color="#dc2d3c", outline="#ffffff")]
    made = reel([pictured], words)
    found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
    assert not of_fault(found, "contrast")
