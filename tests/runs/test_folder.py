"""The folder of a run: names that sort by time, and a warning where a run could not be resumed."""

from pathlib import Path

import pytest

from imgfree import events, journal
from imgfree.runs import folder
from imgfree.runs.app import App
from imgfree.runs.audience import Audience


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """Return this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return App.open()


def test_names_sort_by_time_and_end_by_chance(app: App) -> None:
    """A thousand names in a row: the time in front never falls; of one moment nearly all differ."""
    names = [folder.fresh(app).name for _ in range(1000)]
    assert len(set(names)) > 900
    times = [name[:18] for name in names]
    assert times == sorted(times)
    assert not app.settings.runs_dir.exists()


def test_an_audience_sees_the_events(app: App) -> None:
    """What is committed is in the log, and with every sink."""
    seen: list[str] = []
    there = folder.fresh(app)
    with folder.journaled(app, there, Audience([lambda event: seen.append(event["event"])])) as book:
        book.commit(events.RUN_STARTED)
    assert ["run.started"] == seen == [record["event"] for record in journal.read(there)]


@pytest.mark.parametrize("lasting", [True, False])
def test_without_a_home_a_lasting_run_warns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app: App, lasting: bool
) -> None:
    """Such a run cannot be resumed, and that is said before it begins; of a replay nobody expects it."""
    (tmp_path / "home").write_text("no folder")
    said: list[str] = []
    with folder.journaled(app, folder.fresh(app), Audience(warn=said.append), lasting=lasting):
        assert lasting == any("cannot be resumed" in text for text in said)
