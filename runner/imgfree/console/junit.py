"""What came of many things as JUnit XML, which every CI shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from imgfree import disk
from imgfree.errors import SetupError

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Case:
    """One of them. `failure` says in words what is wrong, `sort` in one word; a `skipped` one was not done at all."""

    group: str
    name: str
    file: str
    duration_s: float
    failure: str = ""
    sort: str = ""
    skipped: bool = False


def write(path: Path, cases: Sequence[Case], duration_s: float) -> None:
    """Write one suite with a test case for each.

    Raises:
        SetupError: the file cannot be written.
    """
    counts = {"tests": str(len(cases)), "failures": str(sum(bool(one.failure) for one in cases)), "errors": "0"}
    counts["time"] = f"{duration_s:.3f}"
    root = ElementTree.Element("testsuites", counts)
    skipped = str(sum(one.skipped for one in cases))
    suite = ElementTree.SubElement(root, "testsuite", {"name": "imgfree", "skipped": skipped, **counts})
    for case in cases:
        named = {"classname": _letters(case.group), "name": _letters(case.name), "file": _letters(case.file)}
        one = ElementTree.SubElement(suite, "testcase", {**named, "time": f"{case.duration_s:.3f}"})
        if case.failure:
            text = _letters(case.failure)
            first = text.partition("\n")[0].removeprefix("error: ")
            failure = ElementTree.SubElement(one, "failure", {"message": first, "type": case.sort})
            failure.text = text
        elif case.skipped:
            ElementTree.SubElement(one, "skipped")
    ElementTree.indent(root)
    try:
        disk.write(path, ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n", replace=True)
    except OSError as error:
        raise SetupError(f"'{path}' cannot be written: {error.strerror}") from error


def _letters(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
