"""Files by their digest."""

import hashlib
from pathlib import Path

from imgfree.local.engines.shelf import Shelf

CONTENT = b"a photo"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    """By its digest, and nothing else is."""
    shelf = Shelf(tmp_path / "media")
    assert shelf.find(DIGEST) is None
    assert shelf.find(DIGEST.replace("0", "1")) is None
    assert shelf.keep(DIGEST, CONTENT) == shelf.find(DIGEST)
    shelf.trim()
    assert CONTENT == (shelf.find(DIGEST) or tmp_path).read_bytes()


def test_what_is_damaged_is_not_given_out(tmp_path: Path) -> None:
    """It is removed, so that it can come anew."""
    shelf = Shelf(tmp_path)
    shelf.keep(DIGEST, CONTENT).write_bytes(b"another")
    assert shelf.find(DIGEST) is None
    assert [] == [path for path in tmp_path.rglob("*") if path.is_file()]
