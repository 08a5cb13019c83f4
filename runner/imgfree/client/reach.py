"""Connections to addresses that were checked: a name cannot lead into this network, nor change its mind in between."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any, Literal

import httpcore

from imgfree import addresses
from imgfree.errors import HostRefused

# Public addresses only; for what a backend named, those as well by which a tunnel on this machine stands in for names;
# for what a backend on this machine named, this machine's own, too.
Reach = Literal["public", "named", "loopback"]
Resolve = Callable[[str, int], list[str]]


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to the very address that was checked, and ends what takes longer than `limit_s` real seconds."""

    def __init__(self, reach: Reach, limit_s: float | None, resolve: Resolve = addresses.of_host) -> None:
        self._reach = reach
        self._resolve = resolve
        self._ends_s = time.monotonic() + limit_s if limit_s is not None else None
        self._inner = httpcore.SyncBackend()

    def look(self, host: str, port: int) -> list[str]:
        """Return the host's addresses; none if its name is not known here.

        Raises:
            HostRefused: one of them is not public.
        """
        try:
            found = self._resolve(host, port)
        except OSError:
            return []
        for address in found:
            if not self._may(address):
                raise HostRefused(addresses.refusal(host, address))
        return found

    def _may(self, address: str) -> bool:
        if addresses.public(address) or (self._reach != "public" and addresses.stands_in(address)):
            return True
        return self._reach == "loopback" and addresses.loopback(address)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address of `host` that answers; all of them are checked before."""
        found = self.look(host, port)
        if not found:
            raise httpcore.ConnectError(f"the name '{host}' is not known")
        for number, address in enumerate(found, 1):
            try:
                stream = self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(found):
                    raise
            else:
                return _TimedStream(stream, self._ends_s)
        raise AssertionError("the last address connects or raises")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse; no address leads here."""
        raise HostRefused("a socket file is no public address")


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every wait ends at one moment, however slowly the bytes trickle."""

    def __init__(self, inner: httpcore.NetworkStream, ends_s: float | None) -> None:
        self._inner = inner
        self._ends_s = ends_s

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes."""
        return self._inner.read(max_bytes, self._left_s(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send these bytes."""
        self._inner.write(buffer, self._left_s(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the same connection, encrypted and as limited."""
        left_s = self._left_s(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, left_s), self._ends_s)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection tells of itself."""
        return self._inner.get_extra_info(info)

    def _left_s(self, timeout: float | None, late: type[httpcore.TimeoutException]) -> float | None:
        if self._ends_s is None:
            return timeout
        left_s = self._ends_s - time.monotonic()
        if left_s <= 0:
            raise late("the time for this download is over")
        return left_s if timeout is None else min(timeout, left_s)
