"""What the store keeps, and in which order."""

import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from imgfree.errors import SetupError
from imgfree.local.assets import Asset, Focus, Probe, SoundChoice
from imgfree.local.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store on an empty folder."""
    store = Store(tmp_path / "data")
    yield store
    store.close()


def asset(store: Store, name: str) -> Asset:
    """Return a picture of that name."""
    path = store.files / "ab" / f"{name}.png"
    return Asset(f"id-{name}", f"{name}.png", "image", path, 4, 3, 0.0, 10, "ab", f"/media/id-{name}/{name}.png")


def test_numbers_drafts_and_returns_the_newest(store: Store) -> None:
    """Revisions count per session; key order and number types survive."""
    one = store.add_session("anon_1", "a", "en", 0.0).session_id
    two = store.add_session("anon_1", "b", "en", 0.0).session_id
    first: dict[str, Any] = {"t": [], "d": 1.0, "m": {"z": 1, "a": 2}}
    store.add_draft(one, first, "words", 0.0)
    store.add_draft(two, {"other": 1}, "words", 0.0)
    store.add_draft(one, {"d": 2}, "words", 0.0)
    assert [first, {"d": 2}] == store.drafts(one)
    assert ["t", "d", "m"] == list(store.drafts(one)[0])
    assert isinstance(store.drafts(one)[0]["d"], float)
    assert {"d": 2} == store.draft(one)
    assert {"other": 1} == store.draft(two)


def test_keeps_files_in_their_order_by_session(store: Store) -> None:
    """A session sees its own files, as they came."""
    one = store.add_session("anon_1", "a", "en", 0.0).session_id
    two = store.add_session("anon_1", "b", "en", 0.0).session_id
    store.add_uploads(one, [asset(store, "z"), asset(store, "a")])
    store.add_uploads(two, [asset(store, "m")])
    assert [asset(store, "z"), asset(store, "a")] == store.assets(one)
    assert asset(store, "m") == store.asset("id-m")
    assert store.asset("id-unknown") is None


def test_keeps_which_sound_track_is_used(store: Store) -> None:
    """A file with several tracks comes back with the choice, others without one."""
    session = store.add_session("user", "a", "en", 1.0).session_id
    plain, several = asset(store, "p"), replace(asset(store, "s"), sound=SoundChoice(2, 3, "eng"))
    store.add_uploads(session, [plain, several])
    assert [None, SoundChoice(2, 3, "eng")] == [one.sound for one in store.assets(session)]
    assert several == store.asset("id-s")


def test_keeps_what_was_seen_in_a_file(store: Store) -> None:
    """Where its subject is, when and where it was taken; asked of the content, also for other sessions."""
    session = store.add_session("user", "a", "en", 1.0).session_id
    focus = Focus((0.1, 0.2, 0.3, 0.4), 0.9, "face")
    seen = replace(asset(store, "s"), focus=focus, merits=(0.25, 1.0), taken="2024-06-01T12:30:00", place="里斯本")
    store.add_uploads(session, [seen])
    assert seen == store.asset("id-s")
    found = Probe("image", 40, 30, 0.0, 0.0, focus=focus, taken=seen.taken, place=seen.place)
    store.add_seen("ab" * 32, found)
    assert found == store.seen("ab" * 32)
    assert store.seen("cd" * 32) is None


def test_survives_closing(store: Store, tmp_path: Path) -> None:
    """Another store on the same folder finds the session and its draft."""
    session = store.add_session("anon_1", "a", "zh", 0.0)
    store.add_draft(session.session_id, {"d": 1}, "words", 0.0)
    other = Store(tmp_path / "data")
    assert (session, {"d": 1}) == (other.session(session.session_id), other.draft(session.session_id))
    other.close()


def test_session_ids_are_nineteen_digits(store: Store) -> None:
    """Ids have the cloud's form, as text."""
    session_id = store.add_session("anon_1", "a", "en", 0.0).session_id
    assert (19, True) == (len(session_id), session_id.isdecimal())


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX modes on Windows")
def test_is_for_its_owner_alone(store: Store) -> None:
    """Photos and drafts are nobody else's business."""
    assert 0o700 == stat.S_IMODE(store.data_dir.stat().st_mode)


def test_says_so_where_it_cannot_write(tmp_path: Path) -> None:
    """A folder that is a file is a matter of this machine, exit 6."""
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(SetupError, match="cannot keep data"):
        Store(tmp_path / "data")


def test_says_so_where_something_else_lies(tmp_path: Path) -> None:
    """A file of that name that is no database is left alone and named."""
    (tmp_path / "backend.sqlite3").write_text("my own notes, not yours " * 100)
    with pytest.raises(SetupError, match="cannot keep data"):
        Store(tmp_path)
