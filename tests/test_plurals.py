"""How many of something."""

from imgfree.plurals import counted


def test_one_is_one() -> None:
    """Only one has no plural; thousands are told apart."""
    assert ["0 rows", "1 row", "2,000 rows"] == [counted(count, "row") for count in (0, 1, 2000)]
    assert "2 generated media" == counted(2, "generated medium", "generated media")
