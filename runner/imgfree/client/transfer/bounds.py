"""What a download may ask, and how much it may bring: decided for every address on its way."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx

from imgfree import addresses, shell
from imgfree.client.reach import Reach
from imgfree.errors import HostRefused, RightMissing
from imgfree.rights import MAX_DOWNLOAD_BYTES, Rights

LIMIT_S = 3600.0  # of one download whose step names no timeout, in real seconds
# Who leads to an address: the backend itself, a redirect of a host that the backend named, or the recipe (also by a
# redirect of a host that the user allowed it).
Lead = Literal["backend", "redirect", "recipe"]
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Bounds:
    """The bounds of one download. `named` are the hosts (`host:port`) that the backend's own answers told."""

    api_url: str
    rights: Rights = field(default_factory=Rights)
    named: frozenset[str] = frozenset()
    limit_s: float = LIMIT_S  # real seconds, from the first request to the last byte

    def is_backend(self, url: httpx.URL) -> bool:
        """Return whether the address is the API's own."""
        api = httpx.URL(self.api_url)
        return (url.scheme, host_port(url)) == (api.scheme, host_port(api))

    def lead(self, url: httpx.URL) -> Lead:
        """Return whose word it is that leads to this address, where a recipe gives it."""
        return "backend" if self.is_backend(url) or host_port(url) in self.named else "recipe"

    def reach(self, url: httpx.URL, lead: Lead) -> Reach | None:
        """Return how far a request to this address may reach; None for the API itself, which is where it is.

        Raises:
            HostRefused: the host is written oddly, or is an address that is not public.
            RightMissing: the user has not allowed this host.
        """
        if self.is_backend(url):
            return None
        host = url.raw_host.decode("ascii")
        if url.userinfo or not addresses.plain(host):
            raise HostRefused(f"'{host}' is no plain host name", hint="write the address as https://host/path")
        if lead != "recipe":  # the addresses are checked when it is connected to; a replay connects to nothing
            near = lead == "backend" and addresses.is_this_machine(ascii_host(httpx.URL(self.api_url)))
            return "loopback" if near else "named"
        if addresses.is_this_machine(host) or (_is_address(host) and not addresses.public(host)):
            raise HostRefused(f"'{host}' is no public address", hint="this machine and its network are not for recipes")
        if not self._allowed(url):
            raise RightMissing(
                f"the recipe may not download from '{host}'",
                hint=f"if you trust the recipe, add: --allow-host {shell.word(host_name(url))}",
            )
        return "public"

    def check(self, url: str) -> None:
        """Refuse an address of the recipe's that it may not ask, before anything is sent.

        Raises:
            HostRefused, RightMissing: see `reach`; one that is no whole address is left for later.
        """
        with contextlib.suppress(httpx.InvalidURL):
            parsed = httpx.URL(url)
            if parsed.scheme in _PORTS and parsed.raw_host:
                self.reach(parsed, "recipe")

    def check_size(self, size_bytes: int | None) -> None:
        """Refuse more bytes than the user allows; None is not known yet.

        Raises:
            RightMissing: with the option that allows more.
        """
        said = self.rights.max_download_bytes
        most = MAX_DOWNLOAD_BYTES if said is None else said
        if size_bytes is not None and size_bytes > most:
            raise RightMissing(
                f"the file is larger than the limit of {most / 1e6:,g} MB",
                hint="if you want it, add: --max-download SIZE, such as 5GB",
            )

    def _allowed(self, url: httpx.URL) -> bool:
        return host_port(url) in {with_port(host, url.scheme) for host in self.rights.allow_hosts}


def ascii_host(url: httpx.URL) -> str:
    """Return the host as it goes over the wire; decoding it fails for names that are none."""
    return url.raw_host.decode("ascii")


def host_port(url: httpx.URL) -> str:
    """Return `host:port` of an address, the port that its scheme means included."""
    host = ascii_host(url).lower()
    return f"[{host}]:{_port(url)}" if ":" in host else f"{host}:{_port(url)}"


def with_port(host: str, scheme: str) -> str:
    """Return `host` or `host:port`, as the user gave it, with the port that the scheme means."""
    bare = host.lower() if host.startswith("[") or host.count(":") < 2 else f"[{host.lower()}]"
    has_port = bare.rpartition("]")[2].count(":") == 1
    return bare if has_port else f"{bare}:{_PORTS.get(scheme)}"


def hosts_of(urls: Iterable[Any]) -> set[str]:
    """Return `host:port` of each whole web address among these values."""
    found = set()
    for url in urls:
        if not isinstance(url, str) or "//" not in url:  # a title, or a file
            continue
        with contextlib.suppress(httpx.InvalidURL):
            parsed = httpx.URL(url)
            if parsed.scheme in _PORTS and parsed.raw_host:
                found.add(host_port(parsed))
    return found


def host_name(url: httpx.URL) -> str:
    """Return what to give to --allow-host for this address."""
    told = host_port(url)
    return told.removesuffix(f":{_PORTS.get(url.scheme)}") if url.port is None else told


def _port(url: httpx.URL) -> int | None:
    return url.port or _PORTS.get(url.scheme)


def _is_address(host: str) -> bool:
    return ":" in host or host.rpartition(".")[2].isdigit()
