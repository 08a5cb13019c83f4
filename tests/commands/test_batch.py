"""imgfree batch, as it is typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--only", "A", "--limit", "3"), "--only, --sample and --limit exclude each other"),
        (("--matrix", "aspect"), "'aspect' is not NAME=VALUE,VALUE"),
        (("--matrix", "aspect=1:1,1:1"), "'aspect=1:1,1:1' names a value twice"),
        (("--map", "title"), "'title' is not NAME=VALUE"),
        (("--rate", "often"), "'often' is no rate: write it as 10/min, 2/s or 500/h"),
        (("--max-failures", "x"), "'x' is no number of failures: write 5, or 10%"),
        (("--deadline", "5"), "'5' is not a length of time"),
        (("--jobs", "0"), "0 is not in the range"),
    ],
)
def test_a_wrong_command_line_is_told(imgfree: Callable[..., Ran], args: tuple[str, ...], told: str) -> None:
    """With exit code 2, before any file is read."""
    ran = imgfree("batch", "clip.yaml", "rows.csv", *args)
    assert 2 == ran.returncode
    assert told in ran.stderr


def test_values_with_commas_are_quoted(
    tmp_path: Path, imgfree: Callable[..., Ran], photo: Callable[[str], Path]
) -> None:
    """As in a CSV; each has its film."""
    (tmp_path / "clip.yaml").write_text(
        "version: 1\nname: c\ninputs: {t: {type: string}, n: {type: integer}}\nsteps: [{instruct: '{{ inputs.t }}'}]\n"
    )
    (tmp_path / "rows.csv").write_text("n\n1\n")
    ran = imgfree("batch", "clip.yaml", "rows.csv", "--backend", "local", "--dry-run", "--matrix", 't="a, b",c')
    assert "  1-a, b → out/1-a, b/  n=1 t=a, b" in ran.stdout, ran.stderr
