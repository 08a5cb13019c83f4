"""Render jobs: how far each is, and what came of it."""

import json
import secrets
import sqlite3
from dataclasses import dataclass, replace
from typing import Any, Protocol

from imgfree import wire
from imgfree.clock import Clock
from imgfree.local import caption_files, disk, reuse
from imgfree.local.answers import Refused
from imgfree.local.orders import Order
from imgfree.local.output import Output
from imgfree.local.store import Store

COVER, SHEET = STILLS = ("cover.jpg", "sheet.jpg")  # beside each film
BESIDE = (*STILLS, *caption_files.NAMES)  # what can be; captions only where the film has some


@dataclass(frozen=True)
class Job:
    """One render as it stands. `key` names its file; nobody can guess it."""

    user_id: str
    render_id: str
    session_id: str
    body_hash: str
    output: Output
    key: str
    status: str
    progress: int
    error: str | None
    owner: str | None
    created_ms: int
    completed_ms: int | None
    width: int | None
    height: int | None
    duration_s: float | None
    size_bytes: int | None
    loudness: dict[str, float] | None = None  # what was measured, if a loudness was asked for
    captioned: bool = False  # whether files of its captions lie beside it

    @property
    def filename(self) -> str:
        """Return the name of its file in the folder of renders."""
        return f"{self.key}.{self.output.format}"

    @property
    def url(self) -> str:
        """Return where its file is served, without the host."""
        return f"/renders/{self.key}/output.{self.output.format}"

    def still_url(self, name: str) -> str:
        """Return where its cover, contact sheet or captions are served, without the host."""
        return f"/renders/{self.key}/{name}"


class Made(Protocol):
    """What is noted of a finished film."""

    @property
    def width(self) -> int | None: ...
    @property
    def height(self) -> int | None: ...
    @property
    def duration_s(self) -> float | None: ...
    @property
    def size_bytes(self) -> int | None: ...
    @property
    def loudness(self) -> dict[str, float] | None: ...


_SELECT = "SELECT renders.*, loudness FROM renders LEFT JOIN render_loudness USING (key)"


