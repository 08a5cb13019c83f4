"""Which network addresses a stranger's recipe may lead to: public ones, plainly written."""

import ipaddress
import re

# What the registries of special-purpose addresses (IANA) call not globally reachable, and what is multicast, reserved,
# or a tunnel to some other address. Of version 6 only 2000::/3 is handed out at all.
_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
_HANDED_OUT_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
_STAND_INS = ipaddress.IPv4Network("198.18.0.0/15")  # set aside for measurements; nobody's network
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # what a network without IPv4 makes of an IPv4 address
_LABEL = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)"
_NAME = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")


def public(address: str) -> bool:
    """Return whether anybody on the internet could reach this address; text that is no address is not public."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is None:
            usable = ip.scope_id is None and ip in _HANDED_OUT_6 and not any(ip in net for net in _NOT_PUBLIC_6)
            return usable and ip.is_global
        ip = inner
    return ip.is_global and not any(ip in net for net in _NOT_PUBLIC_4)


def stands_in(address: str) -> bool:
    """Return whether tunnels that answer for every name use this address in place of the real one."""
    try:
        return ipaddress.ip_address(address) in _STAND_INS
    except ValueError:
        return False


def loopback(address: str) -> bool:
    """Return whether this address is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def is_this_machine(host: str) -> bool:
    """Return whether a host is written as this machine: `localhost`, or a loopback address."""
    return host.lower() == "localhost" or loopback(host)


def plain(host: str) -> bool:
    """Return whether a host is written in the one usual way: a name of letters, digits and dots, or a whole address.

    Numbers that some resolvers read as an address (2130706433, 0x7f.1, 127.1, 0177.0.0.1), a dot at the end, zones
    and other scripts are not.
    """
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        return len(host) <= 253 and _NAME.fullmatch(host) is not None and _NUMBER.fullmatch(last) is None
    return not isinstance(ip, ipaddress.IPv6Address) or ip.scope_id is None


def of_host(host: str, port: int) -> list[str]:
    """Return the addresses of a host, each once, as the machine's resolver tells them.

    Raises:
        OSError: there are none.
    """
    import socket  # only here: most who look at a host ask nobody

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def refusal(host: str, address: str) -> str:
    """Return the sentence for a host that leads to an address which is not public."""
    return f"'{host}' is {address}, which is no public address"
