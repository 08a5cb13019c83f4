"""Cores are handed out, not films."""

from imgfree import cores


def test_films_share_the_cores() -> None:
    """Two are made where there are two cores; each has its share of them, up to four, and one alone has more."""
    assert [1, 2, 2, 2, 4] == [cores.films_at_once(count) for count in (1, 2, 7, 8, 16)]
    assert [1, 1, 3, 4, 4] == [cores.painters(count, cores.films_at_once(count)) for count in (1, 2, 7, 8, 16)]
    assert [1, 2, 4] == [cores.painters(count, 1) for count in (1, 2, 7)]


def test_there_is_a_core() -> None:
    """At least the one that this runs on."""
    assert cores.available() >= 1
