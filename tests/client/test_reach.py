"""Connections go to addresses that were checked."""

import httpcore
import httpx
import pytest
from tests.client.server import Cloud

from imgfree.client.reach import CheckedNetwork
from imgfree.errors import HostRefused


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::1"], ["fe80::1"]])
def test_a_name_that_leads_inside_is_not_connected_to(addresses: list[str]) -> None:
    """Not even if only one of its addresses does."""
    network = CheckedNetwork("public", 5.0, lambda host, port: addresses)
    with pytest.raises(HostRefused, match="no public address"):
        network.connect_tcp("rebind.example", 80)


def test_a_tunnel_that_answers_for_every_name_does_not_stop_a_backend() -> None:
    """Such a stand-in is good enough for what the backend named, and for no recipe."""
    stand_in = ["198.18.0.7"]
    assert stand_in == CheckedNetwork("named", 5.0, lambda host, port: stand_in).look("cdn.example", 443)
    with pytest.raises(HostRefused):
        CheckedNetwork("public", 5.0, lambda host, port: stand_in).look("cdn.example", 443)
    for inside in ("127.0.0.1", "10.0.0.1", "192.168.1.1"):
        with pytest.raises(HostRefused):
            CheckedNetwork("named", 5.0, lambda host, port, found=inside: [found]).look("cdn.example", 443)


def test_the_checked_address_is_the_one_connected_to(cloud: Cloud) -> None:
    """The name is looked up once: a second answer cannot lead elsewhere."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    port = httpx.URL(cloud.url).port or 0
    CheckedNetwork("loopback", 5.0, resolve).connect_tcp("any.example", port, timeout=5.0).close()
    assert ["any.example"] == asked
    with pytest.raises(httpcore.ConnectError, match=r"any\.example"):
        CheckedNetwork("public", 5.0, lambda host, port: []).connect_tcp("any.example", port)
