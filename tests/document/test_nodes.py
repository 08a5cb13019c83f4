"""What YAML 1.2 core means, and where it is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree import document
from imgfree.document import Document
from imgfree.errors import RecipeSyntaxError, describe

Golden = Callable[[Path | str, str], None]


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


def test_positions_show_no_control_characters() -> None:
    """A file cannot send escape sequences to the terminal through its error message."""
    with pytest.raises(RecipeSyntaxError) as caught:
        parsed("a: \x1b[31mred\n")
    assert "\x1b" not in describe(caught.value.problems[0])


BOMB = "a0: &a0 [1, 1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
CHAIN = "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 80))
TOO_MUCH = {
    "50,001 values": "[" + "1, " * 50_001 + "]",
    "values repeated by aliases": BOMB,
    "a megabyte of brackets": "[" * 1_000_000,
    "a megabyte of dashes": "- " * 500_000,
    "aliases that nest": CHAIN,
    "5,000 digits": "a: " + "9" * 5000,
    "a number beyond all bounds": "a: 1e999",
    "no number": "a: .nan",
    "a control character": "a: \x1b[31mred\n",
}


def test_what_is_too_much_is_refused_at_once(golden: Golden) -> None:
    """Values, levels and digits, written out or repeated by aliases: a fault of the file, not a bug."""
    golden("said/yaml-too-much.txt", "".join(f"{name}: {refused(text)}\n" for name, text in TOO_MUCH.items()))


def test_accepts_as_many_nodes_as_the_limit() -> None:
    """The limit itself is allowed: one list of 49,999 numbers."""
    assert 49_999 == len(parsed("[" + "1, " * 49_999 + "]").data)
