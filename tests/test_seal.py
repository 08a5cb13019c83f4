"""The key by which an installation knows its own journals."""

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from imgfree import seal

LINE = b'{"ts":"2026-11-22T10:15:30.000Z","seq":0}'


def test_a_mark_fits_its_line_its_place_and_its_home_alone(tmp_path: Path) -> None:
    """One byte more, another folder, or another installation: it does not fit."""
    ours, theirs = seal.lasting(tmp_path / "home"), seal.lasting(tmp_path / "other")
    mark = ours.at(tmp_path / "runs/a").mark(LINE).encode()
    assert ours.at(tmp_path / "runs/a").fits(mark, LINE)
    assert not ours.at(tmp_path / "runs/a").fits(mark, LINE + b" ")
    assert not ours.at(tmp_path / "runs/b").fits(mark, LINE)
    assert not theirs.at(tmp_path / "runs/a").fits(mark, LINE)
    assert not ours.at(tmp_path / "runs/a").fits(b"", LINE)


def test_the_key_is_its_owners_alone_and_stays(tmp_path: Path) -> None:
    """Made once, 0600, and never in a repr."""
    made = seal.lasting(tmp_path / "home")
    assert made == seal.lasting(tmp_path / "home") == seal.kept(tmp_path / "home")
    assert 0o600 == stat.S_IMODE((tmp_path / "home" / seal.KEY_FILE).stat().st_mode)
    assert str(made.key) not in repr(made)


@pytest.mark.parametrize("found", [None, b"short"])
def test_of_many_first_runs_all_have_the_same_key(tmp_path: Path, found: bytes | None) -> None:
    """Eight that find no key at the same moment agree on one; in the place of a damaged one the last stays."""
    together = threading.Barrier(8)

    def first(home: Path) -> seal.Seal:
        together.wait()
        return seal.lasting(home)

    with ThreadPoolExecutor(8) as pool:
        for turn in range(20):
            home = tmp_path / str(turn)
            home.mkdir()
            if found is not None:
                (home / seal.KEY_FILE).write_bytes(found)
            seals = set(pool.map(first, [home] * 8))
            assert seal.kept(home) in seals
            assert found is not None or 1 == len(seals)
            assert [seal.KEY_FILE] == [path.name for path in home.iterdir()]


def test_without_a_home_there_is_a_seal_for_now(tmp_path: Path) -> None:
    """It fits nothing of another process, and nothing fails."""
    (tmp_path / "file").write_bytes(b"")
    for home in (tmp_path / "file", tmp_path / "file/below"):
        found = seal.lasting(home)
        assert not found.lasting
        assert found != seal.lasting(home)


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_damaged_key_is_made_anew(tmp_path: Path, content: bytes) -> None:
    """A key that was cut short is no reason to fail for ever."""
    (tmp_path / seal.KEY_FILE).write_bytes(content)
    assert not seal.kept(tmp_path).lasting
    assert seal.lasting(tmp_path) == seal.kept(tmp_path)


def test_a_key_behind_a_link_is_none(tmp_path: Path) -> None:
    """Nobody can plant a key of his own by a link to it."""
    (tmp_path / "theirs").write_bytes(b"k" * 32)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / seal.KEY_FILE).symlink_to("../theirs")
    assert not seal.kept(tmp_path / "home").lasting
