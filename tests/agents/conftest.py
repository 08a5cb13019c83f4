"""A desk in a folder of its own, an agent of a server in this process, and a recipe of a small film."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import warm
from agent import Agent, connected
from imgfree.agents import claims
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk, Office
from imgfree.agents.server import served
from imgfree.runs.app import App
from imgfree.runs.order import Order
from nemo import Nemo

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
def paid(nemo: Nemo, monkeypatch: pytest.MonkeyPatch) -> Nemo:
    """Return the cloud on which everything that follows happens; what it says and does is counted."""
    for name, value in nemo.environment().items():
        monkeypatch.setenv(name, value)
    return nemo


@pytest.fixture
def desk(office: Office) -> Desk:
    """Return the desk of a client without roots."""
    return office.desk()


@pytest.fixture
def claimed(desk: Desk) -> Callable[[str], Claim]:
    """Return what claims the run of a recipe on the cloud, and begins nothing."""

    def take(recipe: str) -> Claim:
        cwd = desk.app.settings.cwd
        order = {**Order(cwd / recipe, {}, None, Path()).to_event(cwd), "backend": "nemo"}
        folder = desk.app.settings.runs_dir / "20260101-000000-000000"
        return claims.take(desk.app, Claim("k", "d", folder, cwd, order))

    return take


@pytest.fixture
def agent(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Agent]:
    """Return an agent of a server in this process; its runs are processes of their own all the same."""
    monkeypatch.setattr(sys, "executable", warm.python())
    with connected(served(office)) as found:
        yield found
