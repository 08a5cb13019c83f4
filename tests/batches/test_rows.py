"""All rows are checked before the first is run."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import tables
from imgfree.batches.order import BatchOrder, Choosing
from imgfree.batches.rows import Checked, Film, RowsRefused, check, chosen, home_of, read
from imgfree.errors import ImgfreeError, describe
from imgfree.recipe import Recipe
from imgfree.recipe.files import access

Check = Callable[..., tuple[Checked, list[Film]]]


@pytest.fixture
def checked(tmp_path: Path, loaded: Recipe) -> Check:
    """Return what checks a table: `checked("sku,title\\nA,x\\n", key="sku")`."""

    def run(text: str, name: str = "rows.csv", **asked: object) -> tuple[Checked, list[Film]]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        order = BatchOrder(loaded.path, tmp_path / name, **asked)  # type: ignore[arg-type]
        allowed = access(loaded, cwd=tmp_path, allow_read=[])
        into, table = io.BytesIO(), tables.opened(tmp_path / name, name)
        found = check(table, loaded, order, base=tmp_path, allowed=allowed, into=into)
        into.seek(0)
        return found, list(read(into))

    return run


def test_rows_become_films(checked: Check, tmp_path: Path) -> None:
    """With their key, their line, what they give and where their film goes."""
    _, films = checked("sku,title,photos\nA,One,a.jpg;b.jpg\nB,Two,\n", key="sku", sets={"seconds": "4"})
    photos = f'["{tmp_path}/a.jpg", "{tmp_path}/b.jpg"]'
    assert [
        Film("A", 1, 2, {"seconds": "4", "title": "One", "photos": photos}, "out/A"),
        Film("B", 2, 3, {"seconds": "4", "title": "Two"}, "out/B"),
    ] == films


def test_a_matrix_multiplies_rows(checked: Check) -> None:
    """Each combination has its key and its place."""
    _, films = checked("sku,title\nA,x\n", key="sku", matrix={"aspect": ("9:16", "1:1"), "seconds": ("4", "8")})
    assert ["A-9x16-4", "A-9x16-8", "A-1x1-4", "A-1x1-8"] == [film.key for film in films]
    assert {"title": "x", "aspect": "1:1", "seconds": "4"} == films[2].sets


def test_out_sees_the_row(checked: Check) -> None:
    """Its cells, too; without a key rows are told by their numbers."""
    _, films = checked("brand,title\nred,x\nblue,y\n", out="films/{{ row.brand }}/{{ row.number }}")
    assert ["films/red/1", "films/blue/2"] == [film.out for film in films]


def test_every_mistake_is_told_with_its_place(checked: Check, golden: Callable[[str, str], None]) -> None:
    """All rows, all columns; and how many rows there are."""
    text = "sku,title,logo\nA,ok,a.jpg\nB,=cmd|x,gone.jpg\na,ok,a.jpg\n"
    with pytest.raises(RowsRefused) as caught:
        checked(text, key="sku")
    first, *problems = caught.value.problems
    assert [(3, 3), (3, 10), (4, 1)] == [(one.at.line, one.at.column) for one in problems if one.at]
    golden("said/batch-rows.txt", "\n".join(one.message for one in (first, *problems)) + "\n")
    assert "3 | B,=cmd|x,gone.jpg" in describe(problems[1])


def test_bad_rows_can_be_skipped(checked: Check) -> None:
    """They are kept, with the reason."""
    found, films = checked("sku,title\nA,ok\nB,\n", key="sku", skip_bad_rows=True)
    assert (1, 1) == (found.films, found.refused)
    assert not films[0].refused
    assert films[1].refused.startswith("row 2, column 'title' ")
    assert "rows.csv:3:3" == films[1].at


@pytest.mark.parametrize(
    ("text", "asked", "told"),
    [
        ("title\n", {}, "'rows.csv' has a header, and no rows"),
        ("title\nx\n", {"choosing": Choosing(only=("7",))}, "--only: no row has the key '7'"),
        ("title\nx\ny\n", {"out": "out"}, "'1' and '2' would both go to 'out'"),
        ("title\n../x\n", {"out": "out/{{ row.title }}"}, "'out/../x' leads out of 'out'"),
        ("title\n/x\n", {"out": "{{ row.title }}"}, "'/x' leads out of '.'"),
        ("title\nx\n", {"out": "out/{{ row.brand }}"}, "row has no 'brand'"),
    ],
)
def test_what_comes_to_nothing_is_refused(checked: Check, text: str, asked: dict[str, object], told: str) -> None:
    """No rows, a key that is not there, films in each other's place, or out of theirs."""
    with pytest.raises(ImgfreeError) as caught:
        checked(text, **asked)
    assert any(told in one.message for one in caught.value.problems)


def test_only_checks_what_is_wanted(checked: Check) -> None:
    """Other rows may be wrong."""
    _, films = checked("sku,title\nA,\nB,ok\n", key="sku", choosing=Choosing(only=("b",)))
    assert ["B"] == [film.key for film in films]


def test_rows_of_json_name_their_own_columns(checked: Check) -> None:
    """What one lacks is its own mistake; a column that is mapped and nowhere there is one for all."""
    with pytest.raises(RowsRefused) as caught:
        checked('{"title": "x"}\n{"titel": "y"}\n', "rows.jsonl")
    assert caught.value.problems[1].message.startswith("row 2, column 'title' ")
    with pytest.raises(ImgfreeError, match="--map: no row has a 'secs'"):
        checked('{"title": "x"}\n', "rows.jsonl", columns={"seconds": "secs"})


def test_samples_come_from_all_over(checked: Check) -> None:
    """Evenly, and the same each time; the first rows are the first."""
    assert {0, 20, 40, 60, 80} == chosen(100, Choosing(sample=5))
    assert {0, 1, 2} == chosen(100, Choosing(limit=3))
    assert None is chosen(3, Choosing(sample=5))


@pytest.mark.parametrize(
    ("out", "home"),
    [
        ("out/{{ row.key }}", "out"),
        ("{{ row.key }}", "."),
        ("/x/y-{{ row.key }}", "/x"),
        ("/{{ row.key }}", "/"),
        ("a/b", "a/b"),
    ],
)
def test_the_home_of_films_is_what_is_fixed(out: str, home: str) -> None:
    """The folder before the first expression: there the results are."""
    assert home == home_of(out)
