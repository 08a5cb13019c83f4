"""One row, begun, gone on with, or found done."""

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import past
from imgfree.batches.order import BatchOrder, Limits
from imgfree.batches.row import Stopped, Workshop
from imgfree.batches.rows import Film
from imgfree.engine import Engine
from imgfree.errors import Interrupted
from imgfree.recipe import Recipe
from imgfree.runs.app import App
from imgfree.runs.backend import Choice
from nemo import Nemo

Make = Callable[..., Workshop]
FILM = Film("A", 1, 2, {"title": "x"}, "out/A")


@pytest.fixture
def workshop(tmp_path: Path, loaded: Recipe, nemo: Nemo, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes a workshop of a batch, with `nemo` as its cloud."""
    monkeypatch.chdir(tmp_path)
    for name, value in nemo.environment().items():
        monkeypatch.setenv(name, value)

    def make(limits: Limits | None = None) -> Workshop:
        order = BatchOrder(loaded.path, None, limits=limits or Limits())
        folder = tmp_path / ".imgfree" / "batches" / "b1"
        return Workshop(App.open(), order, loaded, Choice("nemo", "a test"), folder, threading.Event())

    return make


def test_a_row_is_run_once(workshop: Make, nemo: Nemo) -> None:
    """Asked again, its journal tells what it was."""
    first = workshop().run(FILM, "A")
    again = workshop().run(FILM, "A")
    assert ("passed", ("out/A/film.mp4",), 1) == (first.outcome, first.paths, first.edits)
    assert (first.outcome, first.paths, first.edits) == (again.outcome, again.paths, again.edits)
    assert 1 == sum(nemo.instructs.values())


def test_a_row_without_its_first_line_begins(workshop: Make) -> None:
    """Its process died before anything was written."""
    shop = workshop()
    folder = shop.folder / past.ROWS / "A"
    folder.mkdir(parents=True)
    (folder / past.EVENTS_FILE).touch()
    assert "passed" == shop.run(FILM, "A").outcome


def test_a_stop_leaves_a_row_to_go_on_with(workshop: Make, nemo: Nemo) -> None:
    """The run says that it was interrupted."""
    shop = workshop()
    shop.stop.set()
    with pytest.raises(Interrupted):
        shop.run(FILM, "A")
    assert "passed" == workshop().run(FILM, "A").outcome
    assert 1 == sum(nemo.instructs.values())


def test_a_row_that_takes_too_long_fails(workshop: Make, nemo: Nemo) -> None:
    """By its deadline, whatever it waits for."""
    nemo.render_s = 3600.0
    ended = workshop(Limits(deadline_s=0.3)).run(FILM, "A")
    assert "failed" == ended.outcome
    assert "longer than 0.3 s" in (ended.error or "")


def test_what_is_in_the_way_of_all_is_no_failure(workshop: Make, nemo: Nemo) -> None:
    """A row that met it is left, to be gone on with."""
    nemo.answers["/run_sse"] = (200, {"code": 2001, "message": "no credits"})
    with pytest.raises(Stopped):
        workshop().run(FILM, "A")
    assert "passed" == workshop().run(FILM, "A").outcome


def test_a_row_that_is_gone_before_it_begins_fails(workshop: Make, tmp_path: Path) -> None:
    """With its reason; no other row minds."""
    ended = workshop().run(Film("B", 2, 3, {"title": "x", "logo": str(tmp_path / "gone.jpg")}, "out/B"), "B")
    assert "failed" == ended.outcome
    assert "does not exist" in ended.error


def test_a_rows_own_journal_tells_the_batchs_engine(workshop: Make) -> None:
    """So that the row alone can be gone on with where the batch was."""
    shop = workshop()
    shop = dataclasses.replace(shop, order=dataclasses.replace(shop.order, engine=Engine("dask://10.0.0.7:8786")))
    shop.run(FILM, "A")
    assert "dask://10.0.0.7:8786" == past.start_of(past.read(shop.folder / past.ROWS / "A"))["engine"]
