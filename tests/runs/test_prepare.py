"""What is checked before a run begins, and that nothing is sent or written for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.errors import InputRefused, PathRefused, RightMissing
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.order import Order
from imgfree.runs.prepare import prepare

RECIPE = """\
version: 1
env: [SHOP]
inputs:
  photo: {type: string, format: image}
  song: {type: string, format: uri, default: "https://songs.example/b.mp3"}
steps:
  - upload: "{{ inputs.photo }}"
  - instruct: "a reel of {{ env.SHOP }}"
  - export: mp4
  - download: {to: reel.mp4}
"""
SHOP = Rights(allow_env=("SHOP",))


@pytest.fixture
def app(tmp_path: Path, photo: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> App:
    """Return this process, in a folder with a recipe and a photo."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    monkeypatch.setenv("SHOP", "the-secret-shop")
    monkeypatch.chdir(tmp_path)
    return App.open()


def order(rights: Rights = SHOP, **sets: str) -> Order:
    """Return an order for the local backend."""
    return Order(Path("clip.yaml"), {"photo": "a.jpg", **sets}, "local", Path(), rights)


def test_what_is_right_is_ready(app: App, tmp_path: Path) -> None:
    """Inputs are found, the backend is chosen; only the recipe's folder is as it was."""
    before = sorted(tmp_path.iterdir())
    ready = prepare(app, order())
    assert (str(tmp_path / "a.jpg"), "local") == (ready.inputs.values["photo"], ready.choice.name)
    assert before == sorted(tmp_path.iterdir())


def test_what_the_environment_gives_is_masked(app: App) -> None:
    """A variable that a recipe may read is told to nobody."""
    prepare(app, order())
    assert "the-secret-shop" not in app.redactor.text("a reel of the-secret-shop")


def test_hosts_that_set_names_may_be_asked(app: App) -> None:
    """Whoever gives an address on the command line means it; a resume has that right, too."""
    ready = prepare(app, order(song="https://songs.example:8443/a.mp3"))
    assert ("songs.example:8443",) == ready.rights.allow_hosts == ready.order.rights.allow_hosts


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda: order(photo="b.jpg"), InputRefused),
        (lambda: order(rights=Rights()), RightMissing),
        (lambda: (Path("reel.mp4").touch(), order())[1], PathRefused),
    ],
    ids=["no such photo", "no right", "a film is there"],
)
def test_what_is_wrong_is_refused(app: App, wrong: Callable[[], Order], error: type[Exception]) -> None:
    """Each in its own words, before there is a run."""
    with pytest.raises(error):
        prepare(app, wrong())
    assert not app.settings.runs_dir.exists()
