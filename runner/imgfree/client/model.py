"""What travels between the client and its callers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from imgfree import wire
from imgfree.events import SESSION_OPENED
from imgfree.media_types import FileType

# What a cancelled render is called is not documented; whatever it is, waiting longer would be in vain.
FAILED_STATUSES = (wire.FAILED, "cancelled", "canceled")


@dataclass(frozen=True)
class LocalFile:
    """A file that passed inspection and may be uploaded, under its own name or one that the backend takes."""

    path: Path
    size_bytes: int
    sha256: str
    file_type: FileType
    sent_as: str = ""  # its own name, where nothing else is said
    focus: tuple[float, ...] = ()  # where its subject is: a point or a box, in shares; empty where nobody said

    @property
    def name(self) -> str:
        """Return the name that the backend is told."""
        return self.sent_as or self.path.name


@dataclass(frozen=True)
class UploadedFile:
    """A file as the backend knows it. Sizes are 0 and `sha256` is None where nobody said."""

    filename: str
    file_type: str
    cdn_url: str
    width: int
    height: int
    duration_s: float
    size_bytes: int
    sha256: str | None

    def as_outputs(self) -> dict[str, Any]:
        """Return the same facts as a step's output."""
        return asdict(self)


@dataclass(frozen=True)
class Session:
    """One conversation and its timeline. Ids are opaque; `user_id` is None where the backend did not say."""

    session_id: str
    task_id: str
    user_id: str | None = None

    @classmethod
    def last_of(cls, records: Iterable[Mapping[str, Any]]) -> Self | None:
        """Return the session that a run opened last, by its events; None if it never opened one."""
        newest = next((one for one in reversed(list(records)) if one["event"] == SESSION_OPENED), None)
        return cls(newest["session_id"], newest.get("task_id") or "", newest.get("user_id")) if newest else None


@dataclass(frozen=True)
class State:
    """One reading of the session's state. `raw` and `draft` are as received; `timeline` is decoded for expressions."""

    raw: Mapping[str, Any]
    draft: dict[str, Any]
    timeline: dict[str, Any]
    summary: str  # one line for people
    fingerprint: str


def _nothing(*_: object) -> None:
    return


@dataclass(frozen=True)
class Witness:
    """Hears how far paid words have come, of each stage before the next begins; raising stops them there.

    `intended` is told their idempotency key and the state they will be compared with; `sent` comes before their last
    byte leaves, `accepted` with the head of the answer, `refused` when it is certain that they came to nothing.
    """

    words: Callable[[str], None] = _nothing
    intended: Callable[[str, State], None] = _nothing
    sent: Callable[[], None] = _nothing
    accepted: Callable[[], None] = _nothing
    refused: Callable[[], None] = _nothing


@dataclass(frozen=True)
class Answer:
    """What became of an instruction. `silent`: no word came; `clauses`: only from backends that account for them."""

    text: str
    silent: bool
    edited: bool
    changes: list[str]
    clauses: list[dict[str, Any]] | None
    state: State


@dataclass(frozen=True)
class Credits:
    """A balance; `frozen` is what running work has reserved."""

    available: int
    frozen: int
    total: int


@dataclass(frozen=True)
class Preview:
    """Stills of a draft as one JPEG. `told`: `width`, `height`, `margin`, `duration_s`, `shots`, `stills` in order."""

    jpeg: bytes
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Render:
    """One poll of a render. `status` is in lower case; numbers are None where the backend did not say."""

    status: str
    progress_pct: float | None
    url: str | None
    size_bytes: int | None
    duration_s: float | None
    error: str | None
    cover_url: str | None = None  # a picture of the film, where the backend makes one
    sheet_url: str | None = None  # small pictures of all of it
    captions_url: str | None = None  # its captions as SRT, where it has some
    captions_vtt_url: str | None = None  # and as WebVTT, with the times of their words
    loudness: dict[str, Any] | None = None  # in LUFS and dB, where the backend measures
    encoder: dict[str, Any] | None = None  # what painted and encoded it, by name and version, where the backend tells

    @property
    def failed(self) -> bool:
        """Return whether it ended without a file."""
        return self.status in FAILED_STATUSES

    @property
    def completed(self) -> bool:
        """Return whether the file is there; the status alone may run ahead of it."""
        return self.status == wire.COMPLETED and self.url is not None


@dataclass(frozen=True)
class Downloaded:
    """A file that is complete and in its place."""

    path: Path
    size_bytes: int
    sha256: str
