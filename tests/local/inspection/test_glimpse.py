"""One small picture of a film, whatever is asked of it."""

import io
from pathlib import Path

import pytest
from PIL import Image

from faulty import alive, film
from imgfree.errors import ImgfreeError
from imgfree.local.inspection.glimpse import glimpse, small


@pytest.mark.parametrize("what", ["sheet", "cover", 0.2])
def test_a_picture_fits(tmp_path: Path, what: str | float) -> None:
    """A JPEG within its bytes, of the sheet, the cover or a moment."""
    film(tmp_path / "film.mp4", alive, 0.5)
    picture = glimpse(tmp_path / "film.mp4", what, 20_000)
    assert len(picture) <= 20_000
    assert "JPEG" == Image.open(io.BytesIO(picture)).format


def test_what_is_no_film_is_refused(tmp_path: Path) -> None:
    """As anything else that is opened."""
    (tmp_path / "a.mp4").write_bytes(b"no film")
    with pytest.raises(ImgfreeError):
        glimpse(tmp_path / "a.mp4", 1.0, 1000)


@pytest.mark.parametrize("what", [-1.0, 0.8, 1e300])
def test_a_second_that_it_does_not_have_is_refused(tmp_path: Path, what: float) -> None:
    """With its length."""
    film(tmp_path / "film.mp4", alive, 0.5)
    with pytest.raises(ImgfreeError, match="it is 0.5 s long"):
        glimpse(tmp_path / "film.mp4", what, 20_000)


def test_noise_is_made_small_enough() -> None:
    """Where no quality helps, the picture is smaller."""
    noise = Image.effect_noise((1600, 900), 120).convert("RGB")
    assert len(small(noise, 30_000)) <= 30_000
    assert (10, 10) == Image.open(io.BytesIO(small(Image.new("RGB", (10, 10)), 30_000))).size
