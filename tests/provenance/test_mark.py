"""The mark's text: a stranger's until it is read, and then no more than words."""

import base64
import json
import struct
import zlib
from dataclasses import asdict

import pytest

from imgfree.provenance import Mark
from imgfree.provenance.mark import NotOurs


def packed(plain: object) -> bytes:
    return base64.b64encode(zlib.compress(json.dumps(plain).encode()))


def bomb(megabytes: int) -> bytes:
    """Return so many megabytes of zeros, packed: one packed megabyte, again and again."""
    packer = zlib.compressobj()
    head = packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = struct.pack(">I", ((megabytes << 20) % 65521 << 16) + 1)  # Adler-32
    return base64.b64encode(head + one * megabytes + b"\x03\x00" + check)


@pytest.mark.parametrize(
    "change",
    [{"format": 2}, {"backend": 3}, {"own": {"image": "x"}}, {"media": [3]}, {"film": None}, {"carried": {}},
     {"media": [{"sha256": [], "file_type": "image"}]}, {"generated": {}}],
)  # fmt: skip
def test_what_is_none_is_refused(change: dict[str, object], mark: Mark) -> None:
    """A value of another sort, or a format of another version, is no mark."""
    plain = {"format": 1, **asdict(mark)}
    assert mark == Mark.from_text(packed(plain | {"more": 1}))
    with pytest.raises(NotOurs):
        Mark.from_text(packed(plain | change))


@pytest.mark.parametrize(
    "text",
    [b"", b"AAAA", b"not base64!", bomb(1 << 10), packed([]),
     base64.b64encode(zlib.compress(b"[" * 500_000)), base64.b64encode(zlib.compress(b"{}")[:-3])],
)  # fmt: skip
def test_bombs_and_noise_are_refused(text: bytes) -> None:
    """A gigabyte in a kilobyte is not unpacked; nothing deep is followed."""
    with pytest.raises(NotOurs):
        Mark.from_text(text)
