"""What the tests of tables share: bytes become a file, a file becomes rows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import tables
from imgfree.tables import Table, TableRefused

Open = Callable[..., Table]


@pytest.fixture
def table(tmp_path: Path) -> Open:
    """Return what opens a table of these bytes: `table("rows.csv", b"a,b")`."""

    def opened(name: str, content: bytes | str, *, sheet: str | None = None) -> Table:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tables.opened(path, name, sheet_name=sheet)

    return opened


@pytest.fixture
def cells(table: Open) -> Callable[..., list[dict[str, object]]]:
    """Return what gives the cells of each row of such a table."""
    return lambda name, content, **more: [dict(row.cells) for row in table(name, content, **more).rows()]


@pytest.fixture
def refused(table: Open) -> Callable[..., str]:
    """Return what tells why such a table is refused, and where."""

    def told(name: str, content: bytes | str, **more: str) -> str:
        with pytest.raises(TableRefused) as caught:
            list(table(name, content, **more).rows())
        at = caught.value.at
        return f"{at.file}:{at.line}: {caught.value.message}" if at else caught.value.message

    return told
