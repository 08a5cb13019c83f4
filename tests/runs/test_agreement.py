"""Nobody is sent to the cloud unasked, where the local extra is not installed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from coreonly import RECIPE
from imgfree.errors import SetupError
from imgfree.runs import agreement, backend
from imgfree.settings import from_environment
from nemo import VIDEO, Nemo

Photo = Callable[[str], Path]
Bare = Callable[..., Ran]


@pytest.mark.parametrize("args", [("make", "make a clip", "a.jpg"), ("run", "clip.yaml"), ("chat", "a.jpg")])
def test_without_a_terminal_both_choices_are_named(
    tmp_path: Path, photo: Photo, bare: Bare, nemo: Nemo, args: tuple[str, ...]
) -> None:
    """Exit 6, the local extra's command and the cloud's option in words; not one request."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend="auto"))
    ran = bare(*args, stdin="make a clip\nexport\n" if args[0] == "chat" else None)
    assert 6 == ran.returncode, ran.stderr
    assert "'imgfree[local]'" in ran.stderr
    assert "--backend nemo" in ran.stderr
    assert [] == nemo.requests


@pytest.mark.parametrize("backend", ["auto", "nemo"])
def test_the_option_and_the_recipes_own_word_are_answers(
    tmp_path: Path, photo: Photo, bare: Bare, nemo: Nemo, backend: str
) -> None:
    """--backend nemo connects by itself, and so does a script that runs a recipe of the cloud; one line says so."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend=backend))
    ran = bare("run", "clip.yaml", *(["--backend", "nemo"] if backend == "auto" else []))
    assert 0 == ran.returncode, ran.stderr
    assert VIDEO == (tmp_path / "clip.mp4").read_bytes()
    assert 1 == ran.stderr.count("good for 7 days")


def test_a_look_at_a_run_asks_nobody(tmp_path: Path, photo: Photo, bare: Bare, nemo: Nemo) -> None:
    """--dry-run sends nothing, and so it needs no answer."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend="auto"))
    ran = bare("run", "clip.yaml", "--dry-run")
    assert 0 == ran.returncode, ran.stderr
    assert "you are asked first" in ran.stdout
    assert [] == nemo.requests


def test_a_token_is_an_answer_and_comes_first(tmp_path: Path) -> None:
    """Who set NEMO_TOKEN is not asked, not even about a recipe that pins the cloud."""

    def never(settings: object, pinned: bool) -> bool:
        raise AssertionError("asked")

    settings = from_environment({"NEMO_TOKEN": "nmv_usr_x", "IMGFREE_HOME": str(tmp_path)})
    assert "NEMO_TOKEN is set" == backend.choose("nemo", settings, by="the recipe", ask=never).because
    agreement.remember(settings, False)
    assert "nemo" == backend.choose("nemo", settings).name
    with pytest.raises(SetupError, match="not agreed to"):
        backend.choose("nemo", from_environment({"IMGFREE_HOME": str(tmp_path)}), by="the recipe", ask=never)
