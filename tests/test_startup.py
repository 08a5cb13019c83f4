"""What is loaded to answer small questions; the times are in benchmarks/bench_startup.py."""

import subprocess
import sys
from pathlib import Path

import pytest

from commandline import ROOT

HEAVY = {
    "httpx", "httpcore", "structlog", "jsonschema", "referencing", "attr", "rich",
    "av", "cv2", "numpy", "PIL", "starlette", "uvicorn", "langdetect", "asyncio", "ssl", "socket", "sqlite3",
    "onnxruntime", "pocketsphinx", "hibari", "mcp", "mcp_types", "pydantic", "anyio",
}  # fmt: skip
LISTING = "import sys; print(*(name for name, module in sys.modules.items() if module), file=sys.__stderr__)"


def loaded_by(*args: str | Path, cwd: Path) -> list[str]:
    """Return the modules that the command has loaded when it ends."""
    program = f"import atexit; atexit.register(lambda: exec({LISTING!r})); from imgfree.__main__ import main; main()"
    command = [sys.executable, "-I", "-c", f"import sys; sys.argv[0] = 'imgfree'; {program}", *map(str, args)]
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return ran.stderr.splitlines()[-1].split()


def tops(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.fixture
def bare(tmp_path: Path) -> int:
    """Return how many modules an empty Python has."""
    empty = [sys.executable, "-I", "-c", "import sys; print(len(sys.modules))"]
    return int(subprocess.run(empty, capture_output=True, text=True, check=True).stdout)


def test_version_loads_nothing(tmp_path: Path, bare: int) -> None:
    """--version is answered by two files of ours, before click."""
    modules = loaded_by("--version", cwd=tmp_path)
    assert {"imgfree", "imgfree.__main__"} == {name for name in modules if name.startswith("imgfree")}
    assert len(modules) <= bare + 5


def test_validate_loads_what_it_needs(tmp_path: Path, bare: int) -> None:
    """A recipe that is right needs YAML, Jinja and click; neither the network nor the JSON Schema library."""
    modules = loaded_by("validate", ROOT / "recipes" / "product-reel.yaml", cwd=tmp_path)
    assert set() == tops(modules) & HEAVY
    assert set() == {name for name in modules if name.startswith(("imgfree.client", "imgfree.local", "imgfree.steps"))}
    assert len(modules) <= bare + 220


def test_a_wrong_recipe_is_worth_the_library(tmp_path: Path) -> None:
    """Only a recipe that breaks the schema loads the library that finds every fault."""
    (tmp_path / "bad.yaml").write_text("version: 2\nsteps: []\n")
    with pytest.raises(subprocess.CalledProcessError) as ended:
        loaded_by("validate", "bad.yaml", cwd=tmp_path)
    assert "jsonschema" in tops(ended.value.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "args",
    [("--help",), ("run", "--help"), ("schema",), ("recipes",), ("runs",), ("music",), ("looks",), ("mcp", "--help")],
)
def test_small_questions_load_no_renderer(args: tuple[str, ...], tmp_path: Path) -> None:
    """No question about recipes or runs loads the encoder, the server or the images' libraries."""
    heavy = HEAVY - {"httpx", "httpcore", "asyncio", "ssl", "socket", "anyio"}
    assert set() == tops(loaded_by(*args, cwd=tmp_path)) & heavy
