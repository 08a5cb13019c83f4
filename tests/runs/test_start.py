"""How a run begins: what is said before it, and what its first event holds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import journal
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY, Audience
from imgfree.runs.order import Order
from imgfree.runs.start import start
from nemo import Nemo

RECIPE = """\
version: 1
name: clip
steps:
  - upload: a.jpg
  - instruct: make a 12-second reel
  - export: mp4
  - download: reel.mp4
  - id: never
    if: false
    export: gif
"""


@pytest.fixture
def app(tmp_path: Path, nemo: Nemo, photo: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> App:
    """Return this process, with `nemo` as its cloud, where a recipe is."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    for name, value in nemo.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return App.open()


def order(*, new: bool = False, advise: bool = False) -> Order:
    """Return an order for the recipe."""
    return Order(Path("clip.yaml"), {}, None, Path(), new=new, advise=advise)


def test_the_first_event_holds_the_order_and_what_it_runs_with(app: App) -> None:
    """All that a resume asks for, the digests of what was given, and why it runs there."""
    where = app.settings.runs_dir / "mine"
    ended = start(app, order(), NOBODY, where)
    assert ("passed", "mine") == (ended.outcome, ended.run_id)
    began = journal.read(where)[0]
    assert Order.from_event(began, cwd=app.settings.cwd).out == Path()
    assert ("nemo", "NEMO_TOKEN is set", "clip", 5) == tuple(
        began[name] for name in ("backend", "because", "name", "steps")
    )
    assert 64 == len(began["recipe_sha256"])
    assert ["events.jsonl", "events.lock", "inputs.json", "recipe.yaml"] == sorted(one.name for one in where.iterdir())


def test_advice_is_for_who_wants_it(app: App) -> None:
    """What in the recipe is most likely not meant is told before the run, and to nobody unasked."""
    told: list[str] = []
    start(app, order(advise=True), Audience(tell=told.append))
    assert 1 == len(told)
    assert told[0].startswith("warning: ")
    start(app, order(new=True), Audience(tell=told.append))
    assert 1 == len(told)


def test_a_failure_is_the_runs_end(app: App, nemo: Nemo) -> None:
    """It is returned, not raised, and in the log with its exit code; all before it is kept."""
    nemo.fail_render = "no"
    ended = start(app, order(), NOBODY)
    last = journal.read(ended.run_dir)[-1]
    assert ("failed", "run.failed", 4, 2, 1) == (
        *(ended.outcome, last["event"], last["exit_code"], last["steps_passed"], last["steps_failed"]),
    )
