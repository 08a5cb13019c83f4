"""Recorded bodies that are packed: what they unpack to is counted before anybody holds it."""

import zlib
from collections.abc import Iterator

from imgfree.errors import CassetteMissing

MOST_UNPACKED_BYTES = 64 * 1024 * 1024
_AT_ONCE_BYTES = 1024 * 1024
_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def bounded(body: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Yield a body as it is, in the encoding that its head names.

    Raises:
        CassetteMissing: it would unpack to more than an answer has, or nobody can tell to how much.
    """
    named = encoding.strip().lower()
    if named in ("", "identity"):
        yield from body
        return
    window = _WINDOWS.get(named)
    if window is None:
        raise CassetteMissing(f"an answer in the cassette is packed as '{named}'", hint="record it again")
    unpacker, total = zlib.decompressobj(window), 0
    for piece in body:
        rest = piece
        while rest and not unpacker.eof:
            try:
                total += len(unpacker.decompress(rest, _AT_ONCE_BYTES))
            except zlib.error:  # whoever reads it will say so
                break
            rest = unpacker.unconsumed_tail
            if total > MOST_UNPACKED_BYTES:
                raise CassetteMissing(
                    f"an answer in the cassette unpacks to more than {MOST_UNPACKED_BYTES // 2**20} MiB",
                    hint="record it again",
                )
        yield piece
