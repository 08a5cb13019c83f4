"""The folder of pieces: bounded, and never half a piece under its name."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.local.cache import Cache, part_of, passing


def filled(folder: Path, *pieces: tuple[str, int, float]) -> tuple[Cache, list[Path]]:
    """Return a cache with pieces of these keys, sizes and times of last use, and where they are."""
    cache = Cache(folder)
    paths = []
    for key, size, used_s in pieces:
        paths.append(cache.keep(key, lambda part, size=size: part.write_bytes(bytes(size))))  # type: ignore[misc]
        os.utime(paths[-1], (used_s, used_s))
    return cache, paths


def test_removes_what_was_not_used_for_longest(tmp_path: Path) -> None:
    """Over its limit the oldest go first; what was used within the hour stays in any case."""
    cache, paths = filled(tmp_path, ("aa1", 400, 1000), ("aa2", 400, 2000), ("bb3", 400, 3000), ("bb4", 400, 9000))
    cache.trim(10_000, limit_bytes=900)
    assert [False, False, True, True] == [path.exists() for path in paths]
    cache.trim(10_000, limit_bytes=0)
    assert (1, 400) == cache.size()


def test_a_piece_that_is_asked_for_counts_as_used(tmp_path: Path) -> None:
    """Asking for a piece makes it the youngest."""
    cache, [path] = filled(tmp_path, ("aa1", 10, 1000))
    assert [path, None] == [cache.find(key) for key in ("aa1", "aa2")]
    cache.forget(2000)
    assert (1, 10) == cache.size()


def test_forgets_and_clears(tmp_path: Path) -> None:
    """Old pieces are forgotten, and clearing removes all but what is being written."""
    cache, paths = filled(tmp_path, ("aa1", 10, 1000), ("aa2", 10, 3000))
    cache.forget(2000)
    assert [False, True] == [path.exists() for path in paths]
    written = part_of(paths[1])
    written.touch()
    cache.clear()
    assert [written] == list(tmp_path.glob("*/*"))


def test_a_passing_cache_leaves_nothing(tmp_path: Path) -> None:
    """A cache for one render is gone after it."""
    with passing(tmp_path / "film.mp4") as cache:
        kept = cache.keep("aa1", lambda part: part.touch())
        assert kept == cache.find("aa1")
    assert [] == list(tmp_path.iterdir())


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _swap(path: Path) -> None:
    other = next(one for one in path.parent.glob("*") if one != path)
    path.write_bytes(other.read_bytes())


def _rename(path: Path) -> None:
    other = next(one for one in path.parent.glob("*") if one != path)
    path.unlink()
    other.rename(path.with_name(f"{path.name.partition('.')[0]}.{other.name.partition('.')[2]}"))


def _fill(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").touch()


def _link(path: Path) -> None:
    there = path.with_name("elsewhere")
    path.rename(there)
    path.symlink_to(there)


@pytest.mark.parametrize(
    "harm",
    [_flip, _swap, _rename, _fill, _link, lambda path: os.truncate(path, 3), lambda path: os.truncate(path, 0)],
    ids=["flipped", "swapped", "renamed", "folder", "link", "truncated", "empty"],
)
def test_a_piece_that_is_not_as_it_was_written_is_not_found(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """It is removed, and the next one takes its place; looking through all pieces finds it as well."""
    for look in ("find", "verify"):
        cache = Cache(tmp_path / look)
        path = cache.keep("aa1", lambda part: part.write_bytes(b"frames of one"))
        cache.keep("aa2", lambda part: part.write_bytes(b"frames of two"))
        harm(path)
        assert cache.find("aa1") is None if look == "find" else cache.verify()
        assert not path.exists()
        assert path == cache.keep("aa1", lambda part: part.write_bytes(b"frames of one")) == cache.find("aa1")


def test_a_link_in_place_of_a_shelf_leads_nowhere(tmp_path: Path) -> None:
    """Pieces are written below the cache's own folder."""
    (tmp_path / "else").mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "aa").symlink_to(tmp_path / "else")
    Cache(tmp_path / "cache").keep("aa1", lambda part: part.touch())
    assert [] == list((tmp_path / "else").iterdir())


def test_a_piece_is_made_by_one_at_a_time(tmp_path: Path) -> None:
    """Others wait for it; who dies, or is done, leaves nothing behind."""
    one, other = Cache(tmp_path / "cache"), Cache(tmp_path / "cache")
    with one.claimed("ab") as first, other.claimed("ab") as second, other.claimed("cd") as third:
        assert (True, False, True) == (first, second, third)
    with other.claimed("ab") as again:
        assert again
    assert [] == list((tmp_path / "cache.claims").iterdir())
    assert (0, 0) == one.size()


def test_a_piece_is_found_by_its_very_bytes(tmp_path: Path) -> None:
    """Where machines share a folder, a listing may not show yet what another one has just put there."""
    cache = Cache(tmp_path)
    path = cache.keep("ab" * 32, lambda part: part.write_bytes(b"piece") and None)
    digest = path.stem.partition(".")[2]
    assert path == cache.exact("ab" * 32, digest)
    assert cache.exact("ab" * 32, digest[::-1]) is None
    path.write_bytes(b"other")
    assert cache.exact("ab" * 32, digest) is None
