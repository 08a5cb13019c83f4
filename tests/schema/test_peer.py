"""check-jsonschema, which knows nothing of us, accepts what we accept and refuses what our schema refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import ROOT, SHIPPED
from imgfree import document, schema
from imgfree.errors import RecipeError

CASES = ROOT / "tests" / "cases"


def refused(paths: list[Path]) -> set[str]:
    """Return the names of those files that check-jsonschema refuses."""
    pytest.importorskip("check_jsonschema", reason="pip install check-jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", ROOT / "schemas" / schema.RECIPE]
    ran = subprocess.run([*map(str, command), *map(str, paths)], capture_output=True, text=True, check=False)
    report = json.loads(ran.stdout)
    return {Path(one["filename"]).name for one in [*report.get("errors", []), *report.get("parse_errors", [])]}


def test_what_we_accept_is_accepted() -> None:
    """The shipped recipes and the accepted cases."""
    assert set() == refused([*(CASES / "accepted").glob("*.yaml"), *SHIPPED])


def test_what_our_schema_refuses_is_refused() -> None:
    """Every rejected case that is YAML and breaks the schema; those that break only further rules pass there."""
    wrong, fine = [], []
    for path in sorted((CASES / "rejected").glob("*.yaml")):
        try:
            doc = document.read(path)
        except RecipeError:
            continue
        (wrong if schema.problems(doc.data, schema.RECIPE, doc.at) else fine).append(path)
    assert {path.name for path in wrong} == refused(wrong)
    # What is no pattern to the peer is none to us, which we say a little later.
    assert {"input-pattern.yaml", "pattern-possessive.yaml"} == refused(fine)
    assert len(wrong) > 30
