"""YAML 1.2 core as data, with a position for everything."""

from pathlib import Path

import pytest

from imgfree import document
from imgfree.document import Document
from imgfree.errors import RecipeError, RecipeUnreadable


def parsed(text: str) -> Document:
    """Return the document, named as a user might type it."""
    return document.parse(text, "./r.yaml")


def test_aliases_repeat_values() -> None:
    """An alias to a whole value gives that value; positions lead to where it is written."""
    doc = parsed("x: &x {deep: [1, 2]}\ny: *x\n")
    assert {"x": {"deep": [1, 2]}, "y": {"deep": [1, 2]}} == doc.data
    assert (1, 18) == place(doc, ("y", "deep", 1))


def place(doc: Document, path: tuple[str | int, ...], key: bool = False) -> tuple[int, int]:
    """Return line and column."""
    at = doc.at(path, key)
    return at.line, at.column


SAMPLE = """\
name: é😀 reel
steps:
  - upload: a.jpg
    name: 'First'
  - export: {format: mp4, quality: high}
  -
    - deep
empty:
"""


@pytest.mark.parametrize(
    ("path", "key", "where", "width"),
    [
        ((), False, (1, 1), 4),
        (("name",), True, (1, 1), 4),
        (("name",), False, (1, 7), 7),
        (("steps",), True, (2, 1), 5),
        (("steps",), False, (3, 3), 1),
        (("steps", 0), False, (3, 5), 6),
        (("steps", 0, "upload"), True, (3, 5), 6),
        (("steps", 0, "upload"), False, (3, 13), 5),
        (("steps", 0, "name"), False, (4, 11), 7),
        (("steps", 1, "export", "quality"), True, (5, 27), 7),
        (("steps", 1, "export", "quality"), False, (5, 36), 4),
        (("steps", 1, "export"), False, (5, 13), 1),
        (("steps", 2, 0), False, (7, 7), 4),
        (("steps", 1, "export", "gone"), False, (5, 13), 1),
        (("empty",), False, (8, 7), 1),
    ],
)
def test_knows_where_everything_stands(
    path: tuple[str | int, ...], key: bool, where: tuple[int, int], width: int
) -> None:
    """Keys and values have line, column from 1, and width; what is not there has the place above it."""
    at = parsed(SAMPLE).at(path, key)
    assert (*where, width) == (at.line, at.column, at.width)
    assert SAMPLE.splitlines()[at.line - 1] == at.text
    assert "./r.yaml" == at.file


def test_a_list_of_one_may_stand_without_its_list() -> None:
    """An index below a text leads to the text itself."""
    at = parsed("expect: a == b\n").at_offset(("expect", 0), 5)
    assert (1, 14) == (at.line, at.column)


def test_width_ends_with_the_line() -> None:
    """What is underlined never reaches beyond the line."""
    at = parsed("a: short\n").at_offset(("a",), 3, 100)
    assert (1, 7, 2) == (at.line, at.column, at.width)


Bytes = tuple[bytes, str, str | None]
UNREADABLE: dict[str, Bytes] = {
    "latin-1": (b"name: ok\ntitle: caf\xe9 noir\n", "byte 0xe9 is not UTF-8", "save the file as UTF-8"),
    "utf-16": ("name: x".encode("utf-16"), "'r.yaml' is UTF-16 text", "save it as UTF-8"),
    "binary": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "'r.yaml' is not a text file", "name a recipe, a YAML file"),
    "too big": (b"#" * (1024 * 1024 + 1), "'r.yaml' is bigger than 1 MiB", "split it into several recipes"),
}


@pytest.mark.parametrize(("content", "message", "hint"), UNREADABLE.values(), ids=UNREADABLE)
def test_refuses_what_is_not_text(
    content: bytes, message: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that are no recipe are named for what they are."""
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_bytes(content)
    with pytest.raises(RecipeError) as caught:
        document.read("r.yaml")
    assert (message, hint) == (caught.value.message, caught.value.hint)


def test_places_a_byte_that_is_not_utf8(tmp_path: Path) -> None:
    """The line and column of the first such byte are told."""
    path = tmp_path / "r.yaml"
    path.write_bytes("a: é\r\ntitle: caf".encode() + b"\xe9 noir\r\n")
    with pytest.raises(RecipeUnreadable) as caught:
        document.read(path)
    at = caught.value.at
    assert at is not None
    assert (2, 11, "title: caf\ufffd noir") == (at.line, at.column, at.text)


def test_reads_a_byte_order_mark(tmp_path: Path) -> None:
    """What Windows editors put in front of UTF-8 changes neither data nor columns."""
    path = tmp_path / "r.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: x\r\n")
    doc = document.read(path)
    assert {"name": "x"} == doc.data
    assert (1, 1) == place(doc, ("name",), key=True)


def test_exactly_one_mebibyte_is_read(tmp_path: Path) -> None:
    """The size limit itself is allowed."""
    path = tmp_path / "r.yaml"
    path.write_bytes(b"a: 1\n" + b"#" * (1024 * 1024 - 5))
    assert {"a": 1} == document.read(path).data


def test_a_missing_file_names_its_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt file name is answered with the file that was probably meant."""
    monkeypatch.chdir(tmp_path)
    Path("recipes").mkdir()
    Path("recipes/reel.yaml").touch()
    with pytest.raises(RecipeUnreadable) as caught:
        document.read("recipes/real.yaml")
    assert "'recipes/real.yaml'" in caught.value.message
    assert "'recipes/reel.yaml'" in str(caught.value.hint)
    with pytest.raises(RecipeUnreadable) as caught:
        document.read("recipe/reel.yaml")
    assert "folder 'recipe'" in str(caught.value.hint)


def test_a_folder_is_no_recipe(tmp_path: Path) -> None:
    """A folder is named as such."""
    with pytest.raises(RecipeUnreadable, match="is a folder"):
        document.read(tmp_path)


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("titled #summer vibes", "#summer vibes"), ("photo # 3 first", "# 3 first"), ("a  #b", "#b"),
        ("加标题 #夏天", "#夏天"),
        ("warmer  # second pass", None), ("'a #b'", None), ('"a" #b', None), ("C# and F#", None), ("a#b", None),
    ],
)  # fmt: skip
def test_finds_text_that_a_comment_cuts(line: str, comment: str | None) -> None:
    """A hashtag after plain text is found where it stands; a comment set off as usual, or after quotes, is one."""
    found = document.parse(f"text: {line}\nnext: 1\n", "a.yaml").comment_after(("text",))
    assert comment == (found and found.text[found.column - 1 : found.column - 1 + found.width])
