"""What docs/ says is so."""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from commandline import ROOT, Ran
from imgfree import __version__, wire
from imgfree.errors import ImgfreeError

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
Imgfree = Callable[..., Ran]


def script(name: str) -> Any:
    """Return a script that writes what follows from the program."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text(name: str) -> str:
    """Return a page."""
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_command_line_is_what_help_says() -> None:
    """docs/commands.md is as .ci/pages.py would write it now."""
    assert script("pages").commands() == text("commands.md")


def test_the_tables_of_the_language_are_the_schemas() -> None:
    """The tables of docs/recipe-language.md are as .ci/pages.py would write them now, and none is left out."""
    page = text("recipe-language.md")
    assert script("pages").language(page) == page
    assert sorted(script("pages").PARTS) == sorted(re.findall(r"<!-- (?!end)(\w+) -->", page))


def test_what_registries_read_follows_from_the_program() -> None:
    """llms.txt and server.json are as .ci/listings.py would write them now; every link leads somewhere."""
    listings, llms = script("listings"), (ROOT / "llms.txt").read_text(encoding="utf-8")
    assert listings.llms() == llms
    assert listings.server() == (ROOT / "server.json").read_text(encoding="utf-8")
    assert [] == [link for link in re.findall(r"\]\(([^)]+)\)", llms) if not (ROOT / link).is_file()]
    assert {f"docs/{page.name}" for page in PAGES} <= set(re.findall(r"\]\(([^)]+)\)", llms))


def test_the_registry_takes_the_server() -> None:
    """server.json keeps the limits of the registry's schema of 2025-12-11; README.md holds its name."""
    told = json.loads((ROOT / "server.json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+", told["name"])
    assert f"<!-- mcp-name: {told['name']} -->" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert 1 <= len(told["description"]) <= 100
    (package,) = told["packages"]
    assert {"registryType", "identifier", "version", "transport"} <= set(package)
    assert __version__ == told["version"] == package["version"]
    assert {"positional", "named"} == {one["type"] for one in package["packageArguments"]}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file leads to one."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [] == [link for link in links if not (DOCS / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_recipes_shown_are_right(page: Path, tmp_path: Path, imgfree: Imgfree) -> None:
    """Every whole recipe on a page validates as it stands."""
    shown = re.findall(r"```yaml\n(version: 1\n.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for number, recipe in enumerate(shown):
        (tmp_path / f"{number}.yaml").write_text(recipe, encoding="utf-8")
    if shown:
        ran = imgfree("validate", *sorted(tmp_path.glob("*.yaml")))
        assert 0 == ran.returncode, ran.stderr


def test_what_ci_is_told_to_use_is_there() -> None:
    """docs/ci.md names the hooks and the action's inputs, with their defaults, as they are."""
    page = text("ci.md")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == re.findall(r"^\| `(imgfree-\w+)`", page, re.MULTILINE)
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    shown = re.findall(r"^\| `([\w-]+)` \| [^|]+ \| `([^`]+)` \|$", page, re.MULTILINE)
    assert {name: one["default"] for name, one in inputs.items()} == dict(shown)
    containers = re.findall(r"^#   (docker .*)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert containers == re.findall(r"^docker .*$", page, re.MULTILINE)


def test_the_paths_of_the_architecture_are_there() -> None:
    """A file or folder that docs/architecture.md names is one."""
    named = re.findall(r"`((?:[\w.]+/)*\w+(?:\.py|/))`", text("architecture.md"))
    assert [] == [
        name for name in named if not any((root / name).exists() for root in (ROOT, ROOT / "runner" / "imgfree"))
    ]


def test_exit_codes_are_the_programs() -> None:
    """docs/agents.md lists every exit code of the error classes, and no other."""

    def codes(kind: type[ImgfreeError]) -> set[int]:
        return {kind.exit_code}.union(*(codes(below) for below in kind.__subclasses__()))

    listed = [int(code) for code in re.findall(r"^\| (\d+) \|", text("agents.md"), re.MULTILINE)]
    assert sorted(codes(ImgfreeError) | {0, 2}) == listed


def test_requests_are_those_of_the_wire() -> None:
    """docs/protocol.md lists every path that both sides agree on."""
    named = {
        *(wire.ANONYMOUS_TOKEN, wire.CLAIM_TOKEN, wire.NEW_SESSION, wire.RUN_SSE, wire.CREDITS, wire.RENDER),
        *(wire.upload_path("S"), wire.state_path("S"), wire.preview_path("S")),
        *(wire.render_path("R"), wire.cancel_path("R"), wire.download_path("R")),
    }
    shown = re.findall(r"^\| `(?:GET|POST) (\S+)`", text("protocol.md"), re.MULTILINE)
    assert {path.replace(f"/{wire.USER}/", "/ME/") for path in named} == set(shown)


def test_the_fixture_does_what_the_page_shows(
    monkeypatch: pytest.MonkeyPatch, imgfree_replay: Callable[..., Any]
) -> None:
    """The test in docs/testing.md passes, as it stands, in a checkout."""
    monkeypatch.chdir(ROOT)
    (shown,) = re.findall(r"```python\n(.*?)```", text("testing.md"), re.DOTALL)
    scope: dict[str, Any] = {}
    exec(shown, scope)
    scope["test_the_title_arrives"](imgfree_replay)
