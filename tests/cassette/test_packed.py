"""Packed answers are counted before they are unpacked."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from imgfree.cassette import packed
from imgfree.errors import CassetteMissing


def test_packed_answers_are_counted(tmp_path: Path) -> None:
    """A body that unpacks to gigabytes ends before it is unpacked; any other passes as it is."""

    def pieces(data: bytes) -> Iterator[bytes]:
        yield from (data[at : at + 1000] for at in range(0, len(data), 1000))

    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(100)) + packer.flush()
    with pytest.raises(CassetteMissing, match="unpacks to more"):
        list(packed.bounded(pieces(bomb), "gzip"))
    small = zlib.compress(b"{}" * 5000)
    assert small == b"".join(packed.bounded(pieces(small), "deflate"))
    assert b"plain" == b"".join(packed.bounded(pieces(b"plain"), "gzip"))
    assert bomb == b"".join(packed.bounded(pieces(bomb), ""))


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd"])
def test_other_packings_are_refused(encoding: str) -> None:
    """What is packed twice, or in a way that is not counted here, is not unpacked."""
    with pytest.raises(CassetteMissing, match="packed as"):
        list(packed.bounded(iter([b"x"]), encoding))
