"""Render jobs: what was asked for, how far it is, and what came of it."""

import hashlib
import json
import re
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

from imgfree import wire
from imgfree.clock import Clock
from imgfree.local import disk, reuse
from imgfree.local.answers import Refused
from imgfree.local.store import Store

Format = Literal["mp4", "mov", "webm", "gif"]
Quality = Literal["low", "medium", "high"]
FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}
QUALITIES: dict[str, Quality] = {name: name for name in get_args(Quality)}
COVER, SHEET = STILLS = ("cover.jpg", "sheet.jpg")  # beside each film
_RENDER_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_RESOLUTION = re.compile(r"(\d{2,4})(?:[pP]|\s*[xX×]\s*(\d{2,4}))?")


@dataclass(frozen=True)
class Wish:
    """How the file shall be. `height` alone is the short side of the picture, as in 720p; with `width` its height."""

    format: Format = "mp4"
    quality: Quality = "high"
    height: int | None = None
    width: int | None = None
    fps: int | None = None


@dataclass(frozen=True)
class Order:
    """A submitted render, checked. The draft in it is the client's and not to be trusted."""

    render_id: str
    session_id: str
    draft: dict[str, Any]
    wish: Wish
    body_hash: str
    reuse: bool = False  # whether a file that was made of the same content earlier will do


@dataclass(frozen=True)
class Job:
    """One render as it stands. `key` names its file; nobody can guess it."""

    user_id: str
    render_id: str
    session_id: str
    body_hash: str
    wish: Wish
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

    @property
    def filename(self) -> str:
        """Return the name of its file in the folder of renders."""
        return f"{self.key}.{self.wish.format}"

    @property
    def url(self) -> str:
        """Return where its file is served, without the host."""
        return f"/renders/{self.key}/output.{self.wish.format}"

    def still_url(self, name: str) -> str:
        """Return where its cover or contact sheet is served, without the host."""
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
                    *(json.dumps(order.draft, ensure_ascii=False), json.dumps(vars(order.wish))),
                    *(secrets.token_hex(16), wire.PENDING, self._store.presence.name, self._now_ms()),
                ),
            )
            job = self.get(user_id, order.render_id)
            assert job is not None
            content = reuse.content(order.draft, self._store.assets(order.session_id), vars(order.wish))
            twin = self._one(reuse.TWIN, user_id, wire.COMPLETED, content) if order.reuse else None
            connection.execute("INSERT INTO render_contents VALUES (?, ?)", (job.key, content))
            if twin is None or not self._shared(twin.filename, job.filename):
                return job, True
            for name in STILLS:
                self._shared(still(twin.key, name), still(job.key, name))
            self.start(job.key)
            self.complete(job.key, twin)
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
        return [_job(row) for row in found]

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

    def complete(self, key: str, made: Made) -> bool:
        """Note the finished files and their digests; False where the render was ended in the meantime."""
        digests = [(path.name, key, disk.digest(path)) for path in self._store.renders.glob(f"{key}.*")]
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
        return [_job(row) for row in self._store.rows(query, wire.PENDING, wire.PROCESSING)]

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
        return _job(found[0]) if found else None

    def _change(self, changes: str, condition: str, key: str, *values: Any) -> bool:
        """Change the render if `condition` holds; values are those of `changes`, then those of `condition`."""
        with self._store.changes() as connection:
            query = f"UPDATE renders SET {changes} WHERE {condition} AND key = ?"
            return connection.execute(query, (*values, key)).rowcount > 0

    def _now_ms(self) -> int:
        return int(self._clock.now_s() * 1000)


