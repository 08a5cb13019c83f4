"""imgfree.lock: read as it was written, checked without a network, and told where it is wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import RecipeInvalid, RecipeSyntaxError, RecipeUnreadable
from imgfree.recipe import lock
from imgfree.recipe.lock import Taken

TEXT = "version: 1\ntemplate: git+https://example.com/r.git@v1#reels/a.yaml\nsteps:\n  - credits: {}\n"
FILES = {"a.yaml": TEXT, "cassettes/a.yaml": "interactions: []\n", "assets/é.jpg": "photo", "assets/f.ttf": "font"}


def written(folder: Path, **changes: str) -> Taken:
    """Write a recipe with all that came with it, and its lock; return what the lock says."""
    for name, content in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    files = {name: lock.digest(content.encode()) for name, content in FILES.items()}
    taken = Taken("git+https://example.com/r.git", "v1", "c" * 40, "reels/a.yaml", "0.1.0", "MIT License", files)
    lock.write(folder, {"a.yaml": replace(taken, **changes)})
    return taken


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Whatever letters names have; sorted, so that the same content is the same file."""
    taken = written(tmp_path)
    more = {"z.yaml": taken, 'é "x".yaml': replace(taken, licence=""), "a.yaml": taken}
    lock.write(tmp_path, more)
    assert more == lock.read(tmp_path)
    assert lock.text_of(more) == lock.text_of(dict(reversed(more.items())))
    assert {} == lock.read(tmp_path / "assets")


def test_what_differs_is_yours_or_damaged(tmp_path: Path) -> None:
    """A recipe or photo is the user's to edit; a font is not, nor is a cassette of a recipe as it came."""
    taken = written(tmp_path)

    def states() -> dict[str, str]:
        return dict(lock.states(tmp_path, "a.yaml", taken))

    assert {"as taken"} == set(states().values())
    assert recipe.load(tmp_path / "a.yaml").warnings == ()
    for name in ("assets/é.jpg", "cassettes/a.yaml"):
        (tmp_path / name).write_text("other")
    (tmp_path / "assets" / "f.ttf").unlink()
    assert ["as taken", "damaged", "yours", "missing"] == [states()[name] for name in FILES]
    with pytest.raises(RecipeInvalid) as refused:
        recipe.load(tmp_path / "a.yaml")
    at = refused.value.problems[0].at
    assert at is not None
    assert '"cassettes/a.yaml" = ' in (tmp_path / lock.NAME).read_text().splitlines()[at.line - 1]
    (tmp_path / "a.yaml").write_text(TEXT + "# mine\n")
    assert {"yours"} == {states()[name] for name in ("a.yaml", "cassettes/a.yaml")}
    assert recipe.load(tmp_path / "a.yaml").warnings == ()
    (tmp_path / "assets" / "f.ttf").write_text("other")
    assert "damaged" == states()["assets/f.ttf"]


def test_ends_of_lines_are_no_difference(tmp_path: Path) -> None:
    """Git may write a text with other ends of lines; bytes of a photo are bytes."""
    assert lock.digest(b"a\r\nb\r\n") == lock.digest(b"a\nb\n")
    assert lock.digest(b"\0a\r\n") != lock.digest(b"\0a\n")


def test_a_recipe_and_its_lock_agree(tmp_path: Path) -> None:
    """Another version in the recipe than in the lock is refused; no lock at all is a warning."""
    written(tmp_path, ref="v2")
    with pytest.raises(RecipeInvalid, match="imgfree.lock, which has .*@v2#"):
        recipe.load(tmp_path / "a.yaml")
    (tmp_path / lock.NAME).unlink()
    [warned] = recipe.load(tmp_path / "a.yaml").warnings
    assert "knows nothing of " in warned.message
    assert 2 == warned.at.line if warned.at else False


@pytest.mark.parametrize(
    ("text", "line"),
    [("<<<<<<< HEAD\nversion = 1\n", 1), ("version = 1\nversion = 1\n", 2), ('version = 2\n', None),
     ("version = 1\n", None), ("version = 1\n[recipes.a]\nref = 1\n", None), ("version = 1\n[recipes]\na = 3\n", None)],
)  # fmt: skip
def test_a_broken_lock_is_told_by_its_place(tmp_path: Path, text: str, line: int | None) -> None:
    """It is never taken for an empty one."""
    (tmp_path / lock.NAME).write_text(text)
    with pytest.raises(RecipeSyntaxError) as refused:
        lock.read(tmp_path)
    assert line == (refused.value.at.line if refused.value.at else None)
    assert refused.value.hint


def test_a_lock_is_a_plain_text_file(tmp_path: Path) -> None:
    """A link, or bytes that are no text, are refused."""
    (tmp_path / "other").write_text("version = 1\n")
    (tmp_path / lock.NAME).symlink_to("other")
    with pytest.raises(RecipeUnreadable):
        lock.read(tmp_path)
    (tmp_path / lock.NAME).unlink()
    (tmp_path / lock.NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(RecipeUnreadable):
        lock.read(tmp_path)
