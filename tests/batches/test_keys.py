"""Keys are names of files, everywhere."""

import pytest

from imgfree.batches import keys
from imgfree.errors import InputRefused


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A-1", "A-1"),
        (" AB/12 ", "AB-12"),
        ("../../etc", "etc"),
        ("红色/大", "红色-大"),
        ("a:b*c?", "a-b-c"),
        ("CON", "CON-"),
        ("nul.txt", "nul.txt-"),
        ("x~2", "x-2"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_what_no_file_may_be_called_is_mended(text: str, key: str) -> None:
    """A path stays one name; letters of any script stay."""
    assert key == keys.safe(text)


@pytest.mark.parametrize("text", ["", " ", "..", "///", "x" * 81, "字" * 80])
def test_what_cannot_be_mended_is_refused(text: str) -> None:
    """Nothing is left of it, or too much."""
    with pytest.raises(InputRefused):
        keys.safe(text)


def test_keys_that_some_system_takes_for_one_are_one() -> None:
    """Capitals, and two ways to write a letter."""
    assert keys.same("CAFÉ") == keys.same("cafe\u0301")


def test_variants_are_told_by_their_values() -> None:
    """A ratio as people write it in names, a long text by its number."""
    assert "A-9x16" == keys.with_variant("A", "aspect", "9:16", 1)
    assert "A-title2" == keys.with_variant("A", "title", "a title of many, many words", 2)
    assert "A-title3" == keys.with_variant("A", "title", "??", 3)
