"""What is left of a batch for people and for a CI: the page, and the list of test cases."""

from collections.abc import Iterable
from pathlib import Path

from imgfree.batches.ledger import FAILED, LEFT, REFUSED
from imgfree.batches.order import BatchOrder
from imgfree.batches.results import Told
from imgfree.batches.rows import Film
from imgfree.batches.summary import Summary
from imgfree.console import junit
from imgfree.console.junit import Case
from imgfree.redaction import Redactor
from imgfree.report.texts import Texts


def write(
    order: BatchOrder, summary: Summary, rows: Iterable[tuple[Film, Told]], redactor: Redactor, cwd: Path, began: str
) -> None:
    """Write what the order asks for, whole or not at all.

    Raises:
        SetupError: it cannot be written.
    """
    told = list(rows)
    if order.junitxml is not None:
        cases = [_case(order, redactor.data(dict(row))) for _, row in told]
        junit.write(order.junitxml, cases, summary.duration_s)
    if order.report is not None:
        from imgfree.batches import page  # only here: it takes pictures of films

        named = [(redactor.data(dict(row)), _words(film)) for film, row in told]
        title, texts = order.recipe.stem, Texts(redactor, str(cwd))
        page.write(order.report, summary, named, title=title, began=began, texts=texts, base=cwd)


def _case(order: BatchOrder, row: Told) -> Case:
    outcome, failure = row["outcome"], ""
    if outcome in (FAILED, REFUSED):
        failure = "\n".join(filter(None, (row["error"], row["at"], row["hint"])))
    name = order.table.name if order.table else "stdin"
    return Case(name, row["key"], str(order.recipe), row["seconds"] or 0.0, failure, outcome, outcome == LEFT)


def _words(film: Film) -> str:
    """Return what a row gives in words: texts, but no files."""
    return " · ".join(value for value in film.sets.values() if not value.startswith(("/", "[", "{")))
