"""YAML 1.2 core as data, with a position for everything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree import document, recipe
from imgfree.document import Document, parsers
from imgfree.errors import RecipeError, RecipeSyntaxError, RecipeUnreadable, describe


def parsed(text: str) -> Document:
    """Return the document, named as a user might type it."""
    return document.parse(text, "./r.yaml")


def refused(text: str) -> str:
    """Return the message for text that is no document."""
    with pytest.raises(RecipeSyntaxError) as caught:
        parsed(text)
    return caught.value.message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9:16", "9:16"),
        ("16:9", "16:9"),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("Off", "Off"),
        ("2026-01-01", "2026-01-01"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("190:20:30", "190:20:30"),
        ("=", "="),
        ("0o17", 15),
        ("017", 17),
        ("0x1F", 31),
        ("-12", -12),
        ("+3", 3),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1.", 1.0),
        ("-1.5E-2", -0.015),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("1e", "1e"),
        (".", "."),
        ("0x", "0x"),
        ("--1", "--1"),
    ],
)
def test_reads_scalars_by_the_core_schema(written: str, meant: Any) -> None:
    """Plain text means what YAML 1.2 says, not what YAML 1.1 said; quoted text is text."""
    data = parsed(f"a: {written}\n").data
    assert {"a": meant} == data
    assert type(meant) is type(data["a"])


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


TEXTS = {
    "plain": "t: one two THREE\n",
    "plain over lines": "t: one\n  two\n\n  THREE four\n",
    "single quotes": "t: 'it''s one  THREE'\n",
    "single quotes over lines": "t: 'one\n\n  two\n  THREE'\n",
    "double quotes": 't: "a\\tb \\u00e9 \\x41 \\U0001F600 \\"THREE\\""\n',
    "double quotes over lines": 't: "one\\\n   two\n\n   \\  THREE"\n',
    "literal": "t: |\n  one\n\n    two\n  THREE\n",
    "literal with digit": "t: |2-\n    one\n  THREE\n",
    "literal after blank lines": "t: |+\n\n\n  one THREE\n\n",
    "folded": "t: >\n  one\n  two\n\n  three\n  THREE four\n",
    "folded with indented lines": "t: >-\n  one\n    two\n    more\n\n  three\n  x THREE\n",
    "folded with comment": "t: > # why\n   one\n   THREE\n",
    "anchored": "t: &a 'one THREE'\n",
    "tagged": "t: !!str one THREE\n",
    "in a flow": "[a, {t: 'THREE'}]\n",
    "wide characters": "t: 三张照片 THREE\n",
    "windows line ends": "t: |\r\n  one\r\n  THREE\r\n",
    "literal in a list": "- x\n- |\n  one\n  THREE\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_knows_where_a_character_of_a_text_stands(text: str) -> None:
    """However a text is written, a character of it is found in the file, escapes and folding undone."""
    doc = parsed(text)
    path = next(path for path, value in leaves(doc.data) if "THREE" in value)
    value = next(value for at, value in leaves(doc.data) if at == path)
    at = doc.at_offset(path, value.index("THREE"), 5)
    lines = text.replace("\r\n", "\n").split("\n")
    line = next(number for number, line in enumerate(lines, 1) if "THREE" in line)
    assert (line, lines[line - 1].index("THREE") + 1, 5) == (at.line, at.column, at.width)


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """Return every text with its path."""
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for number, value in enumerate(data) for leaf in leaves(value, (*path, number))]
    return [(path, str(data))]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_character_has_a_place(text: str) -> None:
    """No offset of a text leads out of the file, and offsets never run backwards."""
    doc = parsed(text)
    for path, value in leaves(doc.data):
        places = [doc.at_offset(path, offset) for offset in range(len(value) + 1)]
        assert places == sorted(places, key=lambda at: (at.line, at.column))


def test_a_list_of_one_may_stand_without_its_list() -> None:
    """An index below a text leads to the text itself."""
    at = parsed("expect: a == b\n").at_offset(("expect", 0), 5)
    assert (1, 14) == (at.line, at.column)


def test_width_ends_with_the_line() -> None:
    """What is underlined never reaches beyond the line."""
    at = parsed("a: short\n").at_offset(("a",), 3, 100)
    assert (1, 7, 2) == (at.line, at.column, at.width)


def test_positions_show_no_control_characters() -> None:
    """A file cannot send escape sequences to the terminal through its error message."""
    with pytest.raises(RecipeSyntaxError) as caught:
        parsed("a: \x1b[31mred\n")
    assert "the control character U+001B cannot be part of YAML" == caught.value.message
    assert "\x1b" not in describe(caught.value.problems[0])


def test_refuses_more_nodes_than_the_limit() -> None:
    """50,000 values are too many, written out or repeated by aliases."""
    assert "more than 50,000 values, aliases written out" == refused("[" + "1, " * 50_001 + "]")
    bomb = "a0: &a0 [1, 1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    assert "more than 50,000 values, aliases written out" == refused(bomb)


def test_accepts_as_many_nodes_as_the_limit() -> None:
    """The limit itself is allowed: one list of 49,999 numbers."""
    assert 49_999 == len(parsed("[" + "1, " * 49_999 + "]").data)


def test_refuses_deep_nesting_at_once() -> None:
    """A megabyte of brackets costs nothing, and neither do aliases that nest."""
    assert "nested deeper than 64 levels" == refused("[" * 1_000_000)
    assert "nested deeper than 64 levels" == refused("- " * 500_000)
    chain = "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 80))
    assert "nested deeper than 64 levels, aliases written out" == refused(chain)


def test_refuses_numbers_of_endless_digits() -> None:
    """A number too long for Python is a fault of the file, not a bug."""
    assert "this number is too long" == refused("a: " + "9" * 5000)
    assert "1e999 is not a number that can be used" == refused("a: 1e999")
    assert ".nan is not a number that can be used" == refused("a: .nan")


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
    assert "'recipes/real.yaml' does not exist" == caught.value.message
    assert "did you mean 'recipes/reel.yaml'?" == caught.value.hint
    with pytest.raises(RecipeUnreadable) as caught:
        document.read("recipe/reel.yaml")
    assert "there is no folder 'recipe'" == caught.value.hint


def test_a_folder_is_no_recipe(tmp_path: Path) -> None:
    """A folder is named as such."""
    with pytest.raises(RecipeUnreadable, match="is a folder"):
        document.read(tmp_path)


def told(parser: Callable[[str], Any], text: str) -> str:
    """Return what the document module says of text when it uses that parser."""
    events = parsers.parser_events(parser, text)
    try:
        return repr(Document("r.yaml", text, events).data)
    except RecipeSyntaxError as error:
        return describe(error.problems[0])


ALIKE = [
    case
    for case in sorted((Path(__file__).parents[1] / "cases").glob("*/*.yaml"))
    if case.stem != "yaml-no-space-after-colon"  # the slow parser takes the ':' for text
    and not case.stem.startswith("yaml-bytes-")  # refused before any parser sees them
]


@pytest.mark.parametrize("case", ALIKE, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_both_parsers_say_the_same(case: Path) -> None:
    """Without libyaml the data, the words and the places are the same."""
    text = case.read_text(encoding="utf-8")
    assert told(parsers.FAST, text) == told(parsers.PURE, text)


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


def test_a_recipe_with_a_hashtag_is_warned(tmp_path: Path) -> None:
    """The words, a default, a name and a path are looked at; the recipe stays valid."""
    path = tmp_path / "r.yaml"
    path.write_text(
        "version: 1\nname: Sale #1\ninputs:\n  t: {type: string}\n  u:\n    default: Summer #sale\nsteps:\n"
        "  - upload: shots/a #2.jpg\n  - instruct:\n      text: Make #1 film\n",
        encoding="utf-8",
    )
    assert [2, 6, 8, 10] == [one.at.line for one in recipe.load(path).warnings if one.at]
