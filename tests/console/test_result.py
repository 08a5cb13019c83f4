"""How a command ends: in the form that its options ask for, without secrets."""

import json
from collections.abc import Callable

import pytest

from commandline import Ran
from imgfree.errors import MOST_PROBLEMS, Problem, RecipeInvalid, error_as_json, error_as_text

Imgfree = Callable[..., Ran]


def test_few_problems_are_shown_and_all_are_counted() -> None:
    """A reader gets ten and a number, a script gets all."""
    error = RecipeInvalid([Problem(f"number {n}") for n in range(MOST_PROBLEMS + 5)])
    assert f"error: number {MOST_PROBLEMS - 1}\n… and 5 more" in error_as_text(error)
    assert MOST_PROBLEMS + 5 == len(error_as_json(error)["problems"])


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("as_json", [True, False])
def test_a_failure_has_the_form_that_was_asked_for(imgfree: Imgfree, log_format: str, as_json: bool) -> None:
    """--json is one object on stdout; --log-format json one on stderr, else words; the code is the same."""
    ran = imgfree("run", "nowhere.yaml", "--log-format", log_format, *(["--json"] if as_json else []))
    assert 3 == ran.returncode
    if as_json:
        assert "RecipeUnreadable" == json.loads(ran.stdout)["error"]["type"]
    else:
        assert "" == ran.stdout
    if log_format == "json":
        assert "run.failed" == json.loads(ran.stderr)["event"]
    else:
        assert ran.stderr.startswith("error: ")


def test_a_token_in_an_error_is_masked(imgfree: Imgfree) -> None:
    """Whatever a user has typed where."""
    ran = imgfree("run", "nmv_usr_secret.yaml", "--json", env={"NEMO_TOKEN": "nmv_usr_secret"})
    assert "nmv_usr_secret" not in ran.stdout + ran.stderr
