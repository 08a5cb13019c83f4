"""Look through everything that is stored: is it still what was written? What is not is removed, and said."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imgfree import wire
from imgfree.disk import sha256
from imgfree.local import disk
from imgfree.local.cache import FOLDER, Cache
from imgfree.local.store import Store


@dataclass(frozen=True)
class Found:
    """What was looked at, in words, and what was wrong of it: each with what was done about it."""

    looked_at: str
    wrong: tuple[str, ...]


def verify(data_dir: Path) -> Found:
    """Return what was found; what was not as it had been written is gone afterwards. Raises SetupError."""
    store = Store(data_dir)
    try:
        cache = Cache(data_dir / FOLDER)
        pieces, _ = cache.size()
        wrong = [f"piece {path.name}: removed, it is made again when it is needed" for path in cache.verify()]
        uploads, films = list(_uploads(store)), list(_films(store))
        wrong += [*filter(None, uploads), *filter(None, films), *_thumbnails(store), *_database(store)]
    finally:
        store.close()
    looked_at = f"{pieces} pieces of films, {len(uploads)} uploads, {len(films)} files of finished renders"
    return Found(looked_at, tuple(wrong))


def _uploads(store: Store) -> Iterator[str]:
    """Yield for each stored upload what is wrong with it, or nothing."""
    for row in store.rows("SELECT stored, sha256, MIN(filename) AS filename FROM uploads GROUP BY stored"):
        path = store.files / row["stored"]
        if not path.exists():
            yield f"upload '{row['filename']}': gone, upload it again"
        elif not _plain(path) or sha256(path) != row["sha256"]:
            disk.remove(path)
            yield f"upload '{row['filename']}': not what was uploaded, removed; upload it again"
        else:
            yield ""


def _films(store: Store) -> Iterator[str]:
    """Yield for each file of a finished render what is wrong with it, or nothing."""
    query = "SELECT name, digest, render_id FROM render_digests JOIN renders USING (key) WHERE status = ? ORDER BY name"
    for row in store.rows(query, wire.COMPLETED):
        path = store.renders / row["name"]
        if not path.exists():
            yield f"render '{row['render_id']}': {path.suffix[1:]} gone, render it again"
        elif not _plain(path) or disk.digest(path) != row["digest"]:
            disk.remove(path)
            yield f"render '{row['render_id']}': {path.suffix[1:]} not as it was written, removed; render it again"
        else:
            yield ""


def _thumbnails(store: Store) -> Iterator[str]:
    """Yield what is said of each thumbnail that is no whole picture."""
    for path in store.thumbnails.iterdir():
        data = path.read_bytes() if _plain(path) else b""
        if not (data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9")):
            disk.remove(path)
            yield f"thumbnail {path.name}: removed, it is made again when it is asked for"


def _database(store: Store) -> Iterator[str]:
    told = store.rows("PRAGMA quick_check")[0][0]
    if told != "ok":
        yield f"database: {told}; move '{store.data_dir}' away, and sessions begin anew"


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
