"""One request, one answer: proxies, headers, events, and what a failure on the way means."""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import httpx

from imgfree import __version__, addresses, wire
from imgfree.client import failures
from imgfree.client.reach import Reach
from imgfree.client.transfer.bounds import ascii_host
from imgfree.errors import ProtocolBroken, SetupError
from imgfree.events import REQUEST_SENT, RESPONSE_RECEIVED
from imgfree.tools import Tools

# Socket limits are real seconds, whatever IMGFREE_TIME_SCALE says: a slow line is slow in tests, too.
TIMEOUT = httpx.Timeout(60.0, connect=10.0)
_ALWAYS_SENT = {
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "keep-alive",
    "User-Agent": f"imgfree/{__version__}",
}
OPTIONAL = "optional"  # a request's extension: the answer is welcome, and its lack is no failure
_LONGEST_ANSWER_BYTES = 32 * 1024 * 1024


def attribution(skill_source: str | None, install_path: PurePath) -> dict[str, str]:
    """Return the three headers that every API request carries.

    `skill_source` (SKILL_SOURCE) names the platform, as in the vendor's own skill; without it the install path tells.
    """
    return {
        wire.SKILL_SOURCE_HEADER: wire.SKILL_SOURCE,
        wire.SKILL_VERSION_HEADER: __version__,
        wire.SKILL_PLATFORM_HEADER: header_value("SKILL_SOURCE", skill_source or _platform(install_path)),
    }


def header_value(name: str, value: str) -> str:
    """Return `value` if a header can carry it; it is not shown otherwise, as it may be a secret."""
    if not (value.isascii() and value.isprintable()):
        raise SetupError(f"{name} holds characters that cannot be sent", hint="letters, digits and signs of ASCII only")
    return value


def _platform(install_path: PurePath) -> str:
    folders = [part.lower().strip(".") for part in install_path.parts]
    return next((name for name in ("clawhub", "cursor") if name in folders), "unknown")


@dataclass(frozen=True)
class Call:
    """One API call. `stream` is asked anew for each try, so that a repeat sends the body from its start.

    `on_sent` is called when all of `body` but its last byte is with the kernel: what it does is done before the other
    side can have the whole.
    """

    method: str
    path: str
    body: Any = None
    stream: Callable[[], Iterator[bytes]] | None = None
    headers: Mapping[str, str] | None = None
    timeout: httpx.Timeout | None = None  # None: the usual one
    repeatable: bool = True  # may it be sent again when it is unknown whether it arrived?
    on_sent: Callable[[], None] | None = None
    optional: bool = False  # a cassette that was recorded without it still fits


