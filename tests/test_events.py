"""The names of all log events."""

import json
import re

from commandline import ROOT
from imgfree import events

NAMES = {name: value for name, value in vars(events).items() if name.isupper() and isinstance(value, str)}


def test_each_event_has_a_name_of_its_own() -> None:
    """noun.past_participle, spelt as its constant is."""
    assert len(NAMES) == len(set(NAMES.values()))
    assert [] == [value for value in NAMES.values() if not re.fullmatch(r"[a-z]+\.[a-z_]+", value)]
    assert {name: name.lower().replace("_", ".", 1) for name in NAMES} == NAMES


def test_the_schema_knows_what_is_written() -> None:
    """All but those that are only shown, and no other."""
    schema = json.loads((ROOT / "schemas" / "event.schema.json").read_text(encoding="utf-8"))
    assert set(NAMES.values()) - events.TRANSIENT == set(schema["properties"]["event"]["enum"])
    assert events.DURABLE <= set(NAMES.values()) - events.TRANSIENT


def test_whoever_ignores_events_takes_any() -> None:
    """With any fields."""
    for name in NAMES.values():
        assert events.ignore(name, event_s=1) is None  # type: ignore[func-returns-value]
