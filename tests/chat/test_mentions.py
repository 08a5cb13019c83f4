"""What a line names: files, folders and addresses in every form in which they are dropped or typed."""

from pathlib import Path

import pytest

from imgfree.chat.mentions import find, given
from imgfree.chat.named_paths import Place

NAMES = (
    "a.jpg", "b.png", "my photo.png", "Anna's mug.jpg", "[Final] mug.jpg", "IMG_2.JPG", "IMG_10.JPG", "夏日.jpg",
    "shots/1.jpg", "shots/2.jpg", "shots/10.jpg", "shots/notes.txt", "notes.pdf", "x #1.png", "song.mp3",
    "100% real.jpg",
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a folder and a home, both filled with those names."""
    for folder in ("work", "home"):
        for name in NAMES:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
    return Place(tmp_path / "work", tmp_path / "home")


@pytest.mark.parametrize(
    ("line", "files", "words"),
    [
        ("a.jpg", ["work/a.jpg"], ""),
        ("~/a.jpg", ["home/a.jpg"], ""),
        ("file://{work}/my%20photo.png", ["work/my photo.png"], ""),
        ("file://localhost{work}/a.jpg make it warm", ["work/a.jpg"], "make it warm"),
        ("Anna's mug.jpg", ["work/Anna's mug.jpg"], ""),
        ("my photo.png", ["work/my photo.png"], ""),
        ("{work}/my photo.png", ["work/my photo.png"], ""),
        ("'{work}/my photo.png'", ["work/my photo.png"], ""),
        ('"{work}/my photo.png" "{work}/a.jpg"', ["work/my photo.png", "work/a.jpg"], ""),
        (r"{work}/my\ photo.png make it warm", ["work/my photo.png"], "make it warm"),
        (r"{work}/Anna\'s\ mug.jpg", ["work/Anna's mug.jpg"], ""),
        ("'{work}/Anna'\\''s mug.jpg'", ["work/Anna's mug.jpg"], ""),
        ("[Final] mug.jpg", ["work/[Final] mug.jpg"], ""),
        ("x #1.png", ["work/x #1.png"], ""),
        ("100% real.jpg", ["work/100% real.jpg"], ""),
        ("a.jpg b.png my photo.png", ["work/a.jpg", "work/b.png", "work/my photo.png"], ""),
        ("a.jpg, b.png", ["work/a.jpg", "work/b.png"], ""),
        ("*.jpg", ["work/100% real.jpg", "work/[Final] mug.jpg", "work/a.jpg", "work/Anna's mug.jpg", "work/IMG_2.JPG",
                   "work/IMG_10.JPG", "work/夏日.jpg"], ""),
        ("shots/*.jpg", ["work/shots/1.jpg", "work/shots/2.jpg", "work/shots/10.jpg"], ""),
        ("~/shots/*.JPG make a reel", ["home/shots/1.jpg", "home/shots/2.jpg", "home/shots/10.jpg"], "make a reel"),
        ("shots/", ["work/shots/1.jpg", "work/shots/2.jpg", "work/shots/10.jpg"], ""),
        ("./shots", ["work/shots/1.jpg", "work/shots/2.jpg", "work/shots/10.jpg"], ""),
        ("shots", ["work/shots/1.jpg", "work/shots/2.jpg", "work/shots/10.jpg"], ""),
        ("notes.pdf", ["work/notes.pdf"], ""),
        ("夏日.jpg", ["work/夏日.jpg"], ""),
        ("把夏日.jpg做成视频", ["work/夏日.jpg"], "把夏日.jpg做成视频"),
        ("turn a.jpg into a reel", ["work/a.jpg"], "turn a.jpg into a reel"),
        ("turn ~/my photo.png into a reel", ["home/my photo.png"], "turn “my photo.png” into a reel"),
        ("make a reel from ~/a.jpg", ["home/a.jpg"], "make a reel from a.jpg"),
        ("make a slow reel ~/a.jpg b.png", ["home/a.jpg", "work/b.png"], "make a slow reel"),
        ("use song.mp3 as music", ["work/song.mp3"], "use song.mp3 as music"),
        ("a.jpg should come first", ["work/a.jpg"], "a.jpg should come first"),
        ("a.jpg in the top right corner", ["work/a.jpg"], "a.jpg in the top right corner"),
        ("don't stop", [], "don't stop"),
        ("add the title 'Sale'", [], "add the title 'Sale'"),
        ("make it 16/9 and/or square", [], "make it 16/9 and/or square"),
        ("make a reel from the shots", [], "make a reel from the shots"),
        ("export as reel.gif", [], "export as reel.gif"),
    ],
)  # fmt: skip
def test_files_are_told_from_words(place: Place, line: str, files: list[str], words: str) -> None:
    """Every form is found; what a sentence needs stays in it as a bare name, what was dropped beside it does not."""
    found = find(line.replace("{work}", str(place.cwd)), place)
    assert files == [path.relative_to(place.cwd.parent).as_posix() for path in found.files]
    assert words == found.words
    assert () == found.missing


@pytest.mark.parametrize(
    ("line", "urls", "words"),
    [
        ("https://example.com/a.jpg", ["https://example.com/a.jpg"], ""),
        ("https://example.com/a.jpg?w=1080 https://e.com/b.png", ["https://example.com/a.jpg?w=1080",
         "https://e.com/b.png"], ""),
        ("https://example.com/image/5", ["https://example.com/image/5"], ""),
        ("turn https://e.com/my%20mug.jpg into a reel", ["https://e.com/my%20mug.jpg"],
         "turn “my mug.jpg” into a reel"),
        ("add the text https://shop.example.com", [], "add the text https://shop.example.com"),
        ("用https://example.com/a.jpg，做成视频", ["https://example.com/a.jpg"], "用a.jpg，做成视频"),
    ],
)  # fmt: skip
def test_addresses_of_media_are_uploads(place: Place, line: str, urls: list[str], words: str) -> None:
    """An address of a picture, or a line of addresses alone, is for the upload; one to be shown stays in the words."""
    found = find(line, place)
    assert urls == list(found.urls)
    assert words == found.words


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("~/nope.png", ["~/nope.png"]),
        ("./nope.jpg make it warm", ["./nope.jpg"]),
        ("'{work}/no pe.jpg'", ["'{work}/no pe.jpg'"]),
        ("file:///nowhere/x.png", ["file:///nowhere/x.png"]),
        ("nope.jpg", ["nope.jpg"]),
        ("'nope.jpg'", ["'nope.jpg'"]),
        ("'no such.jpg' \"nor this.png\"", ["'no such.jpg'", '"nor this.png"']),
        ("nope*.jpg", ["nope*.jpg"]),
        ("a.jpg ./nope.jpg", ["./nope.jpg"]),
    ],
)
def test_what_is_not_there_is_missing(place: Place, line: str, missing: list[str]) -> None:
    """A path that leads to nothing is named, and never sent as words."""
    found = find(line.replace("{work}", str(place.cwd)), place)
    assert [one.replace("{work}", str(place.cwd)) for one in missing] == list(found.missing)


def test_arguments_of_a_command_are_whole_names(place: Place) -> None:
    """Blanks, apostrophes, a home, a folder, a pattern, an address: each argument is one of them, or missing."""
    found = given(
        ["Anna's mug.jpg", "~/a.jpg", "shots", "IMG_*.jpg", f"file://{place.cwd}/my%20photo.png", "https://e.com/c",
         "no 'x'.jpg"],
        place,
    )  # fmt: skip
    names = [path.relative_to(place.cwd.parent).as_posix() for path in found.files]
    shots = [f"work/shots/{number}.jpg" for number in (1, 2, 10)]
    expected = ["work/Anna's mug.jpg", "home/a.jpg", *shots, "work/IMG_2.JPG", "work/IMG_10.JPG", "work/my photo.png"]
    assert expected == names
    assert ("https://e.com/c",) == found.urls
    assert ("no 'x'.jpg",) == found.missing
    assert "" == found.words
