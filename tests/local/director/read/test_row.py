"""What stands at a place of a row of items."""

import pytest

from imgfree.local.director.read import row
from imgfree.local.director.read.items import END, Item, Stretch
from imgfree.local.director.read.reading import read


def items(text: str) -> list[Item]:
    """Return the items of a text, with what stands behind them."""
    return [*read(text).items, *[row.NOTHING] * row.AHEAD]


@pytest.mark.parametrize(
    ("word", "edge", "rank"), [("first", 1, 1), ("last", -1, -1), ("beginning", 1, None), ("film", 0, None)]
)
def test_ranks_and_ends(word: str, edge: int, rank: int | None) -> None:
    """What is at the beginning, what is at the end, and what is neither."""
    [item] = read(word).items
    assert (edge, rank) == (row.edge_of(item), row.rank_of(item))


def test_small_words_are_skipped_to_what_they_lead_to() -> None:
    """Articles always, prepositions only where they are waited for."""
    found = items("of the film")
    assert (0, 2) == (row.skipped(found, 0), row.skipped(found, 0, "of"))
    assert found[2] is found[row.skipped(found, 1)]


def test_joints_of_a_list_are_passed() -> None:
    """A comma, "and", or both; anything else joins nothing."""
    assert [2, 1, 0] == [row.behind_joint(items(text), 0) for text in (", and film", "and film", "film and")]


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [("0:05", True, 5.0), ("5", True, 5.0), ("end", False, END), ("start", True, 0.0), ("film", True, None)],
)
def test_moments_are_found_where_they_stand(text: str, start: bool, expected: float | None) -> None:
    """A clock time, a bare number, an end by its name; nothing else."""
    found = row.instant_at(items(text), 0, start=start)
    assert expected == (found[0] if found else None)


def test_a_side_of_a_moment_is_a_stretch() -> None:
    """Before it from the beginning, after it to the end; at it, the moment itself."""
    found = [row.side_of(side, 5.0) for side in ("before", "after", "at")]
    assert [{"stretch": Stretch(0.0, 5.0)}, {"stretch": Stretch(5.0, END)}, {"moment": 5.0}] == found
