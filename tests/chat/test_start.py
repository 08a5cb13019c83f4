"""A conversation begun: its backend, its account."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from nemo import Nemo
from piped import piped

Photo = Callable[[str], Path]


def test_a_refused_token_is_not_asked_for_with_every_line(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """One refusal, with its one repetition, holds for the whole conversation."""
    photo("a.jpg")
    nemo.limited = True
    ran = piped(tmp_path, nemo, "a.jpg\nmake a clip\nexport\nstatus\n", "--backend", "nemo", env={"NEMO_TOKEN": ""})
    assert 4 == ran.returncode
    assert 2 == sum(path.endswith("anonymous-token") for _, path in nemo.requests)


def test_the_free_account_is_told_in_one_line(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Whoever comes without a token hears of the account and its seven days, once."""
    photo("a.jpg")
    ran = piped(tmp_path, nemo, "make a clip\n", "a.jpg", "--backend", "nemo", env={"NEMO_TOKEN": ""})
    assert ran.stderr.startswith("Setting up...")
    assert 1 == ran.stderr.count("good for 7 days")
    assert "nmv_" not in ran.stderr


@pytest.mark.parametrize(("files", "lines"), [(["a.jpg"], ""), ([], "make a clip\n"), ([], "")])
def test_that_nobody_answers_is_told_once(
    tmp_path: Path, photo: Photo, nemo: Nemo, files: list[str], lines: str
) -> None:
    """Where the first file or the first words meet the same failure, that is the one which is told."""
    photo("a.jpg")
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # and does not listen
        env = {"NEMO_API_URL": f"http://127.0.0.1:{deaf.getsockname()[1]}", "NEMO_TOKEN": ""}
        ran = piped(tmp_path, nemo, lines, *files, "--backend", "nemo", env=env)
    assert 1 == ran.stderr.count("error: cannot reach"), ran.stderr
