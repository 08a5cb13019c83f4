"""What a written path stands for on this machine."""

from pathlib import Path

import pytest

from imgfree.chat.named_paths import Place, existing, matching, media


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a folder with a few files, beside a home with one."""
    for name in (
        "work/my mug.jpg",
        "work/'odd'.jpg",
        "work/2.JPG",
        "work/10.jpg",
        "work/a.txt",
        "work/.b.jpg",
        "home/h.jpg",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return Place(tmp_path / "work", tmp_path / "home")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("my mug.jpg", "work/my mug.jpg"), ("'my mug.jpg'", "work/my mug.jpg"), (r"my\ mug.jpg", "work/my mug.jpg"),
        ("'odd'.jpg", "work/'odd'.jpg"), ("~/h.jpg", "home/h.jpg"), ("「2.JPG」", "work/2.JPG"), (".", "work"),
        ("gone.jpg", None), ("a\0.jpg", None), ("x" * 5000, None), ("~nobody-of-that-name/a.jpg", None),
    ],
)  # fmt: skip
def test_a_path_is_found_however_it_was_dropped(place: Place, written: str, found: str | None) -> None:
    """As it is, without quotes, without backslashes, from the home; what is no name at all is not there."""
    path = existing(written, place)
    assert found == (path and path.relative_to(place.cwd.parent).as_posix())


def test_media_are_sorted_as_people_count(place: Place) -> None:
    """Of a pattern and of a folder alike, in any case; a folder's hidden files, and other files, are left out."""
    assert ["2.JPG", "10.jpg", "'odd'.jpg", "my mug.jpg"] == [path.name for path in media(place.cwd)]
    assert ["2.JPG"] == [path.name for path in matching("?.jpg", place)]
    assert ["10.jpg", "my mug.jpg"] == [path.name for path in matching("[1m]*.*", place)]
    assert (place.cwd / "a.txt",) == media(place.cwd / "a.txt")
    assert () == matching("nowhere/*.jpg", place)


def test_hidden_files_have_to_be_named(place: Place) -> None:
    """Neither a pattern nor a folder brings what a system hides beside the photos; its own name does."""
    hidden = place.cwd / "._2.jpg"
    hidden.write_bytes(b"")
    assert hidden not in {*matching("*.jpg", place), *media(place.cwd)}
    assert hidden == existing("._2.jpg", place)


def test_a_path_is_shown_from_the_working_folder(place: Place) -> None:
    """Elsewhere it is whole."""
    assert Path("a/b.jpg") == place.short(place.cwd / "a" / "b.jpg")
    assert place.cwd.parent / "b.jpg" == place.short(place.cwd.parent / "b.jpg")