class Http:
    """Sends requests to one API, and plain ones elsewhere; knows nothing of tokens or sessions.

    It speaks to the transport itself: no redirect is followed, and what httpx's client does besides (merging addresses,
    guessing who signs in) would take a third of a request's time.
    """

    def __init__(self, api_url: str, transport: httpx.BaseTransport, headers: Mapping[str, str], tools: Tools) -> None:
        self.api_url = _checked(api_url)
        self._headers = dict(headers)
        self._tools = tools
        self._transport = transport
        self._cookies = httpx.Cookies()

    def api_request(self, call: Call, token: str | None) -> httpx.Request:
        """Return a request to the API with the attribution headers, and the bearer where there is a token."""
        sent = dict(self._headers)
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        content: bytes | Iterator[bytes] | None = call.stream() if call.stream else None
        if call.body is not None:
            sent["Content-Type"] = "application/json"
            content = json.dumps(call.body, separators=(",", ":")).encode()
        sent |= call.headers or {}
        url, timeout = self.api_url + call.path, call.timeout or TIMEOUT
        request = self._request(call.method, url, sent, content, timeout=timeout.as_dict())
        if call.on_sent is not None:
            request.stream = _Announced(request.content, call.on_sent)
        if call.optional:
            request.extensions[OPTIONAL] = True
        return request

    def plain_request(
        self, url: httpx.URL, *, headers: Mapping[str, str], reach: Reach | None = None, limit_s: float | None = None
    ) -> httpx.Request:
        """Return a GET without bearer; attribution goes along to the API's own address only.

        `reach` says which addresses its host may have (None: any), `limit_s` how long all of it may take.
        """
        ours = self._headers if _origin(url) == _origin(httpx.URL(self.api_url)) else {}
        bounds: dict[str, Any] = {"reach": reach, "limit_s": limit_s} if reach else {}
        return self._request("GET", url, {**ours, **headers}, None, timeout=TIMEOUT.as_dict(), **bounds)

    @contextlib.contextmanager
    def open(self, request: httpx.Request) -> Iterator[httpx.Response]:
        """Yield the response as soon as its head is there; it is closed with the block.

        Raises:
            BackendUnreachable: no connection, or it broke off, also while the block reads. NotSent if nothing left.
        """
        host = ascii_host(request.url)
        self._tools.emit(REQUEST_SENT, method=request.method, host=host, path=request.url.path)
        started_s = self._tools.clock.monotonic_s()
        try:
            response = self._transport.handle_request(request)
            response.request = request
            if "set-cookie" in response.headers:
                self._cookies.extract_cookies(response)
        except httpx.TransportError as error:
            raise failures.unreachable(error, host) from error
        try:
            self._tools.emit(
                RESPONSE_RECEIVED,
                method=request.method,
                path=request.url.path,
                status=response.status_code,
                duration_s=round(self._tools.clock.monotonic_s() - started_s, 4),
            )
            yield response
        except httpx.TransportError as error:
            raise failures.unreachable(error, host) from error
        except httpx.DecodingError as error:
            raise ProtocolBroken(f"the answer to {wire.without_ids(request.url.path)} is compressed wrongly") from error
        finally:
            response.close()

    def answer(self, response: httpx.Response) -> dict[str, Any]:
        """Return the JSON object that a response carries.

        Raises:
            BackendRefused: it is a refusal, by body code or status.
            ProtocolBroken: it is a success, but not a JSON object.
        """
        body = read_json(response)
        wait_s = failures.retry_after_s(response.headers, self._tools.clock.now_s())
        refused = failures.refused(response.status_code, body, mask=self._tools.redactor.text, retry_after_s=wait_s)
        if refused is not None:
            raise refused
        if body is None or response.status_code >= 300:
            path = wire.without_ids(response.request.url.path)
            raise ProtocolBroken(f"the answer to {path} cannot be read (HTTP {response.status_code})")
        return body

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def _request(
        self,
        method: str,
        url: httpx.URL | str,
        headers: Mapping[str, str],
        content: bytes | Iterator[bytes] | None,
        **extensions: Any,
    ) -> httpx.Request:
        sent, cookies = {**_ALWAYS_SENT, **headers}, self._cookies or None
        return httpx.Request(method, url, headers=sent, content=content, cookies=cookies, extensions=extensions)


class _Announced(httpx.SyncByteStream):
    """A body whose last byte leaves only after it was announced; without it, nobody may act on the rest."""

    def __init__(self, body: bytes, announce: Callable[[], None]) -> None:
        self._body = body
        self._announce = announce

    def __iter__(self) -> Iterator[bytes]:
        yield self._body[:-1]
        self._announce()
        yield self._body[-1:]


def read_json(response: httpx.Response) -> dict[str, Any] | None:
    """Return the JSON object in the body; None for anything else, or for too much of it."""
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > _LONGEST_ANSWER_BYTES:
            return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):  # ValueError: not JSON, not UTF-8, or a number of thousands of digits
        return None
    return found if isinstance(found, dict) else None


def _origin(url: httpx.URL) -> tuple[str, bytes, int | None]:
    return url.scheme, url.raw_host, url.port


def _checked(api_url: str) -> str:
    try:
        url = httpx.URL(api_url)
    except httpx.InvalidURL as error:
        raise SetupError(f"the API address '{api_url}' is malformed: {error}") from error
    if url.scheme not in ("http", "https") or not url.raw_host:
        raise SetupError(f"the API address '{api_url}' is not an http address", hint="look at NEMO_API_URL")
    if url.scheme == "http" and not addresses.is_this_machine(ascii_host(url)):
        raise SetupError(
            f"the API address '{api_url}' is not encrypted, and everybody on the way could read the token",
            hint="give NEMO_API_URL an address that begins with https://; plain http is for this machine only",
        )
    return api_url.rstrip("/")
