"""What we ship is what is here, no more and no less."""

import tarfile
import zipfile
from pathlib import Path

from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[1]


def below(folder: Path) -> set[str]:
    """Return every file below a folder, but for what Python and its tools leave behind."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in names if "__pycache__" not in name and not name.startswith(".")}


def test_the_wheel_carries_code_schemas_recipes_and_the_skill(tmp_path: Path) -> None:
    """The wheel holds the package, schemas/, recipes/ and skills/ entire, the licences, and nothing else."""
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
        (licence,) = (archive.read(name) for name in archive.namelist() if name.endswith("/licenses/LICENSE"))
    assert (ROOT / "LICENSE").read_bytes() == licence
    expected = {f"imgfree/{name}" for name in below(ROOT / "runner" / "imgfree")}
    for folder in ("schemas", "recipes", "skills"):
        expected |= {f"imgfree/{folder}/{name}" for name in below(ROOT / folder)}
    assert expected == packed


def test_the_sdist_carries_what_builds_and_tests_it(tmp_path: Path) -> None:
    """The sdist holds sources, data and tests, and no environment or output."""
    (sdist,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(sdist) as archive:
        tops = {Path(name).parts[1] for name in archive.getnames() if len(Path(name).parts) > 1}
    assert {
        "runner",
        "schemas",
        "recipes",
        "skills",
        "tests",
        "docs",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "PKG-INFO",
    } <= tops
    assert tops <= {
        "runner", "schemas", "recipes", "skills", "cassettes", "docs", "tests", ".ci", ".github", "pyproject.toml",
        "PKG-INFO", "README.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE",
        "llms.txt", "server.json", "action.yml", "Dockerfile", ".dockerignore", ".gitignore",
        ".pre-commit-config.yaml", ".pre-commit-hooks.yaml",
    }  # fmt: skip
