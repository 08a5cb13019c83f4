"""A kind of step is added in three files and two lines, and everything that speaks of kinds knows it."""

import ast
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran
from imgfree.steps import KINDS

SOURCE = ROOT / "runner" / "imgfree"

MODULE = '''
"""stamp: look at the timeline, and give it a name."""

from imgfree import events
from imgfree.steps.base import Outputs, Params, StepContext


def run(params: Params, step: StepContext) -> Outputs:
    step.record(events.STEP_INTENDED, durable=True, name=params["name"])
    return {"stamped": f"{params['name']} of {step.client.state().timeline['duration_s']:g} s"}


def unfinished(marks) -> str:
    return f"stamps {marks.intended['name']} anew"


def requests(params, foreseen, talk) -> None:
    talk.open_session()
    talk.read_state()


def usual_s(backend):
    return (700, 800)


def told(outputs) -> str:
    return f"stamped as {outputs['stamped']}"


def touches(params):
    from imgfree.steps.foresight import Touches

    return Touches(reads=["stamps/*.txt"])
'''

SCHEMA = {
    "title": "stamp",
    "description": "Give the timeline a name.",
    "x-short": "name",
    "x-repeatable": False,
    "x-outputs": {"stamped": "the name, and the length"},
    "x-does": ["waits"],
    "x-spoken": ["name"],
    "examples": ["first"],
    "if": {"type": "object"},
    "then": {
        "required": ["name"],
        "properties": {"name": {"type": "string", "description": "A name.", "examples": ["first"]}},
        "additionalProperties": False,
        "x-name": "stamp",
    },
    "else": {"type": "string"},
}

RECIPE = """\
version: 1
steps:
  - upload: a.jpg
  - instruct: make a 12-second reel
  - stamp: "{{ recipe.name }} with {{ steps.upload.files | length }}"
  - id: each_one
    foreach: [x, y]
    as: name
    steps: [{id: again, stamp: "{{ name }}"}]
  - instruct: "say {{ steps.stamp.stamped }}"
    id: say
outputs:
  stamped: "{{ steps.each_one.each[1].again.stamped }}"
"""

Imgfree = Callable[..., Ran]


@pytest.fixture(scope="module")
def stamping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program to which the kind `stamp` was added: a module, a schema, a line in each list."""
    there = tmp_path_factory.mktemp("stamping")
    shutil.copytree(SOURCE, there / "runner" / "imgfree", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schemas", there / "schemas")
    shutil.copy(ROOT / "pyproject.toml", there)
    (there / "runner" / "imgfree" / "steps" / "stamp.py").write_text(MODULE.lstrip(), encoding="utf-8")
    (there / "schemas" / "steps" / "stamp.schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    add(there / "runner/imgfree/steps/__init__.py", "KINDS: dict", "from imgfree.steps import stamp\n\n")
    add(there / "runner/imgfree/steps/__init__.py", '    "credits": kind', '    "stamp": kind(stamp),\n')
    add(there / "schemas/recipe.schema.json", '"upload": { "$ref"', '"stamp": { "$ref": "steps/stamp.schema.json" },\n')
    return there


@pytest.fixture
def with_stamp(stamping: Path, cloud: Imgfree, photo: Callable[[str], Path], tmp_path: Path) -> Imgfree:
    """Run the copy with the kind `stamp` in a folder with a recipe that uses it."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    path = os.pathsep.join([str(stamping / "runner"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return lambda *args: cloud(*args, env={"PYTHONPATH": path})


def add(path: Path, before: str, line: str) -> None:
    """Put a line into a file, before the one place where that text stands."""
    text = path.read_text(encoding="utf-8")
    assert 1 == text.count(before)
    path.write_text(text.replace(before, line + before), encoding="utf-8")


def test_a_new_kind_runs_and_is_told(with_stamp: Imgfree, tmp_path: Path) -> None:
    """`run` does it, in groups too, and says what it says of itself; the report has its outputs."""
    ran = with_stamp("run", "clip.yaml", "--json", "--report", "report.html")
    assert 0 == ran.returncode, ran.stderr
    assert {"stamped": "y of 12 s"} == json.loads(ran.stdout)["outputs"]
    assert "stamped as clip with 1 of 12 s" in ran.stderr
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for told in ("each_one[1].again", ">stamp</span>", "clip with 1 of 12 s"):
        assert told in page, told


