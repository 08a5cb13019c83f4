"""What a conversation is held in, and the deeds done in it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from imgfree import artifacts, events, journal, settings
from imgfree.chat.named_paths import Place
from imgfree.chat.room import Room
from imgfree.client import connect
from imgfree.clock import FreshIds, SystemClock
from imgfree.errors import BackendError, InputRefused
from imgfree.journal import Journal
from imgfree.redaction import Redactor
from imgfree.rights import Rights
from imgfree.tools import Tools
from nemo import Nemo


@pytest.fixture
def room(tmp_path: Path, nemo: Nemo) -> Iterator[Room]:
    """Yield a room whose backend is `nemo`."""
    clock = SystemClock(0.001)
    tools = Tools(clock, FreshIds(clock))
    environment = {"IMGFREE_HOME": str(tmp_path / "home"), "NEMO_TOKEN": "nmv_usr_of-the-test"}
    book = Journal(tmp_path / "run", clock=clock, redactor=Redactor())
    with connect(
        settings.from_environment(environment, cwd=tmp_path), tools, backend="nemo", api_url=nemo.url
    ) as there:
        yield Room(
            journal=book, client=there, clock=clock, ids=tools.ids, poll_s=1, render_limit_s=9,
            place=Place(tmp_path, None), out=tmp_path, rights=Rights(), artifacts=artifacts.none(),
            patience=contextlib.nullcontext,
        )  # fmt: skip
    book.close()


def test_a_deed_is_journaled_as_a_runs(room: Room) -> None:
    """Begun, with its parameters, and finished with its outputs; deeds of a kind are numbered."""
    name, outputs = room.do("credits", {"at_least": 5})
    assert ("credits", 100) == (name, outputs["available"])
    assert "credits_2" == room.next_id("credits")
    told = [one for one in journal.read(room.journal.folder) if one.get("step") == "credits"]
    assert [events.STEP_STARTED, events.STEP_RENDERED, events.STEP_FINISHED] == [one["event"] for one in told]
    assert ({"at_least": 5}, outputs) == (told[1]["params"], told[2]["outputs"])


def test_a_deed_that_failed_is_journaled_too(room: Room, nemo: Nemo) -> None:
    """With what it was, for whoever reads the log."""
    nemo.answers["/api/credits"] = (400, {"code": 2001, "message": "no credits left"})
    with pytest.raises(BackendError) as caught:
        room.do("credits", {})
    last = journal.read(room.journal.folder)[-1]
    assert (events.STEP_FAILED, type(caught.value).__name__) == (last["event"], last["error"])


def test_the_state_is_read_once(room: Room, nemo: Nemo) -> None:
    """Until somebody forgets it."""
    assert room.state() is room.state()
    room.conversation.state = None
    room.state()
    assert 2 == sum(path.startswith("/api/state/") for _, path in nemo.requests)


def test_nothing_is_waited_for(room: Room) -> None:
    """A condition has no names to look up in a conversation."""
    with pytest.raises(InputRefused):
        room.do("wait_state", {"until": "true"})
