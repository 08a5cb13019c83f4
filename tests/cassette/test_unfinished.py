"""The cassette while it is being recorded."""

from pathlib import Path
from typing import Any

import pytest

from imgfree import cassette
from imgfree.errors import SetupError
from tapes import interrupt


def test_a_finished_cassette_survives_an_interrupted_recording(
    site: Any, path: Path, recording: Any, client: Any
) -> None:
    """Ctrl-C while recording anew leaves the old cassette; what was recorded is beside it, and can be gone on with."""
    site.on("/n")(lambda it: it.give(b"{}"))
    with recording(path) as taping, client(taping, site.url) as web:
        web.get("/n")
    before = path.read_bytes()
    interrupt(recording, client, path, f"{site.url}/n?second")
    assert before == path.read_bytes()
    beside = path.with_name("run.yaml.part")
    assert not cassette.read(beside).finished
    with recording(path, go_on=True) as taping, client(taping, site.url) as web:
        web.get("/n?third")
    assert ["/n?second", "/n?third"] == [made.uri.removeprefix(site.url) for made in cassette.read(path).interactions]
    assert cassette.read(path).finished
    assert [path] == list(path.parent.iterdir())


def test_an_empty_recording_replaces_nothing(site: Any, path: Path, recording: Any, client: Any) -> None:
    """A run that asked for nothing leaves a finished cassette alone, and an empty one where there was none."""
    with recording(path):
        pass
    assert ((), True) == (cassette.read(path).interactions, cassette.read(path).finished)
    site.on("/n")(lambda it: it.give(b"{}"))
    with recording(path) as taping, client(taping, site.url) as web:
        web.get("/n")
    before = path.read_bytes()
    with recording(path):
        pass
    assert before == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_a_cassette_that_cannot_be_written_is_a_matter_of_the_machine(tmp_path: Path, recording: Any) -> None:
    """A folder that is a file ends the run before anything is sent, with the path in the message."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match=r"run\.yaml'"), recording(tmp_path / "file" / "run.yaml"):
        pass
