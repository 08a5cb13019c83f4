"""What people and programs see of the events: lines for a reader, or JSON."""

from collections.abc import Callable, Mapping
from typing import Any, TextIO

Sink = Callable[[Mapping[str, Any]], None]


def json_lines(stream: TextIO) -> Sink:
    """Return a sink that writes each event as one JSON object a line; what is only shown is left out."""
    import structlog  # only here: importing it costs more than a whole validation

    logger = structlog.wrap_logger(
        structlog.PrintLogger(stream), processors=[structlog.processors.JSONRenderer(ensure_ascii=False)]
    )

    def show(record: Mapping[str, Any]) -> None:
        if "seq" in record:
            logger.msg(**record)

    return show
