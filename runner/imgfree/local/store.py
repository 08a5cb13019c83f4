"""Everything the local backend remembers: one SQLite file and the media beside it.

SQLite rather than JSON files, because a credit, a draft and the end of an edit have to be written together or not at
all, because two `imgfree run` at once share one folder, and because nothing then has to be held in memory. A process
killed at any moment leaves either the whole of a change or none of it.
"""

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from imgfree import __version__, wire
from imgfree.errors import SetupError
from imgfree.local import disk
from imgfree.local.alive import Presence
from imgfree.local.assets import Asset, Probe, fields

_TABLES = """
CREATE TABLE IF NOT EXISTS accounts (
  user_id TEXT PRIMARY KEY, client_id TEXT UNIQUE NOT NULL, created_s REAL NOT NULL);
CREATE TABLE IF NOT EXISTS tokens (
  token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_s REAL NOT NULL, counted INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS ledger (
  entry INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL, at_s REAL NOT NULL, kind TEXT NOT NULL,
  available INTEGER NOT NULL, frozen INTEGER NOT NULL, hold TEXT, owner TEXT);
CREATE INDEX IF NOT EXISTS ledger_by_user ON ledger (user_id, available, frozen);
CREATE INDEX IF NOT EXISTS ledger_by_hold ON ledger (hold) WHERE hold IS NOT NULL;
CREATE TABLE IF NOT EXISTS claims (
  claim_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, session_id TEXT NOT NULL, expires_s REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
  session_id TEXT PRIMARY KEY, task_id TEXT NOT NULL, user_id TEXT NOT NULL, task_name TEXT NOT NULL,
  language TEXT NOT NULL, created_s REAL NOT NULL);
CREATE TABLE IF NOT EXISTS uploads (
  position INTEGER PRIMARY KEY AUTOINCREMENT, upload_id TEXT UNIQUE NOT NULL, session_id TEXT NOT NULL,
  filename TEXT NOT NULL, file_type TEXT NOT NULL, stored TEXT NOT NULL, width INTEGER NOT NULL,
  height INTEGER NOT NULL, duration_s REAL NOT NULL, fps REAL NOT NULL, size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS uploads_by_session ON uploads (session_id);
CREATE TABLE IF NOT EXISTS upload_sounds (
  upload_id TEXT PRIMARY KEY, number INTEGER NOT NULL, count INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS upload_sights (upload_id TEXT PRIMARY KEY, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (sha256 TEXT NOT NULL, version TEXT NOT NULL, probe TEXT NOT NULL,
  PRIMARY KEY (sha256, version));
CREATE TABLE IF NOT EXISTS revisions (
  session_id TEXT NOT NULL, revision INTEGER NOT NULL, at_s REAL NOT NULL, sentence TEXT NOT NULL,
  draft TEXT NOT NULL, PRIMARY KEY (session_id, revision));
CREATE TABLE IF NOT EXISTS answers (
  user_id TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, frames TEXT NOT NULL, at_s REAL NOT NULL,
  PRIMARY KEY (user_id, key));
CREATE TABLE IF NOT EXISTS renders (
  user_id TEXT NOT NULL, render_id TEXT NOT NULL, session_id TEXT NOT NULL, body_hash TEXT NOT NULL,
  draft TEXT NOT NULL, output TEXT NOT NULL, key TEXT UNIQUE NOT NULL, status TEXT NOT NULL,
  progress INTEGER NOT NULL, error TEXT, owner TEXT, created_ms INTEGER NOT NULL, completed_ms INTEGER,
  width INTEGER, height INTEGER, duration_s REAL, size_bytes INTEGER, PRIMARY KEY (user_id, render_id));
CREATE INDEX IF NOT EXISTS renders_by_session ON renders (session_id);
CREATE TABLE IF NOT EXISTS render_digests (name TEXT PRIMARY KEY, key TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS render_loudness (key TEXT PRIMARY KEY, loudness TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS render_contents (key TEXT PRIMARY KEY, content TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS render_contents_by_content ON render_contents (content);
"""


