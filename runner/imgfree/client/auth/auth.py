"""Who we are: NEMO_TOKEN, else a saved token, else a fresh anonymous one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from imgfree import wire
from imgfree.client import failures
from imgfree.client.auth.credentials import LOCAL, Credentials, Token
from imgfree.client.failures import Patience
from imgfree.client.http import Call, Http, header_value
from imgfree.errors import AuthRejected, BackendError, BackendRefused, ProtocolBroken, RateLimited
from imgfree.events import TOKEN_OBTAINED
from imgfree.settings import Settings
from imgfree.tools import Tools

_LONGEST_CLIENT_ID = 64
_EXPIRY_MARGIN_S = 60.0  # do not begin a run with a token that ends under it


@dataclass(frozen=True)
class SignIn:
    """What `imgfree login --status` tells; the token itself is not in it."""

    source: Literal["NEMO_TOKEN", "saved", "none"]
    anonymous: bool
    expired: bool
    user_id: str | None
    expires_s: float | None
    path: Path


class Auth:
    """Gives the token for one API. It asks the API for one at most once a run, and once more if that is refused."""

    def __init__(self, settings: Settings, http: Http, tools: Tools, *, local: bool) -> None:
        self._settings = settings
        self._http = http
        self._key = LOCAL if local else http.api_url
        self._given = None if local else settings.token  # the local backend is nobody to show a cloud token to
        self._tools = tools
        self._store = Credentials(settings.home)
        self._token: Token | None = None
        self._renewed = False
        self._refused: RateLimited | None = None  # one refusal holds as long as this process: the limit counts days
        tools.redactor.add(settings.token)
        tools.redactor.add(settings.client_id)

    def token(self) -> Token:
        """Return the token of this run, signing in first if need be."""
        return self._token or self.sign_in()

    def sign_in(self) -> Token:
        """Return NEMO_TOKEN, a saved token that is still good, or a fresh anonymous one, which is then saved."""
        if self._given is not None:
            self._token = Token(header_value("NEMO_TOKEN", self._given), anonymous=False)
            return self._token
        with self._store.locked():
            saved = self._saved()
            self._token = saved if saved and not self._expired(saved) else self._ask(saved)
        return self._token

    def renew(self, refused: AuthRejected) -> Token:
        """Return another anonymous token of the same client; raise `refused` where there is none to be had."""
        if self._given is not None:
            hint = "NEMO_TOKEN is wrong, expired or revoked: set another one, or unset it to go on without"
            raise AuthRejected(refused.message, code=refused.code, hint=hint) from refused
        if self._renewed:
            raise refused
        self._renewed = True
        old = self._token
        with self._store.locked():
            saved = self._saved()
            elsewhere = saved is not None and old is not None and saved.value != old.value  # another process was faster
            self._token = saved if saved and elsewhere else self._ask(saved or old)
        return self._token

    def keep(self, value: str) -> None:
        """Save a token of the user's own for the next runs; it is not tried out."""
        self._tools.redactor.add(value)
        with self._store.locked():
            self._store.save_token(self._key, Token(header_value("the token", value), anonymous=False))

    def forget(self) -> bool:
        """Remove the saved token; return whether there was one."""
        self._token = None
        with self._store.locked():
            return self._store.forget_token(self._key)

    def status(self) -> SignIn:
        """Return what the next call would use, without asking anybody."""
        if self._given is not None:
            return SignIn("NEMO_TOKEN", False, False, None, None, self._store.path)
        saved = self._saved()
        if saved is None:
            return SignIn("none", False, False, None, None, self._store.path)
        return SignIn("saved", saved.anonymous, self._expired(saved), saved.user_id, saved.expires_s, self._store.path)

    def _saved(self) -> Token | None:
        saved = self._store.token(self._key)
        if saved is not None:
            self._tools.redactor.add(saved.value)
            self._tools.redactor.add(saved.client_id)
        return saved

    def _expired(self, token: Token) -> bool:
        return token.expires_s is not None and token.expires_s - _EXPIRY_MARGIN_S <= self._tools.clock.now_s()

    def _ask(self, old: Token | None) -> Token:
        """Return a fresh anonymous token, saved. A client id that the API does not see is made anew, once."""
        if self._refused is not None:
            raise self._refused
        client_id = self._client_id(old)
        try:
            token = self._asked(client_id)
        except RateLimited as error:
            self._refused = error
            raise
        except BackendRefused as error:
            if error.code != wire.Code.CLIENT_ID_MISSING or self._settings.client_id:
                raise
            token = self._asked(self._fresh_client_id())
        self._store.save_token(self._key, token)
        self._tools.emit(TOKEN_OBTAINED, user_id=token.user_id, expires_s=token.expires_s)
        return token

    def _asked(self, client_id: str) -> Token:
        patience = Patience(self._tools)
        call = Call("POST", wire.ANONYMOUS_TOKEN, headers={wire.CLIENT_ID_HEADER: client_id})
        while True:
            request = self._http.api_request(call, token=None)
            try:
                with self._http.open(request) as response:
                    return self._read(self._http.answer(response), client_id)
            except RateLimited as error:
                patience.wait_or_raise(_once_a_week(error), repeatable=True)
            except BackendError as error:
                patience.wait_or_raise(error, repeatable=True)

    def _read(self, answer: Mapping[str, Any], client_id: str) -> Token:
        data = answer.get("data")
        data = data if isinstance(data, Mapping) else answer
        value = data.get("token")
        if not isinstance(value, str) or not value:
            raise ProtocolBroken("the answer to the sign-in holds no token")
        self._tools.redactor.add(value)
        user_id = data.get("user_id")
        return Token(
            header_value("the token", value),
            anonymous=True,
            user_id=str(user_id) if user_id else None,
            client_id=client_id,
            expires_s=_moment_s(data.get("expires_at")) or self._tools.clock.now_s() + wire.TOKEN_LIFE_S,
        )

    def _client_id(self, old: Token | None) -> str:
        """Return NEMO_CLIENT_ID, else the one in use so far, else that of the vendor's skill, else a new one."""
        given = self._settings.client_id
        if given:
            return header_value("NEMO_CLIENT_ID", given)
        found = (old.client_id if old else None) or self._store.client_id() or self._shared_client_id()
        if found is None:
            return self._fresh_client_id()
        self._tools.redactor.add(found)
        return found

    def _fresh_client_id(self) -> str:
        made = self._tools.ids.uuid()
        self._tools.redactor.add(made)
        self._store.save_client_id(made)  # before it is used: the limit counts it from the first call on
        return made

    def _shared_client_id(self) -> str | None:
        path = self._settings.client_id_file
        try:
            text = path.read_text(encoding="ascii").strip() if path else ""
        except (OSError, ValueError):
            return None
        return text if 0 < len(text) <= _LONGEST_CLIENT_ID and text.isprintable() else None


def stored(settings: Settings, api_url: str) -> Token | None:
    """Return the saved token of that API, if there is one."""
    return Credentials(settings.home).token(api_url)


def _once_a_week(error: RateLimited) -> RateLimited:
    hint = "free tokens are given once in 7 days per client: wait, or set NEMO_TOKEN to a token of your own"
    return RateLimited(error.message, retry_after_s=error.retry_after_s, hint=hint)


def _moment_s(value: Any) -> float | None:
    """Return seconds since the epoch from ISO 8601 or a number (milliseconds where it is too large for seconds)."""
    if isinstance(value, str) and failures.number(value) is None:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return None
        return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    found = failures.number(value)
    return found / 1000 if found and found > 1e11 else found
