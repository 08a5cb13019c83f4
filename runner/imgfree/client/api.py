"""Signed-in calls: the bearer, bounded repeats, and the cure for a token that is refused."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from imgfree.client.auth.auth import Auth
from imgfree.client.failures import Patience
from imgfree.client.http import Call, Http
from imgfree.errors import AuthRejected, BackendError
from imgfree.tools import Tools

_GLANCE = httpx.Timeout(10.0, connect=5.0)
_ID = re.compile(r"(?!\.+$)[^\x00-\x20\x7f-\U0010ffff/\\?#%]{1,200}")


class Api:
    """The API as seen by someone who is signed in."""

    def __init__(self, http: Http, auth: Auth, tools: Tools) -> None:
        self.http = http
        self.auth = auth
        self._tools = tools

    def get(self, path: str) -> dict[str, Any]:
        """Return the answer to a GET."""
        return self.call(Call("GET", path))

    def post(self, path: str, body: Any, *, repeatable: bool = True) -> dict[str, Any]:
        """Return the answer to a POST of JSON."""
        return self.call(Call("POST", path, body=body, repeatable=repeatable))

    def call(self, call: Call) -> dict[str, Any]:
        """Return the answer as a JSON object."""
        patience = Patience(self._tools)
        while True:
            self.auth.token()  # out here: a sign-in that fails has been patient already
            try:
                with self.open_once(call) as response:
                    return self.http.answer(response)
            except AuthRejected as error:
                self.auth.renew(error)
            except BackendError as error:
                patience.wait_or_raise(error, repeatable=call.repeatable)

    def once(self, call: Call) -> dict[str, Any]:
        """Return the answer to a call whose passing failures are the caller's business; a bad token is still cured."""
        while True:
            self.auth.token()
            try:
                with self.open_once(call) as response:
                    return self.http.answer(response)
            except AuthRejected as error:
                self.auth.renew(error)

    def glance(self, path: str) -> dict[str, Any]:
        """Return the answer to a GET that nothing depends on: one short try, and no cure for a token."""
        with self.open_once(Call("GET", path, timeout=_GLANCE, optional=True)) as response:
            return self.http.answer(response)

    @contextlib.contextmanager
    def open_once(self, call: Call) -> Iterator[httpx.Response]:
        """Yield the response to one try, whatever its status."""
        with self.http.open(self.http.api_request(call, self.auth.token().value)) as response:
            yield response


def data_of(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the `data` of an envelope, else the answer itself: some answers carry their fields on top."""
    data = answer.get("data")
    return data if isinstance(data, Mapping) else answer


def field(answer: Mapping[str, Any], name: str) -> Any:
    """Return a field from `data`, else from the top; None where it is absent."""
    found = data_of(answer).get(name)
    return answer.get(name) if found is None else found


def identifier(value: Any) -> str | None:
    """Return an id as text, however it came; None for what cannot be one, as it could not stand in a path."""
    if isinstance(value, str):
        return value if _ID.fullmatch(value) else None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
