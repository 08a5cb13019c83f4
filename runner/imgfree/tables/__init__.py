"""Read rows from a table, whatever program wrote it: CSV in any dialect and encoding, TSV, JSON, XLSX."""

from imgfree.tables.model import Flaw, Row, Table, TableRefused
from imgfree.tables.source import opened

__all__ = ["Flaw", "Row", "Table", "TableRefused", "opened"]
