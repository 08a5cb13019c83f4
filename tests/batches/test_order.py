"""What was asked for, kept in a ledger and read back."""

import json
from pathlib import Path

import pytest

from imgfree.batches.order import BatchOrder, Choosing, Failures, Limits, Rate, failures_of, rate_of
from imgfree.errors import InputRefused
from imgfree.rights import Rights


def test_an_order_comes_back_from_its_event(tmp_path: Path) -> None:
    """Whole, through JSON; paths are found from anywhere."""
    limits = Limits(10, Failures(5, True), Rate(10, 60.0), 3, 600.0)
    order = BatchOrder(
        *(tmp_path / "a.yaml", tmp_path / "rows.xlsx"),
        sheet="Tab",
        columns={"title": "headline"},
        sets={"aspect": "1:1"},
        separator="|",
        key="sku",
        matrix={"seconds": ("4", "8")},
        out="x/{{ row.key }}",
        choosing=Choosing(("A", "B"), 5, None),
        skip_bad_rows=True,
        backend="local",
        rights=Rights(overwrite=True),
        strict=True,
        limits=limits,
        report=tmp_path / "r.html",
        junitxml=tmp_path / "r.xml",
        brand=tmp_path / "brand.yaml",
        marks="recipe",
    )
    event = json.loads(json.dumps({**order.to_event(tmp_path), "backend": "local"}))
    back = BatchOrder.from_event(event)
    assert {**vars(order), "matrix": {"seconds": ["4", "8"]}} == vars(back)


def test_later_limits_hold() -> None:
    """What a resume does not name stays."""
    assert Limits(max_credits=5, jobs=2) == Limits(max_credits=5, jobs=8).with_those_of(Limits(jobs=2))


def test_failures_are_a_count_or_a_share() -> None:
    """Of all rows."""
    assert [False, True] == [failures_of("2").exceeded(failed, 100) for failed in (2, 3)]
    assert [False, True] == [failures_of("10%").exceeded(failed, 50) for failed in (5, 6)]
    assert ["2", "10%"] == [str(failures_of(text)) for text in ("2", "10%")]


def test_a_rate_has_its_time() -> None:
    """In words that people use."""
    assert [Rate(10, 60.0), Rate(2, 1.0), Rate(500, 3600.0)] == [rate_of(text) for text in ("10/min", "2 / s", "500/h")]


@pytest.mark.parametrize("text", ["", "x", "-1", "101%", "5%%", "1.5"])
def test_other_words_are_no_failures(text: str) -> None:
    """They are told, not guessed."""
    with pytest.raises(InputRefused):
        failures_of(text)


@pytest.mark.parametrize("text", ["", "10", "0/min", "10/week", "/min", "ten/min"])
def test_other_words_are_no_rate(text: str) -> None:
    """They are told, not guessed."""
    with pytest.raises(InputRefused):
        rate_of(text)
