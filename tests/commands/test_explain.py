"""`imgfree explain`."""

import json
from collections.abc import Callable

from commandline import Ran, lines_of

Imgfree = Callable[..., Ran]
WISH = 'a 9-second vertical reel with wipes and the title "Hello", and juggle the wozzle'


def test_verbose_names_the_operations(imgfree: Imgfree) -> None:
    """-v says the same and adds each operation with its arguments, and the route."""
    plain, verbose = (lines_of(imgfree("explain", WISH, "--photos", "3", *more)) for more in ((), ("-v",)))
    added = [line for line in verbose if line not in plain]
    assert [line for line in plain if line not in verbose] == []
    assert "applied: duration seconds 9.0" in added
    assert any(line.startswith("applied: transition") for line in added)
    assert "route: edit" in added


def test_json_is_for_programs(imgfree: Imgfree) -> None:
    """--json has route, sentence, every clause with its operations, and the timeline, whatever else is asked."""
    plain, verbose = (imgfree("explain", WISH, "--photos", "3", "--json", *more) for more in ((), ("-v",)))
    found = json.loads(plain.stdout)
    assert plain.stdout == verbose.stdout
    assert {"route", "sentence", "clauses", "timeline"} == set(found)
    assert ("edit", WISH) == (found["route"], found["sentence"])
    assert all({"text", "outcome", "ops", "note"} == set(clause) for clause in found["clauses"])
    ops = {op["op"]: op for clause in found["clauses"] for op in clause["ops"]}
    assert {"build", "duration", "aspect", "transition", "title"} == set(ops)
    assert "Hello" == ops["title"]["text"]
