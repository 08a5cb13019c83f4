"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from imgfree.cassette import media
from imgfree.provenance import look
from nemo import Nemo

Imgfree = Callable[..., Ran]


def test_a_limit_holds_from_the_command_line_on(tmp_path: Path, cloud: Imgfree, photo: Callable[[str], Path]) -> None:
    """--max-download ends a larger film, says how to allow it, and leaves nothing; a resume may say another."""
    photo("a.jpg")
    text = "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a reel\n  - export: mp4\n  - download: a.mp4\n"
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    ran = cloud("run", "r.yaml", "--max-download", "10kB")
    assert 3 == ran.returncode
    assert "limit of 0.01 MB" in ran.stderr
    assert "--max-download SIZE" in ran.stderr
    assert [] == [path.name for path in tmp_path.iterdir() if "mp4" in path.name]
    assert 3 == cloud("resume").returncode
    assert 0 == cloud("resume", "--max-download", "1MB").returncode


def test_what_films_say_is_said_once_for_all_that_make_some(
    tmp_path: Path, cloud: Imgfree, photo: Callable[[str], Path], nemo: Nemo
) -> None:
    """--carry of make and of a batch, and one that is only said when a batch is gone on with."""
    photo("a.jpg")
    nemo.film = media.placeholder("mp4")
    assert 0 == cloud("make", "a reel", "a.jpg", "-o", "m.mp4", "--carry").returncode
    text = "version: 1\ninputs: {title: {type: string}}\nsteps:\n  - upload: a.jpg\n  - instruct: a reel\n"
    (tmp_path / "r.yaml").write_text(f"{text}  - export: mp4\n  - download: f.mp4\n", encoding="utf-8")
    (tmp_path / "rows.csv").write_text("title\none\n", encoding="utf-8")
    assert 0 == cloud("batch", "r.yaml", "rows.csv", "--out", "first", "--carry").returncode
    nemo.broken = "/files/"
    stopped = cloud("batch", "r.yaml", "rows.csv", "--out", "later", "--new")
    assert 0 != stopped.returncode
    nemo.broken = "-"
    ran = cloud("resume", "--carry", "--retry", "failed")
    assert 0 == ran.returncode, ran.stderr
    for film, title in (("m.mp4", None), ("first/f.mp4", "one"), ("later/f.mp4", "one")):
        mark = look(tmp_path / film).mark
        assert mark is not None
        assert mark.carried is not None
        assert title == mark.carried.inputs.get("title")
