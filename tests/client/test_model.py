"""What travels between the client and its callers."""

from pathlib import Path

import pytest

from imgfree import wire
from imgfree.client.model import FAILED_STATUSES, LocalFile, Render, Session
from imgfree.events import SESSION_OPENED, STEP_STARTED


def test_the_session_that_was_opened_last_is_the_runs() -> None:
    """A lost session was replaced; a run that opened none has none; what the backend did not say is not there."""
    first = {"event": SESSION_OPENED, "session_id": "1", "task_id": "t", "user_id": "u"}
    last = {"event": SESSION_OPENED, "session_id": "2"}
    assert Session("2", "") == Session.last_of([first, last, {"event": STEP_STARTED}])
    assert Session("1", "t", "u") == Session.last_of([first])
    assert Session.last_of([{"event": STEP_STARTED}]) is None


def test_a_file_has_the_name_that_the_backend_takes() -> None:
    """Its own, where nothing else is said."""
    assert "a.jfif" == LocalFile(Path("x/a.jfif"), 1, "", "image").name
    assert "a.jpg" == LocalFile(Path("x/a.jfif"), 1, "", "image", sent_as="a.jpg").name


@pytest.mark.parametrize("status", [wire.COMPLETED, wire.FAILED, "processing", *FAILED_STATUSES])
def test_a_render_is_complete_when_its_file_is_there(status: str) -> None:
    """The status alone may run ahead of the file; a failed one ended without."""
    assert (status == wire.COMPLETED) == Render(status, 100, "u", None, None, None).completed
    assert not Render(status, 100, None, None, None, None).completed
    assert (status in FAILED_STATUSES) == Render(status, None, None, None, None, None).failed
