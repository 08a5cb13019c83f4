"""What stands around the code is so: licence, changelog, contributor notes, forms, workflows, hooks, the image."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import imgfree
from commandline import ROOT
from imgfree import media_types
from imgfree.cli import COMMANDS
from imgfree.steps import KINDS

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SYSTEMS = ["ubuntu-latest", "macos-latest", "windows-latest"]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def text(name: str) -> str:
    """Return a file of the tree."""
    return (ROOT / name).read_text(encoding="utf-8")


def loaded(path: Path) -> Any:
    """Return a YAML file as GitHub reads it: `on` is a word."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(path: Path) -> list[dict[str, Any]]:
    """Return all steps of a workflow or a composite action."""
    whole = loaded(path)
    jobs = whole["jobs"].values() if "jobs" in whole else [whole["runs"]]
    return [step for job in jobs for step in job["steps"]]


def check(schema: str, *paths: Path) -> None:
    """Fail unless the files are what the schema of GitHub's files, as check-jsonschema ships it, says."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-{schema}", *paths]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == ran.returncode, ran.stdout


def test_the_licence_is_the_one_that_is_declared() -> None:
    """pyproject.toml says MIT, and so does the file."""
    assert 'license = "MIT"' in text("pyproject.toml")
    assert text("LICENSE").startswith("MIT License\n\nCopyright (c) 2026 the imgfree authors\n")


def test_the_changelog_begins_with_this_version() -> None:
    """The newest version in CHANGELOG.md is the package's; every section is one of the form's."""
    versions = re.findall(r"^## \[([\d.]+)\] - (unreleased|\d{4}-\d\d-\d\d)$", text("CHANGELOG.md"), re.MULTILINE)
    assert imgfree.__version__ == versions[0][0]
    sections = set(re.findall(r"^### (.+)$", text("CHANGELOG.md"), re.MULTILINE))
    assert sections <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_changelog_names_every_command() -> None:
    """No command came without a word."""
    assert set(COMMANDS) <= set(re.findall(r"`imgfree ([a-z]+)", text("CHANGELOG.md")))


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md"])
def test_paths_in_it_are_there(page: str) -> None:
    """What looks like a path of the tree is one, and every link leads to a file."""
    said = text(page)
    paths = re.findall(r"`((?:runner|tests|schemas|recipes|cassettes|docs|\.ci)/[\w./-]*)`", said)
    paths += re.findall(r"\]\((?!https?:)([^)#]+)", said)
    assert [] == [path for path in paths if "KIND" not in path and not (ROOT / path).exists()]


def test_contributing_names_the_kinds_and_the_gates_commands() -> None:
    """The notes list every kind of step; their four commands are the README's, and three of them the gate's."""
    notes = text("CONTRIBUTING.md")
    assert set(KINDS) <= set(
        re.findall(r"`(\w+)`", notes.partition("The six kinds that exist:")[2].partition("\n## ")[0])
    )
    assert 6 == len(KINDS)
    assert "`ruff format`, `ruff check`, `mypy`, `pytest`" in text("README.md")
    daily = re.findall(
        r"^\.venv/bin/(.+)$", notes.partition("## Commands of the day")[2].partition("\n## ")[0], re.MULTILINE
    )
    assert ["ruff format .", "ruff check .", "mypy", "python -m pytest -n auto"] == daily
    gate = text(".ci/run").replace("$bin", "bin")
    assert all(f"\n.venv/bin/{line}\n" in gate for line in ("ruff check .", "ruff format --check .", "mypy"))
    assert ".venv/bin/python -m pytest -n auto\n" in text("README.md")


def test_groups_outside_the_default_run_are_named() -> None:
    """Every marker that needs something of its own stands in the contributor notes."""
    markers = set(re.findall(r'^    "(\w+): .*only with -m', text("pyproject.toml"), re.MULTILINE))
    assert markers == set(re.findall(r"`-m (\w+)`", text("CONTRIBUTING.md")))


def test_formats_of_films_are_named_alike() -> None:
    """The export schema offers the formats that media_types.py knows as exported."""
    export = json.loads(text("schemas/steps/export.schema.json"))
    assert list(media_types.EXPORTED) == export["$defs"]["format"]["else"]["enum"]


def test_issue_forms_are_forms() -> None:
    """The forms are such by GitHub's schema, and the commands they ask for exist."""
    check("issue-forms", *FORMS)
    check("issue-config", ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml")
    said = "".join(form.read_text(encoding="utf-8") for form in FORMS)
    assert {"doctor", "explain"} == set(re.findall(r"imgfree ([a-z]+)[` ]", said)) & set(COMMANDS)


def test_workflows_and_action_are_such() -> None:
    """Workflows and action.yml keep GitHub's schemas, and the action runs commands that exist."""
    check("workflows", *WORKFLOWS)
    check("actions", ROOT / "action.yml")
    assert {"validate", "test"} == set(re.findall(r'"\$IMGFREE" ([a-z]+)', text("action.yml")))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_may_read_and_no_more(path: Path) -> None:
    """No workflow has a right that its job does not ask for, and no checkout keeps credentials."""
    assert {"contents": "read"} == loaded(path)["permissions"]
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert all("false" == step["with"]["persist-credentials"] for step in checkouts)


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.stem)
def test_actions_of_others_are_pinned(path: Path) -> None:
    """Every action is named by its whole commit, with the version that this is beside it; the same one everywhere."""
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert [] == [line for line in uses if not re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v[\d.]+", line)]
    everywhere = {
        line
        for one in [*WORKFLOWS, ROOT / "action.yml"]
        for line in re.findall(r"uses: (.+)", text(str(one.relative_to(ROOT))))
    }
    assert len(everywhere) == len({line.partition("@")[0] for line in everywhere})


def test_the_gate_runs_on_every_system_and_python() -> None:
    """Three systems and four Pythons run the gate, and install core and local; the classifiers name the same."""
    jobs = loaded(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]
    assert {"os": SYSTEMS, "python": PYTHONS} == jobs["gate"]["strategy"]["matrix"]
    assert {"os": SYSTEMS, "python": PYTHONS, "extra": ["core", "local"]} == jobs["installed"]["strategy"]["matrix"]
    assert "bash .ci/run" == jobs["gate"]["steps"][-1]["run"]
    classified = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', text("pyproject.toml"))
    assert PYTHONS == classified
    assert f'requires-python = ">={PYTHONS[0]}"' in text("pyproject.toml")


def test_workflows_run_commands_that_exist() -> None:
    """What a workflow asks of imgfree is a command with options that its help names."""
    ran = "\n".join(step.get("run", "") for path in WORKFLOWS for step in steps(path))
    assert {"validate", "test", "doctor", "run"} == set(re.findall(r"^imgfree ([a-z]+)", ran, re.MULTILINE))
    assert "recipes/product-reel.yaml" in ran


def test_hooks_run_commands_that_exist() -> None:
    """Both files of hooks ask for commands of the program, and our own for programs that the gate runs, too."""
    offered = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert ["imgfree-validate", "imgfree-test"] == [hook["id"] for hook in offered]
    assert ["imgfree validate", "imgfree test"] == [hook["entry"] for hook in offered]
    own = [hook["entry"] for repo in loaded(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    assert [".venv/bin/ruff", ".venv/bin/ruff", ".venv/bin/mypy", ".venv/bin/imgfree"] == [
        entry.split()[0] for entry in own
    ]


def test_hooks_take_recipes_only() -> None:
    """The pattern of files takes the shipped recipes and cassettes, wherever such folders lie, and no other YAML."""
    validate, replay = (re.compile(hook["files"]) for hook in loaded(ROOT / ".pre-commit-hooks.yaml"))
    for path in ("recipes/product-reel.yaml", "shop/recipes/a/b.yml"):
        assert validate.search(path)
        assert replay.search(path)
    assert replay.search("cassettes/product-reel.yaml")
    for path in ("cassettes/product-reel.yaml", "compose.yaml", "recipes/assets/mug-1.jpg", "my-recipes/a.yaml"):
        assert not validate.search(path)


def test_the_image_holds_what_builds_the_package() -> None:
    """What .dockerignore lets in is what the build names, and the image runs as nobody special."""
    let_in = set(re.findall(r"^!(.+)$", text(".dockerignore"), re.MULTILINE))
    assert {"LICENSE", "README.md", "pyproject.toml", "recipes", "runner", "schemas", "skills"} == let_in
    lines = text("Dockerfile").splitlines()
    assert 'ENTRYPOINT ["imgfree"]' in lines
    assert "USER 1000" in lines
