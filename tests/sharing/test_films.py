"""A film that somebody hands on: what is told of it, and its recipe given back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import Ran
from imgfree import disk
from imgfree.cassette import media
from imgfree.errors import InputRefused
from imgfree.provenance import Carried, Generated, Mark, Medium, imprint
from imgfree.sharing import films

RECIPE = """\
version: 1
name: reel
inputs:
  photos: {type: array, items: {type: string, format: image}, default: [a.jpg]}  # yours
  title: {type: string, default: Hello}
steps:
  - upload: "{{ inputs.photos }}"
  - instruct: 'a reel of "{{ inputs.title }}"'
  - export: mp4
  - download: reel.mp4
"""
CARRIED = Carried(
    name="reel",
    recipe=RECIPE,
    inputs={"photos": [{"name": "a.jpg", "sha256": "c" * 64}], "title": "Sale: 50 %", "gone": "x"},
    lock={},
    brand={},
    account={"instruct": [{"text": "a reel", "outcome": "applied"}, {"text": "x", "outcome": "declined"}]},
)
MARK = Mark(
    imgfree="1.0",
    backend="local",
    encoder={"av": "17.0.0"},
    recipe_sha256="a" * 64,
    inputs_sha256="b" * 64,
    own={"image": 2},
    media=(Medium("c" * 64, "image", "a.jpg"),),
    generated=(Generated("voice", "hibari-tts", 2), Generated("music", "ACE-Step 1.5")),
    carried=CARRIED,
)


def film(path: Path, mark: Mark | None) -> Path:
    """Write a small film with that mark."""
    path.write_bytes(media.placeholder("mp4"))
    if mark is not None:
        with path.open("r+b") as file:
            made = imprint(file, mark, size_bytes=path.stat().st_size, sha256=disk.sha256(path))
            assert made is not None
            file.seek(0, 2)
            file.write(made.tail)
    return path


def test_what_a_film_says_is_shown(
    tmp_path: Path, imgfree: Callable[..., Ran], golden: Callable[[Path | str, str], None]
) -> None:
    """All that it carries; then what is left where its media are others, its mark is damaged, or it has none."""
    whole = film(tmp_path / "whole.mp4", MARK).read_bytes()
    at = whole.index(b"mdat") + 20
    (tmp_path / "changed.mp4").write_bytes(whole[:at] + b"\0" + whole[at + 1 :])
    film(tmp_path / "little.mp4", MARK.without_recipe())
    (tmp_path / "damaged.mp4").write_bytes(whole.replace(b"<imgfree:Mark>eN", b"<imgfree:Mark>AA"))
    film(tmp_path / "plain.mp4", None)
    names = ("whole", "changed", "little", "damaged", "plain")
    golden("said/film.txt", "\n".join(imgfree("show", f"{name}.mp4").stdout for name in names))
    assert '"state": "whole"' in imgfree("show", "whole.mp4", "--json").stdout


def test_a_strangers_words_cannot_pass_for_ours(tmp_path: Path, imgfree: Callable[..., Ran]) -> None:
    """No line ends early, and nothing reaches the terminal that moves it."""
    evil = replace(CARRIED, name="x\nstate: as it was made\x1b[2J", account={"a": "no list"}, lock={"a": 1})
    shown = imgfree("show", film(tmp_path / "a.mp4", replace(MARK, carried=evil)))
    assert 0 == shown.returncode, shown.stderr
    assert "\x1b" not in shown.stdout
    assert not [line for line in shown.stdout.splitlines() if line.startswith("state")]


def test_a_recipe_comes_out_of_a_film(tmp_path: Path, imgfree: Callable[..., Ran]) -> None:
    """With the inputs that it was made with as defaults, comments kept; --set wins; what is no input is left."""
    film(tmp_path / "a.mp4", MARK)
    ran = imgfree("new", "mine", "--from", "a.mp4")
    assert 0 == ran.returncode, ran.stderr
    text = (tmp_path / "mine.yaml").read_text()
    assert "name: mine" in text
    assert "default: [a.jpg]}  # yours" in text
    assert 'title: {type: string, default: "Sale: 50 %"}' in text
    assert 0 == imgfree("new", "other", "--from", "a.mp4", "--set", "title=Mine").returncode
    assert "default: Mine" in (tmp_path / "other.yaml").read_text()


@pytest.mark.parametrize(
    "recipe", ["", "- 1", "version: 1\nsteps: []\n", "version: 1\nsteps:\n  - shell: rm\n", "a: &a [*a]"]
)
def test_what_is_no_recipe_is_refused(recipe: str, tmp_path: Path, imgfree: Callable[..., Ran]) -> None:
    """It is checked as any recipe is, and nothing is written."""
    film(tmp_path / "a.mp4", replace(MARK, carried=replace(CARRIED, recipe=recipe)))
    ran = imgfree("new", "mine", "--from", "a.mp4")
    assert 3 == ran.returncode, ran.stderr
    assert not (tmp_path / "mine.yaml").exists()


def test_a_film_without_one_says_what_is_left(tmp_path: Path) -> None:
    """A film that carries no recipe, and one that says nothing."""
    for mark in (None, MARK.without_recipe()):
        with pytest.raises(InputRefused):
            films.template(film(tmp_path / "a.mp4", mark))
