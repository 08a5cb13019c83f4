"""Imports point downwards, and the names of kinds and commands agree everywhere."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "runner" / "imgfree"

# The lowest row first. A module may import rows below its own; `a|b` in one row do not know each other.
ROWS = [
    {"blanks", "colors", "cores", "events", "errors", "wire", "plurals", "quotes", "shell", "ulimit", "__init__"},
    {"clock", "disk", "durations"},
    {"settings", "rights", "engine", "addresses", "redaction", "resources", "seal", "terminal"},
    {"log", "media_types", "skill", "tools"},
    {"language"},
    {"template", "schema", "document", "past", "provenance", "results"},
    {"recipe"},
    {"client", "local", "cassette"},
    {"artifacts", "journal", "tables"},
    {"steps"},
    {"executor"},
    {"runs"},
    {"planning", "authoring", "report", "console", "doctor", "answers"},
    {"replays", "chat", "batches"},
    {"agents", "sharing"},
    {"commands"},
    {"cli", "pytest_plugin", "api"},
    {"__main__"},
]
LONGEST = 350  # lines of a module
TYPING = "TYPE_CHECKING"
RANK = {name: rank for rank, row in enumerate(ROWS) for name in row}


def room(module: str) -> str:
    """Return the top-level room of `imgfree.a.b`: a."""
    return module.split(".")[1] if "." in module else "__init__"


@functools.cache
def imported(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """Return a file's imports, wherever they stand; of the package's own file not what only type checkers read."""
    return tuple(
        node
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if path != SOURCE / "__init__.py" or not (isinstance(statement, ast.If) and TYPING in ast.dump(statement.test))
        for node in statements(statement)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a statement and all within it; what they compute is not looked into."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from statements(child)


def imports(path: Path) -> set[str]:
    """Return the rooms that a file imports from."""
    found: set[str] = set()
    for node in imported(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "imgfree"}
        elif (node.module or "").split(".")[0] == "imgfree":
            assert node.level == 0, f"{path}: imports are absolute"
            parent = node.module or ""
            found |= {f"{parent}.{alias.name}" if parent == "imgfree" else parent for alias in node.names}
    return {room(module) for module in found}


def test_imports_point_downwards() -> None:
    """A file imports only rooms of lower rows, or its own."""
    upwards = []
    for path in sorted(SOURCE.rglob("*.py")):
        own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        assert own in RANK, f"{own} has no row yet"
        named = {name for name in imports(path) if name in RANK and name != own and name != "__init__"}
        upwards += [f"{path.relative_to(SOURCE)}: {name}" for name in named if RANK[name] >= RANK[own]]
    assert [] == upwards


def test_modules_are_short() -> None:
    """A module is read in one sitting."""
    lines = {
        path.relative_to(SOURCE): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")
    }
    assert {} == {path: count for path, count in lines.items() if count > LONGEST}


def test_signatures_are_laid_out_by_the_formatter() -> None:
    """No function's head is kept from it: what does not fit is too much for one head."""
    kept = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if "fmt: skip" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any("fmt: skip" in line for line in text.splitlines()[node.lineno - 1 : node.body[0].lineno - 1])
    ]
    assert [] == kept


def modules() -> dict[str, Path]:
    """Return every module of the package by its full name, and its file."""
    named = {path: path.relative_to(SOURCE.parent).with_suffix("").parts for path in SOURCE.rglob("*.py")}
    return {".".join(parts).removesuffix(".__init__"): path for path, parts in named.items()}


def circles(asked: dict[str, set[str]]) -> list[str]:
    """Return the modules of circles, and those between two of them: what is left without the ends of all chains."""
    left = dict(asked)
    while True:
        wanted = {one for others in left.values() for one in others}
        ends = [name for name, others in left.items() if name not in wanted or not others & left.keys()]
        if not ends:
            return sorted(left)
        for name in ends:
            del left[name]


def test_no_module_imports_itself_by_way_of_others() -> None:
    """There is no circle of imports, not even through one that a function does when it is called."""
    known = modules()
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        asked: set[str] = set()
        for node in imported(path):
            if isinstance(node, ast.Import):
                asked |= {alias.name for alias in node.names}
            elif node.module:
                full = {f"{node.module}.{alias.name}" for alias in node.names}
                asked |= {one if one in known else node.module for one in full}
        found[name] = asked & known.keys() - {name}
    assert [] == circles(found)


def test_the_source_root_is_not_a_package() -> None:
    """runner/ holds the package and is none itself, so that nothing can be imported twice."""
    assert not (SOURCE.parent / "__init__.py").exists()


def test_the_drawing_shows_these_rows() -> None:
    """docs/architecture.md draws the rooms from the top down, as they are."""
    page = (SOURCE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## ")[0]
    drawn = [set(re.findall(r"`(\w+)`", cell)) for cell in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)]
    assert ROWS[::-1] == drawn


def test_every_room_is_in_the_tree() -> None:
    """A row names files and folders that are there."""
    there = {path.stem for path in SOURCE.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert set(RANK) <= there


def test_tests_stand_beside_their_modules() -> None:
    """Each module `x/y.py` has a test file of its name: `tests/x/test_y.py`."""
    tests = Path(__file__).parent
    paths = [path.relative_to(SOURCE).with_suffix("") for path in SOURCE.rglob("*.py") if path.stem[:2] != "__"]
    lacking = {path.as_posix() for path in paths if not (tests / path.parent / f"test_{path.name}.py").is_file()}
    assert set() == lacking
