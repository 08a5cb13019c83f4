"""The loop of a conversation."""

from collections.abc import Callable
from pathlib import Path

from nemo import Nemo
from piped import piped

Photo = Callable[[str], Path]


def test_a_failure_is_said_once_and_the_conversation_goes_on(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Nothing to export, a file that is none, one that is missing: errors in words, and the next line is heard."""
    photo("a.jpg")
    (tmp_path / "fake.jpg").write_text("no picture at all")
    ran = piped(tmp_path, nemo, "export\n./fake.jpg\n./gone.jpg make it warm\na.jpg\nmake a clip\n")
    assert 1 == ran.stderr.count("nothing to export")
    assert 1 == ran.stderr.count("fake.jpg")
    assert 1 == ran.stderr.count("no file 'gone.jpg'")
    for advice_of_recipes in ("`instruct:`", "overwrite:", "FAILED", "-->"):
        assert advice_of_recipes not in ran.stderr
    assert {"make a clip": 1} == nemo.instructs
    assert 3 == ran.returncode


def test_words_are_not_paid_for_without_their_files(tmp_path: Path, nemo: Nemo) -> None:
    """On a pipe, a file of the command line that is not there ends the conversation, before anything is said."""
    ran = piped(tmp_path, nemo, "make a clip\nexport\n", "gone.jpg")
    assert 3 == ran.returncode
    assert "no file 'gone.jpg'" in ran.stderr
    assert not nemo.instructs
