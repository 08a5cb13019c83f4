"""What was asked for is written to the journal and read back in one place, so that a resume asks for the same."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from imgfree.engine import Engine
from imgfree.rights import Rights
from imgfree.runs.cassette import Tape
from imgfree.runs.order import Order
from nemo import Nemo

CWD = Path("/films")
GIVEN = Rights((Path("/photos"),), ("SHOP",), ("cdn.example:8443",), overwrite=True, max_download_bytes=5)
FORGOTTEN = {"new", "advise", "defaults"}  # they say how a run begins, which a resume does not do again
RECIPE = """\
version: 1
steps:
  - upload: a.jpg
  - instruct: make a 12-second reel
  - export: mp4
  - download: reel.mp4
"""


@pytest.fixture
def order() -> Order:
    """Return an order in which nothing is left at its default, but for what a resume has no use for."""
    tape = Tape(record=Path("t.yaml"), media="digest")
    more = {"report": Path("r.html"), "brand": Path("/r/brand.yaml"), "within": (Path("/photos"),)}
    more |= {"engine": Engine("dask://a:1", Path("/s")), "marks": "recipe"}
    return Order(Path("/r/a.yaml"), {"n": "1"}, "local", Path("out"), GIVEN, tape, strict=True, **more)


def began(order: Order) -> dict[str, Any]:
    """Return what `run.started` says of it."""
    return {**order.to_event(CWD), "backend": order.backend}


def test_all_of_it_survives(order: Order) -> None:
    """Every field is read back as it was given; a field that is added to an order has to be, too."""
    plain = Order(Path("x"), {}, None, Path())
    same = [one.name for one in dataclasses.fields(Order) if getattr(plain, one.name) == getattr(order, one.name)]
    assert FORGOTTEN == set(same)
    assert order == Order.from_event(began(order), cwd=CWD)


def test_paths_lead_to_where_they_were_given(order: Order, tmp_path: Path) -> None:
    """From another folder, the folder for downloads, the cassette and the report are those of the run's own."""
    seen = Order.from_event(began(order), cwd=tmp_path)
    assert (CWD / "out", CWD / "t.yaml", CWD / "r.html") == (seen.out, seen.tape.record, seen.report)


def test_later_rights_come_on_top(order: Order) -> None:
    """What was given when the run was resumed is added."""
    later = Order.from_event(began(order), Rights(allow_hosts=("b.example",)).to_event(), {}, cwd=CWD)
    assert ("cdn.example:8443", "b.example") == later.rights.allow_hosts


def test_a_journal_of_an_older_version_is_read(order: Order) -> None:
    """What it does not tell was not asked for."""
    told = {
        name: value for name, value in began(order).items() if name not in ("strict", "report", "record_media", "brand")
    }
    seen = Order.from_event(told, cwd=CWD)
    assert (False, None, None, "keep") == (seen.strict, seen.report, seen.brand, seen.tape.media)


def test_a_resumed_recording_leaves_videos_out_as_it_began(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran], nemo: Nemo
) -> None:
    """--record-media digest holds for what a resume records, and --report for how it ends."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    nemo.fail_render = "no"
    options = ("--record", "t.yaml", "--record-media", "digest", "--report", "told.html")
    assert 4 == cloud("run", "clip.yaml", *options).returncode
    assert "a step failed" in (tmp_path / "told.html").read_text(encoding="utf-8")
    nemo.fail_render = None
    done = cloud("resume")
    assert 0 == done.returncode, done.stderr
    assert (tmp_path / "reel.mp4").exists()
    assert not (tmp_path / "t.bodies").exists()
    assert "every step is done" in (tmp_path / "told.html").read_text(encoding="utf-8")
