"""The key by which an installation knows its own journals."""

import stat
import subprocess
import sys
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


FIRST = """
import sys
from pathlib import Path
from imgfree import seal
sys.stdin.readline()
print(seal.lasting(Path(sys.argv[1])).key.hex())
"""


def test_of_many_first_runs_all_have_the_same_key(tmp_path: Path) -> None:
    """Eight processes that find no key at the same time agree on one."""
    start = [sys.executable, "-c", FIRST, str(tmp_path / "home")]
    many = [
        subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        for _ in range(8)
    ]
    for one in many:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    assert 1 == len({one.communicate(timeout=60)[0] for one in many})
    assert [seal.KEY_FILE] == [path.name for path in (tmp_path / "home").iterdir()]


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
