"""The real network: one way out for each kind of address, read in large pieces."""

import contextlib
import functools
import ipaddress
import ssl
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpcore
import httpx

from imgfree.client.reach import CheckedNetwork, Reach
from imgfree.client.transfer.bounds import ascii_host

_READ_BYTES = 512 * 1024
_LARGE_BYTES = 4 * 1024 * 1024
# A server may close an idle connection at the very moment we use it again; two seconds is below what servers allow.
_KEEP_ALIVE_S = 2.0


class Network(httpx.BaseTransport):
    """Sends requests over TCP. Proxies come from the environment, but never for loopback addresses.

    Certificates are loaded when the first https request needs them, so plain http costs nothing.
    """

    def __init__(self) -> None:
        self._pools: dict[tuple[str, str | None], httpcore.ConnectionPool] = {}
        self._checked: httpcore.ConnectionPool | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response once its head is there."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        timeout_s = request.extensions.get("timeout", {}).get("read")
        with _as_httpx():
            answer = self._pool(url, request.extensions).handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer, timeout_s), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in (*self._pools.values(), *([self._checked] if self._checked else [])):
            pool.close()

    def _pool(self, url: httpx.URL, extensions: Mapping[str, Any]) -> httpcore.ConnectionPool:
        proxy = proxy_for(url)
        reach: Reach | None = extensions.get("reach")
        if reach is not None:
            return self._checked_pool(url, proxy, reach, extensions.get("limit_s"))
        route = (url.scheme, proxy)
        if route not in self._pools:
            self._pools[route] = _new_pool(*route)
        return self._pools[route]

    def _checked_pool(
        self, url: httpx.URL, proxy: str | None, reach: Reach, limit_s: float | None
    ) -> httpcore.ConnectionPool:
        """Return a pool for this request alone: its connections go to checked addresses, and end in time."""
        guard = CheckedNetwork(reach, limit_s)
        if proxy is not None:  # it asks for the name itself; what we can tell of it is told beforehand
            guard.look(ascii_host(url), url.port or 0)
        if self._checked is not None:
            self._checked.close()
        self._checked = _new_pool(url.scheme, proxy, None if proxy else guard)
        return self._checked


def proxy_for(url: httpx.URL) -> str | None:
    """Return the proxy for this address; None to go straight there."""
    host = ascii_host(url)
    if is_loopback(host) or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    found = proxies.get(url.scheme) or proxies.get("all")
    if not found:
        return None
    return found if "://" in found else f"http://{found}"


def is_loopback(host: str) -> bool:
    """Return whether the host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _new_pool(
    scheme: str, proxy: str | None, network: httpcore.NetworkBackend | None = None
) -> httpcore.ConnectionPool:
    context = _certificates() if scheme == "https" else None
    way_out = httpx.Proxy(proxy) if proxy else None
    return httpcore.ConnectionPool(
        ssl_context=context,
        proxy=httpcore.Proxy(str(way_out.url), auth=way_out.raw_auth) if way_out else None,
        keepalive_expiry=_KEEP_ALIVE_S,
        network_backend=network,
    )


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Return whom this process trusts: read once, as it takes longer than a request."""
    return httpx.create_ssl_context()


class _Body(httpx.SyncByteStream):
    """A response body whose failures are httpx's.

    Of a large body only the beginning comes through httpcore's parser; the rest needs none, as its length is known, and
    is taken from the connection as it is. That spares three copies of every byte. The connection ends with such a body.
    """

    def __init__(self, answer: httpcore.Response, timeout_s: float | None) -> None:
        assert isinstance(answer.stream, Iterable)
        self._stream: Iterable[bytes] = answer.stream
        self._connection: httpcore.NetworkStream | None = answer.extensions.get("network_stream")
        self._length = _length(answer)
        self._timeout_s = timeout_s

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            if self._connection is None or self._length < _LARGE_BYTES:
                yield from self._stream
            else:
                yield from self._straight(self._connection)

    def _straight(self, connection: httpcore.NetworkStream) -> Iterator[bytes]:
        parsed = iter(self._stream)  # kept until the end, as it closes the connection when it goes
        first = next(parsed)  # all that came along with the head, so the parser holds nothing back
        left = self._length - len(first)
        yield first
        while left:
            piece = connection.read(min(left, _READ_BYTES), self._timeout_s)
            if not piece:
                raise httpcore.RemoteProtocolError(f"{left} of {self._length} bytes did not come")
            left -= len(piece)
            yield piece

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


def _length(answer: httpcore.Response) -> int:
    """Return the length of the body where it comes as it is, in one piece; 0 where it does not."""
    headers = {name.lower(): value for name, value in answer.headers}
    plain = answer.status in (200, 206) and b"transfer-encoding" not in headers
    length = headers.get(b"content-length", b"0")
    return int(length) if plain and length.isdigit() else 0


@contextlib.contextmanager
def _as_httpx() -> Iterator[None]:
    """Raise httpcore's failures as the errors of the same name that users of httpx expect."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        httpcore.ProxyError,
    ) as error:
        same: type[httpx.TransportError] = getattr(httpx, type(error).__name__)
        raise same(str(error)) from error
