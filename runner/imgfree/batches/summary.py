"""How a batch stands after a stint: what is printed, and for scripts one object."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree.batches.board import Counts
from imgfree.batches.results import CSV_FILE, LINES_FILE
from imgfree.errors import ImgfreeError, error_as_json
from imgfree.plurals import counted

_SHOWN = 10  # failed rows


@dataclass(frozen=True)
class Summary:
    """How the rows stand; `why` is what stopped the batch before all had their end, `failed` tells the bad ends."""

    batch_id: str
    folder: Path
    home: Path
    backend: str
    counts: Counts
    duration_s: float
    why: ImgfreeError | None
    failed: tuple[Mapping[str, Any], ...] = ()

    @property
    def again(self) -> str:
        """Return the command that goes on with it; an empty text where there is nothing to go on with."""
        if self.counts.left or self.why:
            return f"imgfree resume {self.batch_id}"
        return f"imgfree resume {self.batch_id} --retry failed" if self.counts.failed else ""

    @property
    def exit_code(self) -> int:
        """Return 0 where every row is done, 1 where some failed, else the code of what stopped the batch."""
        if self.why is not None:
            return self.why.exit_code
        return 1 if self.counts.failed or self.counts.refused else 0

    def as_json(self) -> dict[str, Any]:
        """Return the batch for a script, as --json prints it."""
        counts = self.counts
        return {
            "batch_id": self.batch_id,
            "outcome": "passed" if self.exit_code == 0 else "stopped" if self.why else "failed",
            "backend": self.backend,
            "rows": {
                "all": counts.rows,
                "passed": counts.passed,
                "failed": counts.failed,
                "refused": counts.refused,
                "left": counts.left,
                "before": counts.before,
            },
            "pieces": {"all": counts.pieces, "painted": counts.painted},
            "credits": counts.credits,
            "duration_s": self.duration_s,
            "results": {"csv": str(self.home / CSV_FILE), "jsonl": str(self.home / LINES_FILE)},
            "batch_dir": str(self.folder),
            "failed": [dict(row) for row in self.failed],
            **({"error": error_as_json(self.why)} if self.why else {}),
        }

    def lines(self) -> Iterator[str]:
        """Yield what people are told when it is over."""
        for row in self.failed[:_SHOWN]:
            yield f"{row['outcome']}: {row['key']} · {row['error']}" + (f" ({row['at']})" if row["at"] else "")
        if len(self.failed) > _SHOWN:
            yield f"… and {len(self.failed) - _SHOWN:,} more, all in {self.home / CSV_FILE}"
        counts = self.counts
        ends = [f"{counts.passed:,} done"]
        ends += [f"{number:,} {name}" for name, number in self._bad().items() if number]
        before = f" ({counts.before:,} of them before)" if counts.before else ""
        yield f"{counted(counts.rows, 'row')}: {', '.join(ends)}{before}"
        if counts.pieces:
            yield f"{counted(counts.pieces, 'piece')}, {counts.painted:,} painted"

    def _bad(self) -> dict[str, int]:
        counts = self.counts
        return {"failed": counts.failed, "refused": counts.refused, "left": counts.left}
