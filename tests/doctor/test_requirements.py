"""Libraries that are too old for us are told as that, not as a bug."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree.doctor import requirements


def test_what_is_installed_here_is_new_enough() -> None:
    """The environment of the tests, whichever it is, has what pyproject.toml asks for."""
    assert [] == requirements.outdated()


@pytest.fixture
def old_click(tmp_path: Path) -> dict[str, str]:
    """Return an environment that says it has a click of 2010, and whose click fails when it is used for a run."""
    facts = tmp_path / "old" / "click-0.1.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: click\nVersion: 0.1\n", encoding="utf-8")
    (tmp_path / "old" / "sitecustomize.py").write_text(
        "import importlib.metadata as m\n"
        "class Broken:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'imgfree.commands.recipes': raise AttributeError('no such thing in this version')\n"
        "import sys; sys.meta_path.insert(0, Broken())\n",
        encoding="utf-8",
    )
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path / "old"), *filter(None, [os.environ.get("PYTHONPATH")])])}


def test_a_failure_with_an_old_library_names_it(imgfree: Callable[..., Ran], old_click: dict[str, str]) -> None:
    """Exit 6 with the version that is there, the one that is needed, and the command; doctor says the same."""
    ran = imgfree("recipes", env=old_click)
    assert 6 == ran.returncode, ran.stderr
    assert "click 0.1 (" in ran.stderr
    assert "--upgrade imgfree" in ran.stderr
    assert "click 0.1 (" in imgfree("doctor", env=old_click).stdout
