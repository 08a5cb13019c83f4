"""What was found, told."""

import json

from imgfree.local.inspection.findings import Finding, Inspection, told


def test_findings_come_back_from_json() -> None:
    """A child process tells them so; nothing of them is lost."""
    one = Finding("overlap", 1.0, 2.5, "a and b lie on each other", "Put a at the top.", ((1, 2, 30, 40),), sure=False)
    found = Inspection("a.mp4", 4.0, (one,), {"cut": "unknown"})
    assert found == Inspection.read(json.loads(json.dumps(found.as_json())))


def test_an_inspection_is_told_in_lines() -> None:
    """When, what, and what to say; what is unsure, and what was not checked, for which reason."""
    faults = (
        Finding("black", 61.0, 62.5, "nothing is to be seen", "Cut it."),
        Finding("frozen", 3.0, 3.0, "it stands", sure=False),
    )
    shown = told(Inspection("a.mp4", 70.0, faults, {"cut": "no draft", "covered": "no draft", "loudness": "no sound"}))
    assert [
        '1:01.0-1:02.5  nothing is to be seen; say: "Cut it."',
        "0:03.0  it stands (unless it is meant so)",
        "not checked: subjects cut off, text on a face (no draft)",
        "not checked: loudness off the target (no sound)",
    ] == shown
    assert [] == told(Inspection("a.mp4", 1.0, (), {}))
