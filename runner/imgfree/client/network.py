"""The real network: one way out for each kind of address, read in large pieces."""

import contextlib
import ipaddress
import urllib.request
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

# A response of 200 MB in pieces of 64 KiB, which is what httpcore asks for, costs half as much time again.
_READ_BYTES = 512 * 1024
# A server may close an idle connection at the very moment we use it again; two seconds is below what servers allow.
_KEEP_ALIVE_S = 2.0


class Network(httpx.BaseTransport):
    """Sends requests over TCP. Proxies come from the environment, but never for loopback addresses.

    Certificates are loaded when the first https request needs them, so plain http costs nothing.
    """

    def __init__(self) -> None:
        self._pools: dict[tuple[str, str | None], httpcore.ConnectionPool] = {}

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
        with _as_httpx():
            answer = self._pool(url).handle_request(asked)
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def _pool(self, url: httpx.URL) -> httpcore.ConnectionPool:
        route = (url.scheme, proxy_for(url))
        if route not in self._pools:
            self._pools[route] = _new_pool(*route)
        return self._pools[route]


def proxy_for(url: httpx.URL) -> str | None:
    """Return the proxy for this address; None to go straight there."""
    if is_loopback(url.host) or urllib.request.proxy_bypass(url.host):
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


def _new_pool(scheme: str, proxy: str | None) -> httpcore.ConnectionPool:
    context = httpx.create_ssl_context() if scheme == "https" else None
    way_out = httpx.Proxy(proxy) if proxy else None
    return httpcore.ConnectionPool(
        ssl_context=context,
        proxy=httpcore.Proxy(str(way_out.url), auth=way_out.raw_auth) if way_out else None,
        keepalive_expiry=_KEEP_ALIVE_S,
        network_backend=_Sockets(),
    )


class _Body(httpx.SyncByteStream):
    """A response body whose failures are httpx's."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


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


class _Sockets(httpcore.SyncBackend):
    """Connections that read more at a time."""

    def connect_tcp(self, *args: Any, **options: Any) -> httpcore.NetworkStream:
        return _Connection(super().connect_tcp(*args, **options))


class _Connection(httpcore.NetworkStream):
    """A connection of httpcore, asked for more bytes than it is asked for."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max(max_bytes, _READ_BYTES), timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *args: Any, **options: Any) -> httpcore.NetworkStream:
        return _Connection(self._stream.start_tls(*args, **options))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
