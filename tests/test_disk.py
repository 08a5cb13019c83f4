"""Writing below folders that a stranger laid out: through no link, onto plain files only, whole or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from imgfree import disk
from imgfree.disk import NotPlain


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """What fails on the way leaves neither the file nor a draft of it."""

    def broken() -> Iterator[bytes]:
        yield b"the beginning"
        raise RuntimeError("and no end")

    disk.write(tmp_path / "deep/er/a.txt", b"content", replace=False)
    with pytest.raises(RuntimeError):
        disk.write(tmp_path / "deep/er/b.txt", broken(), replace=False)
    assert [tmp_path / "deep/er/a.txt"] == list((tmp_path / "deep/er").iterdir())
    assert b"content" == (tmp_path / "deep/er/a.txt").read_bytes()


def test_what_is_there_is_replaced_only_on_request(tmp_path: Path) -> None:
    """Without it, the other file stays as it is; what is no plain file stays in any case."""
    (tmp_path / "a").write_bytes(b"theirs")
    (tmp_path / "link").symlink_to("a")
    os.mkfifo(tmp_path / "pipe")
    for name in ("a", "link", "pipe"):
        with pytest.raises(FileExistsError):
            disk.write(tmp_path / name, b"ours", replace=False)
    for name in ("link", "pipe"):
        with pytest.raises(NotPlain):
            disk.write(tmp_path / name, b"ours", replace=True)
    disk.write(tmp_path / "a", b"ours", replace=True)
    assert b"ours" == (tmp_path / "a").read_bytes()
    assert ["a", "link", "pipe"] == sorted(path.name for path in tmp_path.iterdir())


def test_no_link_below_the_base_is_followed(tmp_path: Path) -> None:
    """Not as a folder on the way, not as the last one; above the base links are the user's own."""
    (tmp_path / "real").mkdir()
    (tmp_path / "mine").symlink_to("real")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "real" / "out").symlink_to("../elsewhere")
    base = tmp_path / "mine"
    for way in ("out/a.txt", "out/deep/a.txt"):
        with pytest.raises(NotPlain, match="is a link"):
            disk.write(base / way, b"x", base=base, replace=True)
    disk.write(base / "own/a.txt", b"x", base=base, replace=False)
    assert [] == list((tmp_path / "elsewhere").iterdir())
    with pytest.raises(NotPlain):
        disk.opened(base / "out" / ".." / "own", base=base)
    assert b"x" == (tmp_path / "real/own/a.txt").read_bytes()


@pytest.mark.parametrize("name", ["pipe", "folder", "link", "dangling", "twice"])
def test_only_plain_files_of_one_name_are_written_to(tmp_path: Path, name: str) -> None:
    """A pipe does not hold us up, and a file that has a second name elsewhere is left alone."""
    (tmp_path / "victim").write_bytes(b"mine")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("victim")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "twice").hardlink_to(tmp_path / "victim")
    with disk.opened(tmp_path) as folder:
        with pytest.raises(NotPlain):
            folder.reopen(name, os.O_RDWR)
        with pytest.raises(FileExistsError):
            folder.create(name)
    assert b"mine" == (tmp_path / "victim").read_bytes()
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "/etc/passwd"])
def test_a_name_is_one_name(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder it is used in."""
    with disk.opened(tmp_path) as folder, pytest.raises(NotPlain):
        folder.create(name)


def test_reading_is_bounded(tmp_path: Path) -> None:
    """A file that is too long is not read, and a pipe is not waited for."""
    with (tmp_path / "long").open("wb") as file:
        file.truncate(3_000_000_000)  # it holds nothing, and takes no room
    os.mkfifo(tmp_path / "pipe")
    for name, why in (("long", "longer than 1 MB"), ("pipe", "no plain file")):
        with pytest.raises(NotPlain, match=why):
            disk.read(tmp_path / name, most_bytes=1_000_000)


def test_private_means_private_all_the_way(tmp_path: Path) -> None:
    """Every folder that is made, and the file, are their owner's alone, whatever the umask says."""
    before = os.umask(0)
    try:
        disk.write(tmp_path / "a/b/c", b"", replace=False, mode=disk.PRIVATE_FILE, folder_mode=disk.PRIVATE_FOLDER)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b", "a/b/c")]
    assert [0o700, 0o700, 0o600] == modes


def test_where_there_are_no_open_folders_paths_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without descriptors of folders (as on Windows) links on the way are refused all the same."""
    monkeypatch.setattr(disk, "_BY_DESCRIPTOR", False)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to("elsewhere")
    with pytest.raises(NotPlain, match="is a link"):
        disk.write(tmp_path / "out/a", b"x", base=tmp_path, replace=True)
    disk.write(tmp_path / "b/a", b"x", base=tmp_path, replace=False)
    with pytest.raises(FileExistsError):
        disk.write(tmp_path / "b/a", b"y", base=tmp_path, replace=False)
    assert b"x" == disk.read(tmp_path / "b/a", most_bytes=10, base=tmp_path)


def test_a_digest_is_of_a_path_or_an_open_file(tmp_path: Path) -> None:
    """It is the SHA-256 of what is in it; the descriptor is closed."""
    (tmp_path / "a").write_bytes(b"abc")
    descriptor = os.open(tmp_path / "a", os.O_RDONLY)
    assert {"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"} == {
        disk.sha256(tmp_path / "a"),
        disk.sha256(descriptor),
    }
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(descriptor)
