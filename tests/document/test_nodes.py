"""What YAML 1.2 core means, and where it is refused."""

from typing import Any

import pytest

from imgfree import document
from imgfree.document import Document
from imgfree.errors import RecipeSyntaxError, describe


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
