"""A replay leaves the cassette, the home and the folder as they are, and says what came of it."""

from pathlib import Path

import pytest

from imgfree.replays.cases import Case
from imgfree.replays.replay import replay
from imgfree.runs.app import App
from reels import REEL, Run

CASE = Case(Path("recipes/reel.yaml"), Path("cassettes/reel.yaml"))


@pytest.fixture
def app(project: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """Return this process in the project."""
    monkeypatch.chdir(project)
    return App.open()


def test_outputs_steps_files_and_events_are_told(
    app: App, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As expressions see them; all that is written is below the folder that was given."""
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    folder = tmp_path_factory.mktemp("apart")
    got = replay(app, CASE, folder)
    assert ("passed", None, 0, "") == (got.outcome, got.error, got.exit_code, got.message)
    assert (folder / "out/out/reel.mp4",) == got.files
    assert 12 == got.steps["cut"]["timeline"]["duration_s"]
    assert any(line.startswith("cut: step.finished") for line in got.events)
    assert before == {path: path.stat().st_mtime_ns for path in project.rglob("*")}


def test_downloads_may_go_elsewhere(app: App, project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`out` is for them alone."""
    got = replay(app, CASE, tmp_path_factory.mktemp("apart"), out=project / "films")
    assert (project / "films/out/reel.mp4",) == got.files
    assert got.files[0].exists()
    assert not (project / ".imgfree/runs" / got.files[0].name).exists()


def test_the_step_that_failed_is_named(app: App, project: Path, tmp_path: Path) -> None:
    """A failure is an answer: what failed, where, and what `imgfree run --replay` would have ended with."""
    (project / "recipes/reel.yaml").write_text(REEL.replace("12-second", "9-second"), encoding="utf-8")
    got = replay(app, CASE, tmp_path / "apart")
    assert ("failed", 5, "cut") == (got.outcome, got.exit_code, got.failed_step)
    assert "in step 'cut'" in got.message


def test_a_recipe_that_cannot_be_read_is_an_answer_too(app: App, project: Path, tmp_path: Path, cloud: Run) -> None:
    """Nothing was replayed, and no step is to blame."""
    (project / "recipes/reel.yaml").write_text("version: 1\n", encoding="utf-8")
    got = replay(app, CASE, tmp_path / "apart")
    assert ("failed", 3, None, ()) == (got.outcome, got.exit_code, got.failed_step, got.events)


def test_what_is_apart_masks_every_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also the key of a model: a cassette is recorded anew with it."""
    secrets = {"NEMO_TOKEN": "nmv_usr_of-test", "NEMO_CLIENT_ID": "client-of-test", "IMGFREE_MODEL_KEY": "key-of-test"}
    model = {"IMGFREE_EAR": "model", "IMGFREE_MODEL_URL": "http://127.0.0.1:9/v1", "IMGFREE_MODEL": "small"}
    for name, value in {**secrets, **model}.items():
        monkeypatch.setenv(name, value)
    assert "***, ***, ***" == App.open().apart(tmp_path).redactor.text(", ".join(secrets.values()))
