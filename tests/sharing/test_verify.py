"""A film is held against what its own recipe makes: the right one of several, and what was otherwise is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from commandline import ROOT, run
from faulty import film as painted
from faulty import gray
from imgfree import disk
from imgfree.cassette import media
from imgfree.errors import InputRefused
from imgfree.provenance import Mark, imprint, look
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.sharing.verdicts import Verified
from imgfree.sharing.verify import Asked, verify

RECIPE = """\
version: 1
name: two
steps:
  - upload: a.jpg
  - {id: cut, instruct: 'a 1-second 9:16 reel with the title "One"'}
  - {id: first, export: {format: mp4, quality: draft, resolution: 144x256}}
  - {id: one, download: one.mp4}
  - {id: more, instruct: change the title to "Two"}
  - {id: second, export: {format: mp4, quality: draft, resolution: 144x256}}
  - {id: two, download: two.mp4}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a recipe's photo, and of both its films, which carry it."""
    found = tmp_path_factory.mktemp("two")
    (found / "a.jpg").write_bytes((ROOT / "recipes" / "assets" / "mug-1.jpg").read_bytes())
    (found / "two.yaml").write_text(RECIPE)
    ran = run("run", "two.yaml", "--carry", cwd=found, env={"IMGFREE_HOME": str(found / "home")})
    assert 0 == ran.returncode, ran.stderr
    return found


def mark_of(film: Path) -> Mark:
    """Return what it says of itself."""
    found = look(film).mark
    assert found is not None
    return found


def marked(film: Path, mark: Mark) -> Path:
    """Put a mark onto a film that has none."""
    with film.open("r+b") as file:
        made = imprint(file, mark, size_bytes=film.stat().st_size, sha256=disk.sha256(film))
        assert made is not None
        file.seek(0, 2)
        file.write(made.tail)
    return film


def verified(film: Path, where: Path | None = None) -> Verified:
    """Return what comes of it."""
    return verify(App.open(), Asked(film, where), NOBODY, lambda share: None)


def test_of_several_films_it_is_the_one_that_was_marked(tmp_path: Path, folder: Path) -> None:
    """Whatever it is called now."""
    (tmp_path / "a.mp4").write_bytes((folder / "two.mp4").read_bytes())
    found = verified(tmp_path / "a.mp4", folder)
    assert ("same", True, None) == (found.verdict, found.marked, found.comparison)


def test_what_was_otherwise_is_said(tmp_path: Path, folder: Path) -> None:
    """The version, the encoder, a clause; and what is to be seen where it differs."""
    mark = mark_of(folder / "one.mp4")
    assert mark.carried is not None
    account = {"cut": [{"text": one["text"], "outcome": "declined"} for one in mark.carried.account["cut"][:1]]}
    older = replace(mark, imgfree="0.0.1", encoder={"av": "1.0"}, carried=replace(mark.carried, account=account))
    other = marked(painted(tmp_path / "one.mp4", lambda at_s: gray(90, (144, 256)), 1.0), older)
    found = verified(other, folder)
    assert ("differs", "whole", 'shot 1 of 1, a.jpg, with "One" on it') == (found.verdict, found.state, found.shown)
    assert 3 == len(found.why)


@pytest.mark.parametrize("facts", [{"backend": "nemo"}, {"carried": None}])
def test_what_is_not_made_again_is_held_against_its_digests(
    tmp_path: Path, folder: Path, facts: dict[str, str]
) -> None:
    """A film of the cloud, and one without a recipe; a changed byte is found all the same."""
    film = tmp_path / "a.mp4"
    film.write_bytes(media.placeholder("mp4"))
    found = verified(marked(film, replace(mark_of(folder / "one.mp4"), **facts)))  # type: ignore[arg-type]
    assert ("unrendered", "whole") == (found.verdict, found.state)
    assert found.because
    content = film.read_bytes()
    at = content.index(b"mdat") + 8
    film.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert "altered" == verified(film).verdict


def test_a_film_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """There is nothing to hold it against."""
    (tmp_path / "a.mp4").write_bytes(media.placeholder("mp4"))
    with pytest.raises(InputRefused, match="cannot be made again"):
        verified(tmp_path / "a.mp4")
