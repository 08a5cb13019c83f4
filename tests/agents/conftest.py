"""A desk in a folder of its own, an agent of a server in this process, and a recipe of a small film."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent import Agent, connected
from imgfree.agents.desk import Desk, Office
from imgfree.agents.server import served
from imgfree.runs.app import App

REEL = """\
version: 1
name: reel
inputs:
  photos: {type: array, items: {type: string, format: image}, default: [a.jpg]}
  title: {type: string, default: Mugs}
steps:
  - upload: "{{ inputs.photos }}"
  - id: cut
    instruct: make a 1-second vertical reel with the title "{{ inputs.title }}"
  - export: {quality: draft}
  - download: reel.mp4
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, photo: Callable[[str], Path]) -> Office:
    """Return a server's office in a folder with three photos and a recipe."""
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        photo(name)
    (tmp_path / "reel.yaml").write_text(REEL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Office(App.open())


@pytest.fixture
def desk(office: Office) -> Desk:
    """Return the desk of a client without roots."""
    return office.desk()


@pytest.fixture
def agent(office: Office) -> Iterator[Agent]:
    """Return an agent of a server in this process; its runs are processes of their own all the same."""
    with connected(served(office)) as found:
        yield found
