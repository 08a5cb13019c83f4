"""How a run that was begun ends."""

from pathlib import Path

import pytest

from imgfree import events, journal
from imgfree.errors import Interrupted
from imgfree.events import Record
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.order import Order
from imgfree.runs.start import start
from nemo import Nemo

RECIPE = "version: 1\nname: money\nsteps:\n  - credits: 5\n  - {id: never, credits: 1, if: 'false'}\n"


@pytest.fixture
def app(tmp_path: Path, nemo: Nemo, monkeypatch: pytest.MonkeyPatch) -> App:
    """Return this process, in a folder with a recipe, `nemo` as its cloud."""
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    monkeypatch.setenv("NEMO_API_URL", nemo.url)
    monkeypatch.setenv("NEMO_TOKEN", "nmv_usr_of-the-test")
    monkeypatch.chdir(tmp_path)
    return App.open()


def order(*, advise: bool = False) -> Order:
    """Return an order for the cloud."""
    return Order(Path("clip.yaml"), {}, "nemo", Path(), advise=advise)


def test_an_interrupted_run_can_be_gone_on_with(app: App, tmp_path: Path) -> None:
    """Ctrl-C, whenever it comes: the log says so, and the error how to go on."""

    def press(record: Record) -> None:
        if record["event"] == events.STEP_FINISHED:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        start(app, order(), Audience(sinks=[press]))
    (folder,) = (tmp_path / ".imgfree" / "runs").iterdir()
    assert events.RUN_INTERRUPTED == journal.read(folder)[-1]["event"]
    assert folder.name in (caught.value.hint or "")
