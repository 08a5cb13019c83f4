"""The rights of a run: kept in its journal, read back by a resume, added to, never lost."""

from pathlib import Path

from imgfree.rights import Rights

GIVEN = Rights((Path("/photos"),), ("SHOP",), ("cdn.example:8443",), overwrite=True, max_download_bytes=5)


def test_a_journal_keeps_all_of_them() -> None:
    """What is read back from an event is what was written, in JSON's own types."""
    assert GIVEN == Rights.from_event(GIVEN.to_event())


def test_an_older_journal_gives_none() -> None:
    """A field that is not there is no right."""
    assert Rights() == Rights.from_event({"recipe": "x"})


def test_more_rights_come_on_top() -> None:
    """Each list is joined without doubles; the later limit holds, and rights without one say nothing of it."""
    both = GIVEN.plus(Rights(allow_env=("SHOP", "STAGE")))
    assert ("SHOP", "STAGE") == both.allow_env
    assert (GIVEN.allow_hosts, True) == (both.allow_hosts, both.overwrite)
    assert 5 == both.max_download_bytes
    assert 7 == both.plus(Rights(max_download_bytes=7)).max_download_bytes
