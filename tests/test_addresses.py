"""What is public, and what is plainly written: one deny list for downloads and for addresses to upload."""

import pytest

from imgfree import addresses

PRIVATE = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.9", "192.0.0.170", "192.0.2.1",
    "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1",
    "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:5db8:d822::1", "3fff::1", "4000::1", "5f00::1",
    "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "feff::1", "ff02::1",
    "", "localhost", "1", "127.1", "0x7f000001", "2606:4700::1111%eth0",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "93.184.216.34", "172.32.0.1", "192.0.1.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1",
          "::ffff:93.184.216.34", "64:ff9b::5db8:d822", "2001:4860:4860::8888")  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_not_public(address: str) -> None:
    """This machine, its neighbours, what is reserved, groups, and tunnels are not; nor is what is no address."""
    assert not addresses.public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    """What is handed out to the world is, also where a network without IPv4 writes it as IPv6."""
    assert addresses.public(address)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "127.1", "127.0.0.01", "0177.0.0.1", "127.0.0.1.", "example.com.", "a.1",
     "a.0x1", "fe80::1%eth0", "ex ample.com", "a..b", ".a", "-a.com", "a-.com", "a/b", "a@b", "127。0。0。1",
     "%31.com", "a" * 64 + ".com", "", "a.com:80"],
)  # fmt: skip
def test_odd_spellings(host: str) -> None:
    """What resolvers read in more than one way is not plain."""
    assert not addresses.plain(host)


@pytest.mark.parametrize(
    "host", ["example.com", "a.b-c.example", "xn--nxasmq6b.example", "cdn_1.example", "1.1.1.1", "::1", "3com.com"]
)
def test_plain_spellings(host: str) -> None:
    """Names, also of other scripts in their ASCII form, and whole addresses are."""
    assert addresses.plain(host)
