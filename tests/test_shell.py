"""Commands as a person can type them."""

import shlex
from pathlib import Path

import pytest

from imgfree import shell


@pytest.mark.parametrize(
    "value", ["a", "a b", "it's", "$(rm -rf x)", "`x`", "a;b", "夏 日", "", "--out", "a\nb", "*.jpg"]
)
def test_a_shell_reads_the_very_word(value: str) -> None:
    """Whatever is in it."""
    assert ["imgfree", "run", value] == shlex.split(shell.command("imgfree", "run", value))


def test_a_path_is_no_option() -> None:
    """Where its name begins with a dash; a text that begins so may be meant as one."""
    assert ("./-x.yaml", "-x", "a/-x") == (shell.word(Path("-x.yaml")), shell.word("-x"), shell.word(Path("a/-x")))
