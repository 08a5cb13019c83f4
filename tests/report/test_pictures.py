"""Small pictures of what a run made."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from reportpage import RECIPE, checked

SMALL = RECIPE.replace("an 8-second clip", "a 2-second 180x320 clip").replace("export: mp4", "export: {quality: low}")

Imgfree = Callable[..., Ran]


@pytest.mark.slow
def test_pictures_of_the_film(shop: Path, imgfree: Imgfree) -> None:
    """A cover and six frames, in the film's proportions; a film that is gone, or is none, leaves the page without."""
    (shop / "clip.yaml").write_text(SMALL, encoding="utf-8")
    ran = imgfree("run", "clip.yaml", "--backend", "local", "--report", "r.html")
    assert 0 == ran.returncode, ran.stderr
    page = checked(shop / "r.html")
    times_s = [float(str(image["alt"]).split()[2]) for image in page.all("img")]
    assert (6, sorted(set(times_s))) == (len(times_s), times_s)
    (video,) = page.all("video")
    assert str(video["poster"]).startswith("data:image/jpeg;base64,")
    assert "defaulted" in page.text  # clause by clause, what this backend made of the words
    (shop / "out" / "reel.mp4").write_bytes(b"no film")
    assert 0 == imgfree("show", "--html", "r.html").returncode
    assert [] == checked(shop / "r.html").all("img")
    shutil.rmtree(shop / "out")
    assert 0 == imgfree("show", "--html", "r.html").returncode
    assert [] == checked(shop / "r.html").all("video")
    assert "is not there any more" in checked(shop / "r.html").text
