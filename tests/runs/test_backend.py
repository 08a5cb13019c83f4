"""Where a run happens is decided once, and the reason is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.errors import SetupError
from imgfree.media_types import CLOUD_SUFFIXES, LOCAL_SUFFIXES
from imgfree.runs import backend
from imgfree.settings import Settings, from_environment


@pytest.fixture
def nobody(tmp_path: Path) -> Settings:
    """Return the settings of who has no token."""
    return from_environment({"IMGFREE_HOME": str(tmp_path)})


@pytest.mark.parametrize(
    ("wanted", "by", "token", "name", "because"),
    [
        ("auto", "--backend", None, "local", "no token is set, and the local extra is installed"),
        ("auto", "--backend", "x", "nemo", "NEMO_TOKEN is set"),
        ("local", "--backend", "x", "local", "--backend says so"),
        ("nemo", "--backend", None, "nemo", "--backend says so"),
        ("local", "the recipe", "x", "local", "the recipe says so"),
        ("nemo", "the recipe", None, "nemo", "the recipe says so"),
    ],
)
def test_who_says_so(nobody: Settings, wanted: str, by: str, token: str | None, name: str, because: str) -> None:
    """An option is obeyed, then a token, then what is installed."""
    choice = backend.choose(wanted, replace(nobody, token=token), by=by)
    assert (name, because) == (choice.name, choice.because)


def test_an_answer_of_no_is_heard(nobody: Settings) -> None:
    """Who is asked about a recipe of the cloud and says no stays here."""
    with pytest.raises(SetupError, match="not agreed to"):
        backend.choose("nemo", nobody, by="the recipe", ask=lambda settings, pinned: not pinned)


def test_each_takes_its_own_formats() -> None:
    """The local backend takes more kinds of files."""
    assert (LOCAL_SUFFIXES, CLOUD_SUFFIXES) == tuple(backend.Choice(name, "").formats for name in ("local", "nemo"))


def test_the_local_one_is_polled_in_real_time(nobody: Settings) -> None:
    """However fast protocol time runs: the answer is in seconds of it."""
    poll_s, limit_s = backend.local_pace(replace(nobody, time_scale=0.001))
    assert (backend.LOCAL_POLL_S, float("inf")) == (pytest.approx(poll_s * 0.001), limit_s)
