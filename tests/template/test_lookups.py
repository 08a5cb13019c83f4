"""Every name that an expression looks up, with and without Jinja."""

import subprocess
import sys

import pytest

from imgfree.template import Flaw, mentions, names


@pytest.mark.parametrize(
    ("text", "bare", "roots"),
    [
        ("inputs.title", True, ["inputs"]),
        ("steps.reel.url if a else b['c']", True, ["steps", "a", "b"]),  # only Jinja reads this
        ("no expression here", False, []),
        ("{{ a }} and {{ b | first }}", False, ["a", "b"]),
        ("{% if a %}{{ b }}{% endif %}", False, ["a", "b"]),
    ],
)
def test_names_are_told_either_way(text: str, bare: bool, roots: list[str]) -> None:
    """Plain or not, the same names are told."""
    assert sorted(roots) == sorted(one.root for one in names(text, bare=bare))


def test_what_is_malformed_is_said() -> None:
    """A text that neither way reads is a flaw, and mentions nothing."""
    with pytest.raises(Flaw):
        names("a ==")
    assert not mentions("a ==", ["a"])
    assert mentions("a == 1", ["a"])
    assert not mentions("b.a == 1", ["a"])


def test_plain_names_need_no_jinja() -> None:
    """Jinja is loaded for what is not plain, and not before."""
    code = (
        "import sys; from imgfree.template import names; names('a.b == 2');"
        "assert 'jinja2' not in sys.modules; names('a[0]'); assert 'jinja2' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
