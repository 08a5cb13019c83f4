"""Verdicts as JUnit XML, which every CI shows."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from imgfree import disk
from imgfree.errors import SetupError
from imgfree.replays.judge import Verdict

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(path: Path, verdicts: Sequence[Verdict], duration_s: float) -> None:
    """Write one suite with one test case for each verdict.

    Raises:
        SetupError: the file cannot be written.
    """
    failed = [verdict for verdict in verdicts if not verdict.good]
    counts = {"tests": str(len(verdicts)), "failures": str(len(failed)), "errors": "0", "time": f"{duration_s:.3f}"}
    root = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(root, "testsuite", {"name": "imgfree", "skipped": "0", **counts})
    for verdict in verdicts:
        case = verdict.case
        named = {"classname": case.recipe.as_posix(), "name": case.name or case.recipe.stem, "file": str(case.recipe)}
        one = ElementTree.SubElement(suite, "testcase", {**named, "time": f"{verdict.duration_s:.3f}"})
        if not verdict.good:
            text = _NOT_XML.sub("\ufffd", verdict.words())
            first = text.partition("\n")[0].removeprefix("error: ")
            failure = ElementTree.SubElement(one, "failure", {"message": first, "type": verdict.outcome})
            failure.text = text
    ElementTree.indent(root)
    try:
        disk.write(path, ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n", replace=True)
    except OSError as error:
        raise SetupError(f"'{path}' cannot be written: {error.strerror}") from error
