"""The rights of a run: kept in its journal, read back by a resume, added to, never lost."""

from pathlib import Path

from imgfree.rights import Rights
from imgfree.runs.cassette import Tape
from imgfree.runs.order import Order

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


def test_an_order_survives_its_journal() -> None:
    """Rights, inputs, folder and how media are recorded are what a resume asks for; later rights are added."""
    order = Order(
        Path("/r/a.yaml"), {"n": "1"}, "local", Path("out"), GIVEN, Tape(record=Path("/t.yaml"), media="digest")
    )
    began = {**order.to_event(), "backend": "local"}
    assert order == Order.from_event(began)
    later = Order.from_event(began, Rights(allow_hosts=("b.example",)).to_event(), {})
    assert ("cdn.example:8443", "b.example") == later.rights.allow_hosts