class Jobs:
    """The table of render jobs."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def add(self, user_id: str, order: Order) -> tuple[Job, bool]:
        """Return the job for this order and whether it is new; the same order again finds the job it made before.

        Raises:
            Refused: 409, the id belongs to another order.
        """
        with self._store.changes() as connection:
            known = self.get(user_id, order.render_id)
            if known and known.body_hash == order.body_hash:
                return known, False
            if known:
                raise Refused(409, 409, f"render id '{order.render_id}' is taken by another order")
            connection.execute(
                "INSERT INTO renders (user_id, render_id, session_id, body_hash, draft, output, key, status, progress,"
                " owner, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
                (
                    *(user_id, order.render_id, order.session_id, order.body_hash),
                    *(json.dumps(order.draft, ensure_ascii=False), json.dumps(vars(order.output))),
                    *(secrets.token_hex(16), wire.PENDING, self._store.presence.name, self._now_ms()),
                ),
            )
            job = self.get(user_id, order.render_id)
            assert job is not None
            content = reuse.content(order.draft, self._store.assets(order.session_id), vars(order.output))
            twin = self._one(reuse.TWIN, user_id, wire.COMPLETED, content) if order.reuse else None
            connection.execute("INSERT INTO render_contents VALUES (?, ?)", (job.key, content))
            if twin is None or not self._shared(twin.filename, job.filename):
                return job, True
            for name in BESIDE:
                self._shared(still(twin.key, name), still(job.key, name))
            self.start(job.key)
            self.complete(job, twin)
            return self.get(user_id, order.render_id) or job, False

    def get(self, user_id: str, render_id: str) -> Job | None:
        """Return the user's render with this id."""
        return self._one("user_id = ? AND render_id = ?", user_id, render_id)

    def by_key(self, key: str) -> Job | None:
        """Return the render whose file has this key, whoever owns it."""
        return self._one("key = ?", key)

    def finished(self, session_id: str) -> list[Job]:
        """Return the session's finished renders, oldest first."""
        found = self._store.rows(
            f"{_SELECT} WHERE session_id = ? AND status = ? ORDER BY completed_ms, renders.rowid",
            session_id,
            wire.COMPLETED,
        )
        return [self._job(row) for row in found]

    def draft(self, key: str) -> dict[str, Any]:
        """Return the draft that was submitted with this render."""
        draft: dict[str, Any] = json.loads(self._store.rows("SELECT draft FROM renders WHERE key = ?", key)[0][0])
        return draft

    def start(self, key: str) -> bool:
        """Mark the render as being worked on; False where it no longer waits."""
        return self._change("status = ?, progress = 0", "status = ?", key, wire.PROCESSING, wire.PENDING)

    def advance(self, key: str, progress: int) -> None:
        """Note how far the render is, in percent."""
        self._change("progress = ?", "status = ?", key, progress, wire.PROCESSING)

    def complete(self, job: Job, made: Made) -> bool:
        """Note the finished files and their digests; False where the render was ended in the meantime."""
        key, names = job.key, (job.filename, *(still(job.key, name) for name in BESIDE))
        paths = [path for name in names if (path := self._store.renders / name).is_file()]
        digests = [(path.name, key, disk.digest(path)) for path in paths]
        with self._store.changes() as connection:
            connection.executemany("INSERT OR REPLACE INTO render_digests VALUES (?, ?, ?)", digests)
            if made.loudness:
                report = json.dumps(made.loudness)
                connection.execute("INSERT OR REPLACE INTO render_loudness VALUES (?, ?)", (key, report))
            return self._change(
                "status = ?, progress = 100, width = ?, height = ?, duration_s = ?, size_bytes = ?, completed_ms = ?",
                "status = ?",
                key,
                *(wire.COMPLETED, made.width, made.height, made.duration_s, made.size_bytes),
                *(self._now_ms(), wire.PROCESSING),
            )

    def fail(self, key: str, error: str) -> bool:
        """Note why there will be no file; False where the render has ended already."""
        return self._change(
            "status = ?, error = ?, completed_ms = ?",
            "status IN (?, ?)",
            key,
            *(wire.FAILED, error, self._now_ms(), wire.PENDING, wire.PROCESSING),
        )

    def release(self, key: str) -> None:
        """Put an interrupted render back, for this or another server to take up."""
        self._change("status = ?, progress = 0, owner = NULL", "status = ?", key, wire.PENDING, wire.PROCESSING)

    def unfinished(self) -> list[Job]:
        """Return the renders that have not ended, oldest first."""
        query = f"{_SELECT} WHERE status IN (?, ?) ORDER BY created_ms"
        return [self._job(row) for row in self._store.rows(query, wire.PENDING, wire.PROCESSING)]

    def adopt(self, job: Job) -> bool:
        """Make a render that no running server works on this server's own; False where there is nothing to take up."""
        if job.status not in (wire.PENDING, wire.PROCESSING) or job.owner in self._store.presence.living():
            return False
        changed = "status = ?, progress = 0, owner = ?"
        values = (wire.PENDING, self._store.presence.name, job.owner)
        return self._change(changed, "owner IS ?", job.key, *values)

    def _shared(self, made: str, name: str) -> bool:
        """Give a finished file another name as well; False where it is gone, or not as it was written."""
        noted = self._store.rows("SELECT digest FROM render_digests WHERE name = ?", made)
        path = self._store.renders / made
        whole = noted and path.is_file() and disk.digest(path) == noted[0]["digest"]
        return bool(whole) and reuse.shared(path, name)

    def _one(self, condition: str, *values: str) -> Job | None:
        found = self._store.rows(f"{_SELECT} WHERE {condition}", *values)
        return self._job(found[0]) if found else None

    def _job(self, row: sqlite3.Row) -> Job:
        job = _job(row)
        return replace(job, captioned=(self._store.renders / still(job.key, caption_files.SRT)).is_file())

    def _change(self, changes: str, condition: str, key: str, *values: Any) -> bool:
        """Change the render if `condition` holds; values are those of `changes`, then those of `condition`."""
        with self._store.changes() as connection:
            query = f"UPDATE renders SET {changes} WHERE {condition} AND key = ?"
            return connection.execute(query, (*values, key)).rowcount > 0

    def _now_ms(self) -> int:
        return int(self._clock.now_s() * 1000)


def _job(row: sqlite3.Row) -> Job:
    fields = {name: row[name] for name in row.keys() if name not in ("draft", "output", "loudness")}  # noqa: SIM118 a Row is no mapping
    loudness = json.loads(row["loudness"]) if row["loudness"] else None
    return Job(**fields, output=Output(**json.loads(row["output"])), loudness=loudness)


def still(key: str, name: str) -> str:
    """Return the file name of a render's cover, contact sheet or captions."""
    return f"{key}.{name}"
