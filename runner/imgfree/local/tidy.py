"""What the local backend forgets, and when: it keeps copies of people's photos, and those must not pile up."""

from pathlib import Path

from imgfree import wire
from imgfree.local.cache import FOLDER, Cache
from imgfree.local.store import Store
from imgfree.local.voice import VOICES

RENDER_LIFE_S = wire.TOKEN_LIFE_S  # the address of a render's file holds for 7 days
SESSION_LIFE_S = 30 * 24 * 3600.0  # since its last edit
_IN_USE_S = 24 * 3600.0  # a file this young may belong to a request that has not been written down yet


def tidy(store: Store, now_s: float) -> None:
    """Remove renders and sessions that are past their life, with their files, and what broken requests left."""
    Cache(store.data_dir / FOLDER).forget(now_s - RENDER_LIFE_S)
    Cache(store.data_dir / VOICES).forget(now_s - SESSION_LIFE_S)
    with store.changes() as connection:
        connection.execute("DELETE FROM renders WHERE completed_ms < ?", ((now_s - RENDER_LIFE_S) * 1000,))
        connection.execute(
            "DELETE FROM sessions WHERE created_s < ?1 AND NOT EXISTS (SELECT 1 FROM revisions AS r"
            " WHERE r.session_id = sessions.session_id AND r.at_s >= ?1)",
            (now_s - SESSION_LIFE_S,),
        )
        for table in ("uploads", "revisions", "claims"):
            connection.execute(f"DELETE FROM {table} WHERE session_id NOT IN (SELECT session_id FROM sessions)")
        for table in ("upload_sounds", "upload_sights"):
            connection.execute(f"DELETE FROM {table} WHERE upload_id NOT IN (SELECT upload_id FROM uploads)")
        connection.execute("DELETE FROM seen WHERE sha256 NOT IN (SELECT sha256 FROM uploads)")
        for table in ("render_contents", "render_loudness", "render_digests"):
            connection.execute(f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM renders)")
        kept = {row["stored"] for row in store.rows("SELECT DISTINCT stored FROM uploads")}
        keys = {row["key"] for row in store.rows("SELECT key FROM renders")}
        files = [path for path in store.files.glob("*/*") if path.relative_to(store.files).as_posix() not in kept]
        renders = [path for path in store.renders.iterdir() if path.name.partition(".")[0] not in keys]
        uploads = {row["upload_id"] for row in store.rows("SELECT upload_id FROM uploads")}
        thumbnails = [path for path in store.thumbnails.iterdir() if path.name.partition(".")[0] not in uploads]
        for path in [*files, *renders, *thumbnails, *store.parts.iterdir()]:
            _remove(path, now_s)


def _remove(path: Path, now_s: float) -> None:
    if path.is_file() and path.stat().st_mtime < now_s - _IN_USE_S:
        path.unlink(missing_ok=True)
