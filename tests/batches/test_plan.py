"""What a batch would come to, without a socket."""

from collections.abc import Callable
from pathlib import Path

from commandline import Ran, printed


def test_a_plan_sends_nothing(
    tmp_path: Path, clip: Path, rows: Callable[..., Path], imgfree: Callable[..., Ran], no_sockets: str
) -> None:
    """Rows, films, files, credits and time; no folder is made."""
    rows(*"ABCDEFG")
    asked = ("batch", "clip.yaml", "rows.csv", "--key", "sku", "--backend", "local", "--dry-run")
    found = printed(imgfree(*asked, "--json", "--matrix", "seconds=4,8", before=no_sockets))
    assert (7, 14, 14, 0) == (found["rows"], found["films"], found["renders"], found["refused"])
    assert [14, 14] == found["credits"]
    assert found["duration_s"][0] > 0
    assert ["A-4", "A-8", "B-4", "B-8", "C-4"] == [one["key"] for one in found["first"]]
    assert not (tmp_path / ".imgfree").exists()
    lines = imgfree(*asked, before=no_sockets).stdout.splitlines()
    assert ["rows: 7", "  A → out/A/  title=Title A"] == lines[:2]
    assert "credits: 7" in lines


def test_files_that_rows_share_are_counted(
    tmp_path: Path, clip: Path, rows: Callable[..., Path], imgfree: Callable[..., Ran]
) -> None:
    """Each is there once, however many rows name it."""
    (tmp_path / "rows.csv").write_text("title,photos,logo\nx,a.jpg;b.jpg,b.jpg\ny,a.jpg,b.jpg\n", encoding="utf-8")
    found = printed(imgfree("batch", "clip.yaml", "rows.csv", "--backend", "local", "--dry-run", "--json"))
    assert (2, 2) == (found["files"], found["shared_files"])


def test_a_cloud_plan_counts_sessions(clip: Path, rows: Callable[..., Path], imgfree: Callable[..., Ran]) -> None:
    """As the vendor does; rows that cannot be run are told."""
    path = rows("A", "B", "C")
    path.write_text(path.read_text(encoding="utf-8") + "D,\n", encoding="utf-8")
    asked = ("batch", "clip.yaml", "rows.csv", "--key", "sku", "--backend", "nemo", "--dry-run", "--skip-bad-rows")
    lines = imgfree(*asked).stdout.splitlines()
    assert "rows: 3, and 1 that cannot be run" == lines[0]
    assert "credits: 150" in lines


def test_what_would_end_a_row_is_told(
    tmp_path: Path, clip: Path, rows: Callable[..., Path], imgfree: Callable[..., Ran]
) -> None:
    """A photo that is none, with its row."""
    rows("A", "B")
    (tmp_path / "a.jpg").write_text("no photo", encoding="utf-8")
    ran = imgfree("batch", "clip.yaml", "rows.csv", "--key", "sku", "--backend", "local", "--dry-run")
    assert 3 == ran.returncode
    assert "row 1 ('A'): " in ran.stderr
    assert "not what its name says" in ran.stderr


def test_an_engine_is_told_and_not_asked(
    clip: Path, rows: Callable[..., Path], imgfree: Callable[..., Ran], no_sockets: str
) -> None:
    """How many rows it takes only it can tell; for the cloud there is none."""
    rows("A", "B")
    asked = ("batch", "clip.yaml", "rows.csv", "--dry-run", "--engine", "dask://10.0.0.7:8786")
    found = printed(imgfree(*asked, "--backend", "local", "--json", before=no_sockets))
    assert ("dask://10.0.0.7:8786", None) == (found["engine"], found["jobs"])
    assert 1 == printed(imgfree(*asked, "--backend", "local", "--json", "--jobs", "1", before=no_sockets))["jobs"]
    assert "; pieces by dask://10.0.0.7:8786)" in imgfree(*asked, "--backend", "local", before=no_sockets).stdout
    refused = imgfree(*asked, "--backend", "nemo", before=no_sockets)
    assert 6 == refused.returncode
    assert "--engine" in refused.stderr
