"""A batch as a page: whole, safe, small."""

from pathlib import Path
from typing import Any

import pytest

from imgfree.batches import page
from imgfree.batches.board import Counts
from imgfree.batches.summary import Summary
from imgfree.redaction import Redactor
from imgfree.report.texts import Texts
from reportpage import Page
from thorough import many


def told(key: str, outcome: str = "passed", path: str = "", **more: Any) -> tuple[dict[str, Any], str]:
    """Return a row as the results tell it, and its words."""
    facts = {"key": key, "outcome": outcome, "paths": [path] if path else [], "seconds": 2.0}
    return {**facts, "error": "", "at": "", "hint": "", **more}, f"Title {key}"


def made(tmp_path: Path, rows: list[tuple[dict[str, Any], str]], counts: Counts) -> str:
    """Return the page of these rows."""
    summary = Summary("b1", tmp_path, Path("out"), "local", counts, 90.0, None)
    texts = Texts(Redactor(), str(tmp_path))
    began = "2026-11-22T12:34:56.789Z"
    return page.html(tmp_path, summary, rows, title="catalogue", began=began, texts=texts, base=tmp_path)


def test_failures_come_first(tmp_path: Path) -> None:
    """Then what was refused, what is left, and what is done; with totals and the slowest."""
    bad = told("C", "failed", error="no photo", at="clip.yaml:3:1", hint="add one")
    rows = [
        told("A"),
        told("B", seconds=9.0),
        bad,
        told("D", "left", seconds=None),
        told("E", "refused", error="wrong"),
    ]
    (tmp_path / "page.html").write_text(made(tmp_path, rows, Counts(5, 2, 1, 1, 0, 60, 14, 3.0)), encoding="utf-8")
    text = Page(tmp_path / "page.html").text
    places = [text.index(f"Title {key}") for key in "CEDAB"]
    assert sorted(places) == places
    for part in ("no photo", "clip.yaml:3:1", "add one", "60, 14 painted", "imgfree resume b1", "out/results.csv"):
        assert part in text
    assert text.index("B 9.0 s") < text.index("A 2.0 s")


def test_nothing_of_a_row_is_taken_for_the_page(tmp_path: Path) -> None:
    """Names are text, links stay in place, and scripts of others do not run."""
    evil = '"><script>alert(1)</script>'
    text = made(tmp_path, [told(evil, "failed", f"out/{evil}.mp4", error=evil)], Counts(1, 0, 1))
    assert text.count("<script>") == 1
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    found = Page(tmp_path / "page.html")
    assert ["./out/%22%3E%3Cscript%3Ealert%281%29%3C/script%3E.mp4"] == [
        link["href"] for link in found.all("a") if not str(link["href"]).startswith("#")
    ]
    assert "default-src 'none'" in text


@pytest.mark.slow
def test_many_rows_stay_small(tmp_path: Path) -> None:
    """Below 2 MB, each with a cover; the covers are real pictures of noise, which compress badly."""
    import numpy as np
    from PIL import Image

    count = many(200, 1000)
    noise = np.random.default_rng(1).integers(0, 255, (426, 240, 3), dtype=np.uint8)
    for number in range(10):
        Image.fromarray(np.roll(noise, number, 0)).save(tmp_path / f"{number}.jpg", quality=95)
    rows = [told(f"SKU-{number}-a-rather-long-key", path=f"{number % 10}.jpg") for number in range(count)]
    text = made(tmp_path, rows, Counts(count, count))
    assert len(text.encode()) < 2_000_000
    few = made(tmp_path, rows[:10], Counts(10, 10))
    assert 10 == few.count('<img src="data:image/jpeg;base64,')


def test_more_rows_than_a_page_has_room_for_are_counted(tmp_path: Path) -> None:
    """The list has all of them."""
    rows = [told(str(number)) for number in range(page.MOST_ROWS + 50)]
    text = made(tmp_path, rows, Counts(len(rows), len(rows)))
    assert "… and 50 more rows, all in out/results.csv." in text
    assert len(text.encode()) < 2_000_000
