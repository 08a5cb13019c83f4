"""The account behind the session: its balance, where a person makes or claims one, what its plan lacks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from imgfree import wire
from imgfree.client.api import Api, data_of, field
from imgfree.client.failures import number
from imgfree.client.model import Credits, Session
from imgfree.client.session import Sessions
from imgfree.errors import CreditsExhausted, ExportBlocked, ProtocolBroken

_MOST_CREDITS = 10**15  # what nobody has


class Account:
    """What the backend's people see at `web_url`, as far as a program needs it."""

    def __init__(self, api: Api, sessions: Sessions, web_url: str) -> None:
        self._api = api
        self._sessions = sessions
        self._web_url = web_url

    def credits(self) -> Credits:
        """Return the balance."""
        return balance(self._api.get(wire.CREDITS))

    def glance_at_credits(self) -> int:
        """Return the credits available, by one question that nothing depends on.

        Raises:
            BackendError: no answer at once.
        """
        return balance(self._api.glance(wire.CREDITS)).available

    def claim_url(self, session: Session) -> str:
        """Return a link that opens this session in a browser; it holds a claim token, which has no API rights."""
        asked = {"task_id": session.task_id, "session_id": session.session_id}
        found = data_of(self._api.post(wire.CLAIM_TOKEN, asked)).get("claim_token")
        if not isinstance(found, str) or not found:
            raise ProtocolBroken("the answer holds no claim token")
        return f"{self._web_url}/workspace/claim?ct={found}"

    @contextmanager
    def advice(self) -> Iterator[None]:
        """Add to a refusal what this user can do about it: register, top up, or upgrade."""
        try:
            yield
        except ExportBlocked as error:
            link = f": {self._register_url()}" if self._is_anonymous() else ""
            error.hint = f"register or upgrade your plan to unlock export{link}"
            raise
        except CreditsExhausted as error:
            more = f"register for more: {self._register_url()}" if self._is_anonymous() else ""
            error.hint = more or "top up credits in your account"
            raise

    def _register_url(self) -> str:
        """Return where an anonymous user makes an account that keeps the projects."""
        bound = self._anonymous_id()
        return f"{self._web_url}/register" + (f"?bind={bound}" if bound else "")

    def _is_anonymous(self) -> bool:
        return self._api.auth.token().anonymous or self._anonymous_id() is not None

    def _anonymous_id(self) -> str | None:
        token = self._api.auth.token()
        found = (token.user_id if token.anonymous else None) or self._sessions.user_id()
        return found if token.anonymous or (found or "").startswith("anon_") else None


def balance(answer: Mapping[str, Any]) -> Credits:
    """Return the balance in an answer, in any shape seen; what is missing of it follows from the rest.

    Raises:
        ProtocolBroken: neither the available nor all credits are told.
    """
    found = {name: number(field(answer, name)) for name in ("available", "frozen", "total")}
    available, frozen = found["available"], found["frozen"] or 0
    impossible = any(abs(one or 0) > _MOST_CREDITS for one in found.values())
    if impossible or (available is None and found["total"] is None):
        raise ProtocolBroken("the answer about credits holds no balance")
    total = found["total"] if found["total"] is not None else (available or 0) + frozen
    return Credits(int(total - frozen if available is None else available), int(frozen), int(total))
