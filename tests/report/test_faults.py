"""What is wrong with a run's films, in its report."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from nemo import Nemo

Imgfree = Callable[..., Ran]
RECIPE = """\
version: 1
steps:
  - upload: a.jpg
  - instruct: {words}
  - export: {{quality: draft}}
  - download: clip.mp4
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('a 1-second clip with the title "Hi"', ["Nothing wrong was found.", "not checked: loudness"]),
        (
            'a half-second clip with the text "far too much to be read in that time"',
            ["stands for 0.5 s", '<q dir="auto">Show &#34;far too much to be read in that time&#34; for'],
        ),
    ],
)
def test_a_report_looks_at_the_film(
    tmp_path: Path, photo: Callable[[str], Path], imgfree: Imgfree, words: str, said: list[str]
) -> None:
    """What is wrong with it, and the sentence that mends it; or that nothing is."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(words=words), encoding="utf-8")
    assert 0 == imgfree("run", "clip.yaml", "--backend", "local", "--report", "r.html").returncode
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert [] == [part for part in ["A look at the film", *said] if part not in page]


def test_what_is_no_film_is_passed_over(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran], nemo: Nemo
) -> None:
    """A cloud that sends something else leaves a report without that box."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(words="a 1-second clip"), encoding="utf-8")
    assert 0 == cloud("run", "clip.yaml", "--report", "r.html").returncode
    assert "A look at the film" not in (tmp_path / "r.html").read_text(encoding="utf-8")
