"""The second run of a recipe: it replaces what the first one made, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from nemo import VIDEO, Nemo

Run = Callable[..., Ran]
RECIPE = (
    "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a 4-second clip\n"
    "  - export: mp4\n  - download: out/reel.mp4\n"
)


@pytest.fixture
def recipe(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a recipe that makes out/reel.mp4."""
    photo("a.jpg")
    path = tmp_path / "clip.yaml"
    path.write_text(RECIPE, encoding="utf-8")
    return path


def test_a_run_and_then_a_recorded_one(tmp_path: Path, recipe: Path, cloud: Run) -> None:
    """As docs/testing.md has it: the second line works right after the first, and so does a third with other words."""
    assert 0 == cloud("run", recipe).returncode
    assert 0 == cloud("run", recipe, "--record", "clip.cassette.yaml").returncode
    recipe.write_text(RECIPE.replace("4-second", "5-second"), encoding="utf-8")
    assert 0 == cloud("run", recipe).returncode
    assert VIDEO == (tmp_path / "out/reel.mp4").read_bytes()


def test_a_file_that_was_changed_stays(tmp_path: Path, recipe: Path, cloud: Run, nemo: Nemo) -> None:
    """It is refused before anything is sent, with the way out; on the user's word it goes."""
    assert 0 == cloud("run", recipe).returncode
    film = tmp_path / "out/reel.mp4"
    film.write_bytes(VIDEO + b"cut by hand")
    nemo.requests.clear()
    ran = cloud("run", recipe)
    assert (3, []) == (ran.returncode, nemo.requests)
    assert "'out/reel.mp4' exists" in ran.stderr
    assert "--overwrite" in ran.stderr
    assert film.read_bytes().endswith(b"cut by hand")
    assert 0 == cloud("run", recipe, "--overwrite").returncode
    assert VIDEO == film.read_bytes()


def test_another_recipe_asks_for_it(tmp_path: Path, recipe: Path, cloud: Run) -> None:
    """Its own `overwrite: true` is enough for a film of ours, and for that alone."""
    assert 0 == cloud("run", recipe).returncode
    other = tmp_path / "other.yaml"
    other.write_text(RECIPE.replace("4-second", "6-second"), encoding="utf-8")
    assert 3 == cloud("run", other).returncode
    text = RECIPE.replace("4-second", "7-second").replace("out/reel.mp4", "{to: out/reel.mp4, overwrite: true}")
    other.write_text(text, encoding="utf-8")
    assert 0 == cloud("run", other).returncode
    (tmp_path / "out/reel.mp4").write_bytes(b"mine")
    assert 3 == cloud("run", other).returncode
    assert b"mine" == (tmp_path / "out/reel.mp4").read_bytes()


def test_make_twice(tmp_path: Path, recipe: Path, cloud: Run) -> None:
    """The same words, photos and name: the film is made anew; other words are another film."""
    assert 0 == cloud("make", "a 4-second clip", "a.jpg", "-o", "reel.mp4").returncode
    again = cloud("make", "a 4-second clip", "a.jpg", "-o", "reel.mp4")
    assert 0 == again.returncode, again.stderr
    other = cloud("make", "a 9-second clip", "a.jpg", "-o", "reel.mp4")
    assert (3, True) == (other.returncode, "--overwrite" in other.stderr)
    assert 0 == cloud("make", "a 9-second clip", "a.jpg", "-o", "reel.mp4", "--overwrite").returncode


def test_what_cost_nothing_is_begun_afresh(tmp_path: Path, recipe: Path, imgfree: Run) -> None:
    """An unfinished run on this machine is no reason to stop: one sentence says so, and that it cost nothing."""
    recipe.write_text(RECIPE.partition("  - export")[0] + "  - credits: {at_least: 1000000000}\n", encoding="utf-8")
    first, second = (imgfree("run", recipe, "--backend", "local") for _ in range(2))
    assert (1, 1) == (first.returncode, second.returncode)
    assert "begins afresh" not in first.stderr
    assert 1 == second.stderr.count("begins afresh")


def test_two_steps_of_one_run_do_not_replace_each_others_film(recipe: Path, cloud: Run) -> None:
    """One name for two films is a mistake, in the first run as in the second one."""
    recipe.write_text(RECIPE + "  - {id: again, download: out/reel.mp4}\n", encoding="utf-8")
    for _ in range(2):
        ran = cloud("run", recipe, "--new")
        assert 3 == ran.returncode
        assert "FAILED  again" in ran.stderr
        assert "'out/reel.mp4' exists" in ran.stderr


def test_what_may_be_paid_is_not_begun_twice_without_a_key(
    tmp_path: Path, recipe: Path, cloud: Run, nemo: Nemo
) -> None:
    """A home that was lost is no reason to pay again unasked, though nothing can be gone on with."""
    nemo.broken = "/files/"
    assert 4 == cloud("run", recipe).returncode
    shutil.rmtree(tmp_path / "home")
    ran = cloud("run", recipe)
    assert (3, 1) == (ran.returncode, sum(nemo.instructs.values()))
    assert "with --new" in ran.stderr
    assert "resume" not in ran.stderr


def test_a_run_is_resumed_from_another_folder(tmp_path: Path, recipe: Path, cloud: Run, nemo: Nemo) -> None:
    """What was named relative to the first folder stays there."""
    runs = {"IMGFREE_RUNS_DIR": str(tmp_path / "runs")}
    nemo.broken = "/files/"
    assert 4 == cloud("run", recipe, env=runs).returncode
    nemo.broken = "-"
    (tmp_path / "elsewhere").mkdir()
    ran = cloud("resume", cwd=tmp_path / "elsewhere", env=runs)
    assert 0 == ran.returncode, ran.stderr
    assert VIDEO == (tmp_path / "out/reel.mp4").read_bytes()


def test_a_replay_does_not_cost_the_film(tmp_path: Path, recipe: Path, cloud: Run) -> None:
    """What it writes may be a placeholder: it replaces what a replay left, never what a run made."""
    assert 0 == cloud("run", recipe, "--record", "c.yaml", "--record-media", "digest").returncode
    ran = cloud("run", recipe, "--replay", "c.yaml")
    assert (3, True) == (ran.returncode, "exists already" in ran.stderr)
    assert VIDEO == (tmp_path / "out/reel.mp4").read_bytes()
    assert [0, 0] == [cloud("run", recipe, "--replay", "c.yaml", "--out", "again").returncode for _ in range(2)]
