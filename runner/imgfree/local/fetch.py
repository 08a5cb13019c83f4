"""Fetch a stranger's address on their behalf, without becoming their way into this network."""

import asyncio
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import httpcore

from imgfree import addresses, media_types
from imgfree.local.answers import Refused
from imgfree.local.intake import Arrived, Part
from imgfree.media_types import HEAD_BYTES

MAX_REDIRECTS = 5
TIME_LIMIT_S = 60.0


class Fetcher:
    """Fetches public http(s) addresses; `allow_private` lets it reach this machine and its neighbours too."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self._allow_private = allow_private

    async def fetch(self, url: str, open_part: Callable[[str], Part]) -> Arrived:
        """Return the file behind `url`.

        Raises:
            Refused: 400 for an address that is refused or does not answer, 4002 for a file beyond the limit.
        """
        backend = _CheckedBackend(allow_private=self._allow_private)
        try:
            async with asyncio.timeout(TIME_LIMIT_S), httpcore.AsyncConnectionPool(network_backend=backend) as pool:
                return await self._follow(pool, url, open_part)
        except TimeoutError as exc:
            raise _unfetched(url, f"no file within {TIME_LIMIT_S:g} s") from exc
        except _AddressRefused as exc:
            raise _unfetched(url, str(exc)) from exc
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError) as exc:
            raise _unfetched(url, f"{type(exc).__name__} {exc}".strip()) from exc

    async def _follow(self, pool: httpcore.AsyncConnectionPool, url: str, open_part: Callable[[str], Part]) -> Arrived:
        here = url
        for _ in range(MAX_REDIRECTS + 1):
            _check_form(here)
            self._check_spelling(here)
            async with pool.stream("GET", here, headers={"Accept": "*/*", "User-Agent": "imgfree"}) as answer:
                target = _header(answer, b"location")
                if 300 <= answer.status < 400 and target:
                    here = urljoin(here, target)
                    continue
                if answer.status != 200:
                    raise _unfetched(url, f"HTTP {answer.status}")
                return await _read(answer, here, open_part)
        raise _unfetched(url, f"more than {MAX_REDIRECTS} redirects")

    def _check_spelling(self, url: str) -> None:
        parts = urlsplit(url)
        odd = "@" in parts.netloc or not addresses.plain(parts.hostname or "")
        if odd and not self._allow_private:
            raise _AddressRefused(f"'{parts.hostname}' is no plain host name, so it may be no public address")


class _AddressRefused(Exception):
    """The name leads to a place that is not public."""


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the very address that was checked; asking for the name twice could give two answers."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection to a public address of `host`."""
        found = await asyncio.get_running_loop().run_in_executor(None, addresses.of_host, host, port)
        for address in found:
            if not self._allow_private and not addresses.public(address):
                raise _AddressRefused(addresses.refusal(host, address))
        return await self._backend.connect_tcp(found[0], port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Refuse; no address leads here."""
        raise _AddressRefused("a socket file is no public address")

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds."""
        await self._backend.sleep(seconds)


def _check_form(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not re.fullmatch(r"[\x21-\x7e]+", url):
        raise _unfetched(url, "only http and https addresses can be fetched")


async def _read(answer: httpcore.Response, url: str, open_part: Callable[[str], Part]) -> Arrived:
    head = b""
    part = None
    async for chunk in answer.aiter_stream():
        head += chunk if len(head) < HEAD_BYTES else b""
        if part is None and len(head) >= HEAD_BYTES:
            part = open_part(_filename(url, head))
            part.write(head)
        elif part is not None:
            part.write(chunk)
    if part is None:
        part = open_part(_filename(url, head))
        part.write(head)
    return part.finish()


def _filename(url: str, head: bytes) -> str:
    """Return the address's last part; one without a known suffix gets that of its content."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name or "file"
    if media_types.by_suffix(media_types.suffix_of(name)):
        return name
    found = media_types.sniff(head)
    return f"{name}.{found.name}" if found else name


def _header(answer: httpcore.Response, name: bytes) -> str | None:
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), None)


def _unfetched(url: str, why: str) -> Refused:
    return Refused(400, 400, f"cannot fetch '{url}': {why}")
