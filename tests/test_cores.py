"""Cores are handed out, not films."""

from imgfree import cores


def test_films_share_the_cores() -> None:
    """One film keeps up to four busy; what more there is makes others beside it."""
    assert [1, 1, 1, 2, 4] == [cores.films_at_once(count) for count in (1, 2, 7, 8, 16)]


def test_there_is_a_core() -> None:
    """At least the one that this runs on."""
    assert cores.available() >= 1
