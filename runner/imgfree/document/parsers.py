"""What YAML's parsers find in a text, one event after the other."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml


class _Pure(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The slow parser, for machines whose PyYAML was built without libyaml."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


PURE: Any = _Pure
FAST: Any = getattr(getattr(yaml, "cyaml", None), "CParser", _Pure)


def parser_events(parser: Callable[[str], Any], text: str) -> Iterator[Any]:
    """Yield what a parser finds in `text`, one event after the other."""
    running = parser(text)
    while True:
        yield running.get_event()
