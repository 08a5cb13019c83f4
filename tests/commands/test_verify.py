"""`imgfree verify`: a film is made again from the recipe that it carries, and compared."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran, printed
from faulty import film as painted
from faulty import gray

Imgfree = Callable[..., Ran]
RECIPE = """\
version: 1
name: clip
inputs:
  photos: {type: array, items: {type: string, format: image}, default: [photos/a.jpg]}
  title: {type: string, default: Hello}
steps:
  - upload: "{{ inputs.photos }}"
  - instruct: 'a 2-second reel with the title "{{ inputs.title }}"'
  - export: {format: mp4, quality: draft, resolution: 144x256}
  - download: out/clip.mp4
"""


@pytest.fixture
def film(tmp_path: Path, photo: Callable[..., Path], imgfree: Imgfree) -> Path:
    """Return a film that carries its recipe."""
    (tmp_path / "photos").mkdir()
    photo("photos/a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE)
    ran = imgfree("run", "clip.yaml", "--carry", "--set", "title=Sale")
    assert 0 == ran.returncode, ran.stderr
    return tmp_path / "out" / "clip.mp4"


def tail_of(film: Path) -> bytes:
    """Return the film's mark."""
    content = film.read_bytes()
    at = content.rindex(b"uuid") - 4
    return content[at:]


def test_a_film_is_made_again(tmp_path: Path, film: Path, imgfree: Imgfree) -> None:
    """To the byte, though its photo has another name now and the recipe is gone; a missing photo is named."""
    (tmp_path / "clip.yaml").unlink()
    (tmp_path / "photos" / "a.jpg").rename(tmp_path / "photos" / "renamed.jpg")
    found = printed(imgfree("verify", film, "--with", "photos", "--json"))
    assert ("same", "whole", True) == (found["verdict"], found["state"], found["rendered"])
    ran = imgfree("verify", film)
    assert 3 == ran.returncode
    assert "a.jpg  sha256 " in ran.stderr


def test_an_altered_film_is_told_from_a_platforms(tmp_path: Path, film: Path, imgfree: Imgfree) -> None:
    """What was encoded anew shows the same; another picture in it is found, with both pictures side by side."""
    other = painted(tmp_path / "other.mp4", lambda at_s: gray(90, (144, 256)), 2.0, fps=2)
    other.write_bytes(other.read_bytes() + tail_of(film))
    ran = imgfree("verify", other, "--with", "photos", "--frames", "stills")
    assert (1, ["other-difference.png"]) == (ran.returncode, [one.name for one in (tmp_path / "stills").iterdir()])
    assert "altered after" in ran.stdout


def test_what_cannot_be_made_again_says_so(tmp_path: Path, film: Path, imgfree: Imgfree) -> None:
    """Without a recipe only digests are checked; without a mark there is nothing to check."""
    assert 0 == imgfree("run", "clip.yaml", "--new").returncode
    found = printed(imgfree("verify", film, "--json"))
    assert ("unrendered", False) == (found["verdict"], found["rendered"])
    film.write_bytes(film.read_bytes().replace(b"imgfree:Mark", b"imgfree:Nark"))
    assert 3 == imgfree("verify", film).returncode
    assert 3 == imgfree("verify", tmp_path / "no.mp4").returncode
