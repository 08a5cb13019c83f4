"""How a batch is summed up: words, an object, an exit code."""

from pathlib import Path

import pytest

from imgfree.batches.board import Counts
from imgfree.batches.summary import Summary
from imgfree.errors import BackendUnreachable, ImgfreeError, SetupError


def summary(counts: Counts, why: ImgfreeError | None = None, failed: int = 0) -> Summary:
    """Return the summary of such a batch."""
    rows = tuple({"key": str(n), "outcome": "failed", "error": "no", "at": "a.yaml:1:1"} for n in range(failed))
    return Summary("b1", Path("b1"), Path("out"), "local", counts, 1.5, why, rows)


@pytest.mark.parametrize(
    ("counts", "why", "code", "outcome"),
    [
        (Counts(2, 2), None, 0, "passed"),
        (Counts(2, 1, 1), None, 1, "failed"),
        (Counts(2, 1, 0, 1), None, 1, "failed"),
        (Counts(2, 1), BackendUnreachable("no line"), 4, "stopped"),
        (Counts(2, 1), SetupError("no disk"), 6, "stopped"),
    ],
)
def test_exit_codes(counts: Counts, why: ImgfreeError | None, code: int, outcome: str) -> None:
    """0 all done, 1 some not, else what stopped it."""
    assert (code, outcome) == ((found := summary(counts, why)).exit_code, found.as_json()["outcome"])


def test_words_say_what_became_of_the_rows() -> None:
    """Failed ones by name, ten of them; then the counts, then the pieces."""
    lines = list(summary(Counts(20, 5, 12, 1, 2, 60, 14), failed=12).lines())
    assert "failed: 0 · no (a.yaml:1:1)" == lines[0]
    assert "… and 2 more, all in out/results.csv" == lines[10]
    assert ["20 rows: 5 done, 12 failed, 1 refused, 2 left (2 of them before)", "60 pieces, 14 painted"] == lines[11:]


def test_an_object_for_scripts() -> None:
    """Every figure."""
    found = summary(Counts(3, 1, 1, 0, 0, 6, 2, 1.0), failed=1).as_json()
    assert {"all": 3, "passed": 1, "failed": 1, "refused": 0, "left": 1, "before": 0} == found["rows"]
    assert {"all": 6, "painted": 2} == found["pieces"]
    assert ["0"] == [row["key"] for row in found["failed"]]