def test_a_new_kind_is_planned(with_stamp: Imgfree) -> None:
    """`--dry-run` shows its parameters and requests, counts its time, and tells what it reads; `vet` does, too."""
    ran = with_stamp("run", "clip.yaml", "--dry-run", "--json")
    assert 0 == ran.returncode, ran.stderr
    found = json.loads(ran.stdout)
    steps = {step["id"]: step for step in found["steps"]}
    assert {"name": "clip with 1"} == steps["stamp"]["params"]
    assert ["stamp", "again", "again"] == [key.rpartition(".")[2] for key in steps if steps[key]["kind"] == "stamp"]
    assert [("GET", "/api/state/nemo_agent/me/‹session›/latest")] == [
        (one["method"], one["path"]) for one in steps["stamp"]["requests"]
    ]
    assert found["estimates"]["duration_s"]["from"] > 2100
    assert "stamps/*.txt" in found["trust"]["reads"]
    assert "say ‹steps.stamp.stamped›" == steps["say"]["params"]["text"]


def test_a_new_kind_is_taken_up_again(with_stamp: Imgfree, tmp_path: Path) -> None:
    """`resume --explain` says in its words what becomes of it, and `resume` finishes it."""
    assert 0 == with_stamp("run", "clip.yaml").returncode
    (log,) = tmp_path.glob(".imgfree/runs/*/events.jsonl")
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    (last,) = [n for n, line in enumerate(lines) if '"step.intended"' in line and '"step":"stamp"' in line]
    log.write_text("".join(lines[: last + 1]), encoding="utf-8")
    ran = with_stamp("resume", "--explain", "--json")
    assert 0 == ran.returncode, ran.stderr
    will = {step["step"]: (step["kind"], step["will"], step["because"]) for step in json.loads(ran.stdout)["steps"]}
    assert ("stamp", "continue", "stamps clip with 1 anew") == will["stamp"]
    assert ("stamp", "run") == will["each_one[1].again"][:2]
    ran = with_stamp("resume", "--json")
    assert 0 == ran.returncode, ran.stderr
    assert ["reused"] * 2 + ["passed"] * 4 == [step["outcome"] for step in json.loads(ran.stdout)["steps"]]


def test_a_new_kind_is_in_the_schema(with_stamp: Imgfree, tmp_path: Path) -> None:
    """`imgfree schema` has it, and recipes that use it wrongly are refused in the usual words."""
    assert "stamp" in json.loads(with_stamp("schema").stdout)["$defs"]["step"]["properties"]
    assert SCHEMA == json.loads(with_stamp("schema", "stamp").stdout)
    wrong = {
        "- {stmap: x}\n- {id: a, stamp: {nam: x}}\n": ["'stmap' is not a step kind", "'nam' is not a key of stamp"],
        "- {stamp: x, export: mp4}\n": ["'export' is a second action in one step"],
        "- {stamp: x, retry: {attempts: 2}}\n": ["'stamp' cannot be retried"],
        "- stamp: x\n- instruct: '{{ steps.stamp.seal }}'\n": ["a stamp has no output 'seal'"],
    }
    for number, steps in enumerate(wrong):
        (tmp_path / f"{number}.yaml").write_text(f"version: 1\nsteps:\n{steps}", encoding="utf-8")
        told = json.loads(with_stamp("validate", f"{number}.yaml", "--json").stdout)["problems"]
        assert wrong[steps] == [problem["message"] for problem in told]


# Where a word is the name of a kind and means no step of that kind.
ELSEWHERE = {
    "what a sentence asks for: to export, to see the balance, to upload": [
        "language/routing.py", "answers/gestures.py", "answers/wants.py", "chat/talk.py", "agents/change.py",
        "agents/replies.py",
    ],
    "a command's name": ["cli.py", "commands/credits.py"],
    "what something costs, in --json": [
        "batches/results.py", "batches/summary.py", "planning/text.py", "planning/trust_text.py", "runs/history.py",
        "agents/plan.py",
    ],
    "a key in the backend's draft": ["client/timeline.py"],
}  # fmt: skip


def named(path: Path) -> set[str]:
    """Return the kinds that a module names: as a text of its own, or by importing their modules."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.ImportFrom) and node.module == "imgfree.steps":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("imgfree.steps."):
            found.add((node.module or "").split(".")[2])
    return found & set(KINDS)


def test_no_other_module_names_a_kind() -> None:
    """Outside steps/ a kind is asked, or known by its schema or its outputs; local/ never sees a recipe."""
    modules = {path.relative_to(SOURCE).as_posix(): path for path in SOURCE.rglob("*.py")}
    found = {name for name, path in modules.items() if not name.startswith(("steps/", "local/")) and named(path)}
    assert {name for names in ELSEWHERE.values() for name in names} == found
