"""The folder of pieces: bounded, and never half a piece under its name."""

import os
from pathlib import Path

from imgfree.local.cache import Cache, part_of, passing


def filled(folder: Path, *pieces: tuple[str, int, float]) -> Cache:
    """Return a cache with pieces of these keys, sizes and times of last use."""
    cache = Cache(folder)
    for key, size, used_s in pieces:
        cache.place(key).parent.mkdir(parents=True, exist_ok=True)
        cache.place(key).write_bytes(bytes(size))
        os.utime(cache.place(key), (used_s, used_s))
    return cache


def test_removes_what_was_not_used_for_longest(tmp_path: Path) -> None:
    """Over its limit the oldest go first; what was used within the hour stays in any case."""
    cache = filled(tmp_path, ("aa1", 400, 1000), ("aa2", 400, 2000), ("bb3", 400, 3000), ("bb4", 400, 9000))
    cache.trim(10_000, limit_bytes=900)
    assert [False, False, True, True] == [cache.place(key).exists() for key in ("aa1", "aa2", "bb3", "bb4")]
    cache.trim(10_000, limit_bytes=0)
    assert (1, 400) == cache.size()


def test_a_piece_that_is_asked_for_counts_as_used(tmp_path: Path) -> None:
    """Asking for a piece makes it the youngest."""
    cache = filled(tmp_path, ("aa1", 10, 1000))
    assert [True, False] == [cache.holds(cache.place(key)) for key in ("aa1", "aa2")]
    cache.forget(2000)
    assert (1, 10) == cache.size()


def test_forgets_and_clears(tmp_path: Path) -> None:
    """Old pieces are forgotten, and clearing removes all but what is being written."""
    cache = filled(tmp_path, ("aa1", 10, 1000), ("aa2", 10, 3000))
    cache.forget(2000)
    assert [False, True] == [cache.place(key).exists() for key in ("aa1", "aa2")]
    written = part_of(cache.place("aa3"))
    written.touch()
    cache.clear()
    assert [written] == list(tmp_path.glob("*/*"))


def test_a_passing_cache_leaves_nothing(tmp_path: Path) -> None:
    """A cache for one render is gone after it."""
    with passing(tmp_path / "film.mp4") as cache:
        filled(cache.place("aa1").parents[1], ("aa1", 10, 1000))
        assert cache.holds(cache.place("aa1"))
    assert [] == list(tmp_path.iterdir())
