"""How much expressions may do."""

import contextlib
import json
import subprocess
import sys
import time

import pytest

from imgfree import template
from imgfree.errors import StepTimedOut, TemplateFailed
from thorough import some

GREEDY = {
    "looks again": "[" + ",".join(["range(99999) | length"] * 900) + "]",
    "compares": "[" + ",".join(["('a' * 900000) == ('a' * 900000 ~ 'b')"] * 400) + "]",
    "looks inside": "[" + ",".join(["'ab' in 'a' * 900000"] * 800) + "]",
    "compares lists": "[" + ",".join(["range(99999) < range(99999)"] * 600) + "]",
    "joins": "[" + ",".join(["('a' * 900000) ~ 'b'"] * 900) + "]",
    "replaces": "[" + ",".join(["('a' * 900000) | replace('a', 'b')"] * 500) + "]",
    "slices": "[" + ",".join(["('a' * 900000)[1:]"] * 900) + "]",
    "slices lists": "[" + ",".join(["range(99999)[::-1]"] * 900) + "]",
    "asks each": "range(20000) | select('in', range(20000)) | list | length",
    "asks a key of each": "inputs.rows | selectattr('a', 'in', range(50000)) | list | length",
    "maps": "range(99999)" + " | map('abs')" * 9 + " | list | length",
    "maps texts": "(['a' * 900] * 900) | map('replace', 'a', 'bb') | list | length",
    "splits": "[" + ",".join(["('a ' * 90000).split(' ')"] * 600) + "]",
    "breaks lines": "('\\n' * 999999).splitlines() | length",
    "takes letters": "('中' * 999999) | list | length",
    "sorts letters": "('中' * 999999) | sort | length",
    "long numbers": "(('f' * 900000) | int(0, 16)) % (('f' * 400000) | int(0, 16))",
    "multiplies lists": "[[range(9999)] * 99] * 99 | length",
    "writes JSON": "[" + ",".join(["range(90000) | tojson"] * 900) + "] | length",
    "encodes": "[" + ",".join(["('中' * 100000) | urlencode"] * 600) + "] | length",
    "counts words": "[" + ",".join(["('a ' * 400000) | wordcount"] * 600) + "] | length",
    "chooses": "[" + ",".join(["range(90000) | max"] * 900) + "] | length",
    "adds": "[" + ",".join(["range(90000) | sum"] * 900) + "] | length",
    "removes doubles": "(range(90000) | map('string') | unique | list) | length",
    "turns round": "[" + ",".join(["range(90000) | reverse | first"] * 600) + "] | length",
}
HUNGRY = ("slices", "slices lists", "splits", "breaks lines", "takes letters", "writes JSON", "maps", "joins")


@pytest.mark.parametrize("name", some(GREEDY, 8))
def test_no_expression_runs_away(name: str) -> None:
    """Whatever it does, an expression ends within seconds of processor time; unbounded, it would take minutes."""
    scope = {"inputs": {"rows": [{"a": number} for number in range(2000)]}}
    began_s = time.process_time()
    template.check(GREEDY[name], bare=True)
    with contextlib.suppress(TemplateFailed):
        template.evaluate(GREEDY[name], scope)
    assert time.process_time() - began_s < 5


def test_no_expression_fills_the_memory() -> None:
    """Those that make the most, one after the other in one process, never hold more than 100 MB."""
    resource = pytest.importorskip("resource")
    program = (
        "import json, resource, sys\nfrom imgfree import template\nfrom imgfree.errors import TemplateFailed\n"
        "template.evaluate('1', {})\nbefore = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for text in json.load(sys.stdin):\n    try:\n        template.evaluate(text, {'inputs': {'rows': []}})\n"
        "    except TemplateFailed:\n        pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps([GREEDY[name] for name in HUNGRY]),
        capture_output=True,
        text=True,
        check=True,
    )
    unit_bytes = 1 if sys.platform == "darwin" else 1024
    assert resource is not None
    assert int(ran.stdout) * unit_bytes < 100e6


def test_expressions_share_what_encloses_them() -> None:
    """A thousand costly expressions in one step end like a single one."""
    with template.limited(1_000_000), pytest.raises(TemplateFailed, match="too many steps"):
        template.render(["{{ range(9999) | sum }}"] * 1000, {})


def test_a_watch_ends_an_expression() -> None:
    """Whoever has a deadline is asked while an expression works."""

    def late() -> None:
        raise StepTimedOut("late")

    with template.limited(watch=late), pytest.raises(StepTimedOut):
        template.evaluate(GREEDY["looks again"], {})