def order(body: Mapping[str, Any]) -> Order:
    """Return what a submit asks for.

    Raises:
        Refused: 400, it is no order we can carry out; the message says what is wrong.
    """
    render_id, session_id, draft = body.get("id"), body.get("sessionId"), body.get("draft")
    output = body.get("output")
    if not isinstance(render_id, str) or not _RENDER_ID.fullmatch(render_id):
        raise Refused(400, 400, "'id' must be 1 to 128 letters, digits or . _ : -")
    if not isinstance(session_id, str):
        raise Refused(400, 400, "'sessionId' is missing")
    if not exportable(draft):
        raise Refused(400, 400, "the draft has no track with a segment")
    if output is not None and not isinstance(output, Mapping):
        raise Refused(400, 400, "'output' must be an object")
    assert isinstance(draft, dict)
    whole = json.dumps([session_id, draft, output], sort_keys=True)
    body_hash = hashlib.sha256(whole.encode()).hexdigest()
    again = output is not None and output.get("cache") is True
    return Order(render_id, session_id, draft, wish(_filled(output or {}, draft)), body_hash, again)


def exportable(draft: Any) -> bool:
    """Return whether a draft has a track with a segment in it."""
    tracks = draft.get("t") if isinstance(draft, dict) else None
    if not isinstance(tracks, list):
        return False
    return any(isinstance(track, dict) and isinstance(track.get("sg"), list) and track["sg"] for track in tracks)


def _filled(output: Mapping[str, Any], draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return the output with what the words of the session asked for, wherever the request itself says nothing."""
    facts = draft.get("m")
    said = facts.get("export") if isinstance(facts, Mapping) else None
    wished = dict(said) if isinstance(said, Mapping) else {}
    if "width" in wished and "height" in wished:
        wished["resolution"] = f"{wished.pop('width')}x{wished.pop('height')}"
    if output.get("resolution") is not None or output.get("height") is not None:
        wished = {name: value for name, value in wished.items() if name not in ("resolution", "height")}
    return wished | {name: value for name, value in output.items() if value is not None}


def wish(output: Mapping[str, Any]) -> Wish:
    """Return what `output` asks for; keys that are not known are passed over.

    Raises:
        Refused: 400, a value that cannot be met.
    """
    format_ = str(output.get("format") or "mp4").lower()
    if format_ not in FORMATS:
        raise Refused(400, 400, f"'output.format' is '{format_}'; it can be {', '.join(FORMATS)}")
    quality = str(output.get("quality") or _quality_of(output.get("crf"))).lower()
    if quality not in QUALITIES:
        raise Refused(400, 400, f"'output.quality' is '{quality}'; it can be {', '.join(QUALITIES)}")
    width, height = _size_of(output.get("resolution"))
    if own := _whole(output, "height", 16, 4320):
        width, height = None, own
    return Wish(FORMATS[format_], QUALITIES[quality], height, width, _whole(output, "fps", 1, 120))


def _quality_of(crf: Any) -> str:
    """Return the quality nearest to an x264 rate factor, which some clients send in its place."""
    if not isinstance(crf, int | float):
        return "high"
    return "high" if crf <= 22 else "medium" if crf <= 27 else "low"


def _size_of(resolution: Any) -> tuple[int | None, int | None]:
    """Return width and height; the short side alone, as a height, for 720p and 4k."""
    if resolution is None:
        return None, None
    named = {"4k": "2160p"}.get(str(resolution).strip().lower(), str(resolution).strip())
    found = _RESOLUTION.fullmatch(named)
    sides = [int(side) for side in found.groups() if side] if found else []
    if not sides or not all(16 <= side <= 4320 for side in sides):
        raise Refused(400, 400, f"'output.resolution' is '{resolution}'; write it like 1080p, 4k or 1080x1920")
    return (sides[0], sides[1]) if len(sides) == 2 else (None, sides[0])


def _whole(output: Mapping[str, Any], name: str, least: int, most: int) -> int | None:
    value = output.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Refused(400, 400, f"'output.{name}' must be a number from {least} to {most}")
    return int(value)


def _job(row: sqlite3.Row) -> Job:
    fields = {name: row[name] for name in row.keys() if name not in ("draft", "output", "loudness")}  # noqa: SIM118 a Row is no mapping
    loudness = json.loads(row["loudness"]) if row["loudness"] else None
    return Job(**fields, wish=Wish(**json.loads(row["output"])), loudness=loudness)


def still(key: str, name: str) -> str:
    """Return the file name of a render's cover or contact sheet."""
    return f"{key}.{name}"
