"""What was asked of the backend: how often, with what answer, and how long that took."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imgfree import events
from imgfree.report.texts import Texts, number


@dataclass(frozen=True)
class Request:
    """Equal requests of one step. `status` is 0 where no answer came; seconds are up to the head of the answer."""

    step: str
    method: str
    path: str
    status: int
    count: int
    longest_s: float


def tally(records: Sequence[Mapping[str, Any]], texts: Texts) -> Iterator[Request]:
    """Yield the run's requests by step, method, path and status, in the order of their first answer."""
    answered: dict[tuple[str, str, str, int], list[float]] = {}
    asked: Counter[tuple[str, str, str]] = Counter()
    for record in records:
        if record["event"] not in (events.REQUEST_SENT, events.RESPONSE_RECEIVED):
            continue
        who = (str(record.get("step") or ""), texts.line(record.get("method"), 10), texts.route(record.get("path")))
        if record["event"] == events.REQUEST_SENT:
            asked[who] += 1
            continue
        status = int(number(record.get("status")))
        answered.setdefault((*who, status), []).append(number(record.get("duration_s")))
        asked[who] -= asked[who] > 0  # a poll's question without news is not in the log, its answer may be
    for (step, method, path, status), took_s in answered.items():
        yield Request(texts.line(step, 120), method, path, status, len(took_s), max(took_s))
    for (step, method, path), count in asked.items():
        if count:
            yield Request(texts.line(step, 120), method, path, 0, count, 0.0)
