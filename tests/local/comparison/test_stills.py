"""Both films at the moment where they differ, in one picture."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from faulty import film, gray
from imgfree.local.comparison.compare import compare
from imgfree.local.comparison.stills import side_by_side

Twin = Callable[..., Path]


def test_both_pictures_stand_side_by_side(tmp_path: Path) -> None:
    """The film on the left, made again on the right, and the place marked."""
    size = (96, 160)
    one = film(tmp_path / "one.mp4", lambda at_s: gray(60, size), 1.0)
    other = film(tmp_path / "two.mp4", lambda at_s: gray(60 if at_s < 0.5 else 180, size), 1.0)
    [found] = compare(one, other).differences
    side_by_side(one, other, found, tmp_path / "out" / "both.png")
    with Image.open(tmp_path / "out" / "both.png") as picture:
        assert (96 * 2 + 8, 160) == picture.size
        gray_of = picture.convert("L")
        assert abs(60 - gray_of.getpixel((48, 80))) < 12  # type: ignore[operator]
        assert abs(180 - gray_of.getpixel((152, 80))) < 12  # type: ignore[operator]
        red, green, _ = picture.getpixel((0, 80))  # type: ignore[misc]
        assert red - green > 100


def test_a_film_that_has_ended_shows_its_last_picture(tmp_path: Path, twin: Twin) -> None:
    """Beside what the longer one shows then."""
    short = film(tmp_path / "short.mp4", lambda at_s: gray(60, (96, 160)), 1.0)
    [*_, found] = [one for one in compare(twin(), short).differences if one.sort == "picture"]
    side_by_side(twin(), short, found, tmp_path / "both.png")
    assert (tmp_path / "both.png").is_file()
