"""Verdicts as a CI shows them."""

from collections.abc import Sequence
from pathlib import Path

from imgfree.console import junit
from imgfree.console.junit import Case
from imgfree.replays.judge import Verdict


def write(path: Path, verdicts: Sequence[Verdict], duration_s: float) -> None:
    """Write one suite with one test case for each verdict.

    Raises:
        SetupError: the file cannot be written.
    """
    junit.write(path, [_case(verdict) for verdict in verdicts], duration_s)


def _case(verdict: Verdict) -> Case:
    case = verdict.case
    told = "" if verdict.good else verdict.words()
    name = case.name or case.recipe.stem
    return Case(case.recipe.as_posix(), name, str(case.recipe), verdict.duration_s, told, verdict.outcome)
