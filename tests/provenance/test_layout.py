"""Digests over parts of a file."""

import hashlib
import io

from imgfree.provenance.layout import Layout, Patch, Span, media_sha256, sent_sha256


def test_digests_leave_the_mark_out_and_undo_its_patch() -> None:
    """The file as it came, its media alone, and what is around them."""
    file = io.BytesIO(b"head-NEW-media-MARK-tail")
    found = Layout(24, (Span(9, 14),), Span(15, 20), Patch(5, b"old"))
    assert hashlib.sha256(b"head-old-media-tail").hexdigest() == sent_sha256(file, found)
    assert hashlib.sha256(b"media").hexdigest() == media_sha256(file, found)
    assert [Span(0, 9), Span(14, 24)] == list(found.around())
