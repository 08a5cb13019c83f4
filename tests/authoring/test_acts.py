"""An act is done by one kind."""

from imgfree import schema
from imgfree.authoring import acts


def test_each_is_done_by_one_kind() -> None:
    """What a conversation does, five different kinds do, and no two kinds do the same."""
    done = [deed for kind in schema.kinds().values() for deed in kind.does]
    assert len(set(done)) == len(done)
    assert 5 == len({acts.BRING, acts.EDIT, acts.RENDER, acts.FETCH, acts.COUNT})
