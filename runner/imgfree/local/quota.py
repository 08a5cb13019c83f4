"""How much one account, and one request, may ask of a server that others use as well."""

from dataclasses import dataclass

from imgfree import wire
from imgfree.local.answers import Refused
from imgfree.local.store import Store

MAX_FILES = 200  # in one request
MAX_REQUEST_BYTES = 2_000_000_000


@dataclass(frozen=True)
class Quota:
    """What one account may have at a time."""

    sessions: int = 500
    files: int = 1000  # in one session
    stored_bytes: int = 20_000_000_000
    waiting_renders: int = 20


class Quotas:
    """Refuses what goes beyond the quota; without one, nothing."""

    def __init__(self, store: Store, quota: Quota | None) -> None:
        self._store = store
        self._quota = quota

    def check_session(self, user_id: str) -> None:
        """Raise Refused (429) if the account may not open a session."""
        if self._quota is None:
            return
        count = self._count("SELECT COUNT(*) FROM sessions WHERE user_id = ?", user_id)
        if count >= self._quota.sessions:
            raise _over(
                f"this account has {count} sessions of {self._quota.sessions}; each ends 30 days after its last edit"
            )

    def check_files(self, user_id: str, session_id: str, count: int, size_bytes: int) -> None:
        """Raise Refused (429) if the session may not take so many files more, or the account so many bytes."""
        if self._quota is None:
            return
        files = self._count("SELECT COUNT(*) FROM uploads WHERE session_id = ?", session_id)
        if files + count > self._quota.files:
            raise _over(f"this session has {files} files of {self._quota.files}; open another one")
        query = (
            "SELECT COALESCE(SUM(size_bytes), 0) FROM uploads"
            " WHERE session_id IN (SELECT session_id FROM sessions WHERE user_id = ?)"
        )
        stored = self._count(query, user_id)
        if stored + size_bytes > self._quota.stored_bytes:
            raise _over(f"this account's files take {stored / 1e6:.0f} MB of {self._quota.stored_bytes / 1e6:.0f}")

    def check_render(self, user_id: str) -> None:
        """Raise Refused (429) if the account has enough renders that have not ended."""
        if self._quota is None:
            return
        query = "SELECT COUNT(*) FROM renders WHERE user_id = ? AND status IN (?, ?)"
        count = self._count(query, user_id, wire.PENDING, wire.PROCESSING)
        if count >= self._quota.waiting_renders:
            raise _over(f"{count} renders of this account are waiting; wait for one, or cancel it")

    def _count(self, query: str, *values: str) -> int:
        return int(self._store.rows(query, *values)[0][0])


def _over(message: str) -> Refused:
    return Refused(429, wire.Code.RATE_LIMITED, message)
