"""`imgfree schema`."""

from collections.abc import Callable

import pytest

from commandline import ROOT, Ran


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ((), "recipe"),
        (("event",), "event"),
        (("brand",), "brand"),
        (("template",), "template"),
        (("upload",), "steps/upload"),
    ],
)
def test_a_schema_is_printed_as_it_is(imgfree: Callable[..., Ran], words: tuple[str, ...], file: str) -> None:
    """The recipe's, if nothing else is asked for."""
    expected = (ROOT / "schemas" / f"{file}.schema.json").read_text(encoding="utf-8")
    assert expected == imgfree("schema", *words).stdout


def test_another_name_is_a_wrong_command_line(imgfree: Callable[..., Ran]) -> None:
    """Also one that leads elsewhere."""
    for name in ("uplaod", "../pyproject"):
        assert (2, "") == ((ran := imgfree("schema", name)).returncode, ran.stdout)