_UPLOADS = "SELECT * FROM uploads LEFT JOIN upload_sounds USING (upload_id) LEFT JOIN upload_sights USING (upload_id)"
_SIGHT = (
    "focus",
    "merits",
    "taken",
    "place",
    "tones",
    "accent",
    "silent",
)  # what a file may show beside its form; each only where it is known


@dataclass(frozen=True)
class Session:
    """One conversation with its uploads and drafts."""

    session_id: str
    task_id: str
    user_id: str
    task_name: str
    language: str


class Store:
    """The open database and its folders. Safe to use from several threads and beside other processes."""

    def __init__(self, data_dir: Path) -> None:
        """Open `data_dir`, making it (readable by its owner alone) where it is missing.

        Raises:
            SetupError: the folder cannot be written, or holds something else.
        """
        self.data_dir = data_dir.absolute()
        self.files, self.parts, self.renders = (self.data_dir / name for name in ("files", "parts", "renders"))
        self.thumbnails = self.data_dir / "thumbnails"
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.files, self.parts, self.renders, self.thumbnails):
                folder.mkdir(exist_ok=True)
            self.presence = Presence(self.data_dir / "servers")
            self._lock = threading.RLock()
            self._connection = self._open()
        except (OSError, sqlite3.Error) as exc:
            said = disk.full(data_dir) if disk.is_full(exc) else f"cannot keep data in '{data_dir}': {exc}"
            raise SetupError(said) from exc

    def close(self) -> None:
        """Let go of the database; other processes then see that this server is gone."""
        with self._lock:
            self._connection.close()
        self.presence.close()

    @contextmanager
    def changes(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection; what is written inside the block is kept whole or not at all. Blocks may nest."""
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite takes back by itself what a full disk did not take
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """Return what the query finds."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def add_session(self, user_id: str, task_name: str, language: str, now_s: float) -> Session:
        """Return a new, empty session of this user."""
        # 19 digits, as the cloud's; no JavaScript number can hold it, so it is text everywhere.
        session_id = str(10**18 + secrets.randbelow(8 * 10**18))
        session = Session(session_id, f"task_{secrets.token_hex(6)}", user_id, task_name, language)
        with self.changes() as connection:
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)",
                (session.session_id, session.task_id, user_id, task_name, language, now_s),
            )
        return session

    def session(self, session_id: str) -> Session | None:
        """Return the session with this id, whoever owns it."""
        found = self.rows(
            "SELECT session_id, task_id, user_id, task_name, language FROM sessions WHERE session_id = ?", session_id
        )
        return Session(*found[0]) if found else None

    def add_uploads(self, session_id: str, assets: Sequence[Asset]) -> None:
        """Append these files to the session, all or none."""
        with self.changes() as connection:
            connection.executemany(
                "INSERT INTO uploads (upload_id, session_id, filename, file_type, stored, width, height, duration_s,"
                " fps, size_bytes, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        *(a.id, session_id, a.filename, a.file_type, a.path.relative_to(self.files).as_posix()),
                        *(a.width, a.height, a.duration_s, a.fps, a.size_bytes, a.sha256),
                    )
                    for a in assets
                ],
            )
            connection.executemany(
                "INSERT INTO upload_sounds VALUES (?, ?, ?, ?)",
                [(a.id, a.sound.number, a.sound.count, a.sound.name) for a in assets if a.sound],
            )
            connection.executemany(
                "INSERT INTO upload_sights VALUES (?, ?)", [(a.id, sight) for a in assets if (sight := _sight(a))]
            )

    def seen(self, sha256: str) -> Probe | None:
        """Return what this version of imgfree found in a file of that content, whoever sent it."""
        found = self.rows("SELECT probe FROM seen WHERE sha256 = ? AND version = ?", sha256, __version__)
        return Probe.read(json.loads(found[0]["probe"])) if found else None

    def add_seen(self, sha256: str, probe: Probe) -> None:
        """Keep what was found in a file of that content."""
        with self.changes() as connection:
            row = (sha256, __version__, json.dumps(asdict(probe), ensure_ascii=False))
            connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", row)

    def assets(self, session_id: str) -> list[Asset]:
        """Return the session's files in the order they came."""
        found = self.rows(f"{_UPLOADS} WHERE session_id = ? ORDER BY position", session_id)
        return [self._asset(row) for row in found]

    def asset(self, upload_id: str) -> Asset | None:
        """Return the file with this id, whichever session has it."""
        found = self.rows(f"{_UPLOADS} WHERE upload_id = ?", upload_id)
        return self._asset(found[0]) if found else None

    def drafts(self, session_id: str) -> list[dict[str, Any]]:
        """Return every draft the session has had, oldest first."""
        found = self.rows("SELECT draft FROM revisions WHERE session_id = ? ORDER BY revision", session_id)
        return [json.loads(row["draft"]) for row in found]

    def draft(self, session_id: str) -> dict[str, Any]:
        """Return the session's current draft, empty before the first edit."""
        query = "SELECT draft FROM revisions WHERE session_id = ? ORDER BY revision DESC LIMIT 1"
        draft: dict[str, Any] = next((json.loads(row["draft"]) for row in self.rows(query, session_id)), {})
        return draft

    def add_draft(self, session_id: str, draft: dict[str, Any], sentence: str, now_s: float) -> None:
        """Make `draft` the session's next numbered revision."""
        with self.changes() as connection:
            connection.execute(
                "INSERT INTO revisions SELECT ?1, COALESCE(MAX(revision), 0) + 1, ?2, ?3, ?4"
                " FROM revisions WHERE session_id = ?1",
                (session_id, now_s, sentence, json.dumps(draft, ensure_ascii=False)),
            )

    def answer(self, user_id: str, key: str) -> tuple[str, list[bytes]] | None:
        """Return the digest and the frames of the message that this user sent under that idempotency key."""
        found = self.rows("SELECT digest, frames FROM answers WHERE user_id = ? AND key = ?", user_id, key)
        return (found[0]["digest"], [frame.encode() for frame in json.loads(found[0]["frames"])]) if found else None

    def add_answer(self, owner: tuple[str, str], digest: str, frames: Sequence[bytes], now_s: float) -> None:
        """Keep the answer to the message of that user and key for as long as a token lives."""
        told = json.dumps([frame.decode() for frame in frames], ensure_ascii=False)
        with self.changes() as connection:
            connection.execute("DELETE FROM answers WHERE at_s < ?", (now_s - wire.TOKEN_LIFE_S,))
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", (*owner, digest, told, now_s))

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.data_dir / "backend.sqlite3", timeout=10, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        # No sync per commit: nothing is lost when the process dies, only the last moments when the power does.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(f"BEGIN; {_TABLES} COMMIT;")
        return connection

    def _asset(self, row: sqlite3.Row) -> Asset:
        facts = json.loads(row["facts"] or "{}")
        if row["count"]:
            facts["sound"] = {name: row[name] for name in ("number", "count", "name")}
        return Asset(
            id=row["upload_id"],
            filename=row["filename"],
            file_type=row["file_type"],
            path=self.files / row["stored"],
            width=row["width"],
            height=row["height"],
            duration_s=row["duration_s"],
            size_bytes=row["size_bytes"],
            sha256=row["sha256"],
            cdn_url=media_url(row["upload_id"], row["filename"]),
            fps=row["fps"],
            **fields(facts),
        )


def _sight(asset: Asset) -> str:
    """Return what is to be kept of what a file shows; "" where that is nothing."""
    facts = asdict(asset)
    known = {name: facts[name] for name in _SIGHT if facts[name]}
    return json.dumps(known, ensure_ascii=False) if known else ""


def media_url(upload_id: str, filename: str) -> str:
    """Return where an uploaded file is served, without the host: the port changes with each start, drafts must not."""
    return f"/media/{upload_id}/{quote(filename)}"
