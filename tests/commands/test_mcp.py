"""imgfree mcp, as it is started."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from commandline import Ran


def test_stdout_is_the_protocols(tmp_path: Path) -> None:
    """Nothing comes out before a client speaks; when it goes, the server ends."""
    ran = subprocess.run(
        [sys.executable, "-m", "imgfree", "mcp"], cwd=tmp_path, input=b"", capture_output=True, timeout=240, check=False
    )
    assert (0, b"") == (ran.returncode, ran.stdout)


def test_what_it_needs_is_named(bare: Callable[..., Ran]) -> None:
    """Without the extra, which package is missing, and how it comes here."""
    ran = bare("mcp")
    assert 6 == ran.returncode
    assert "imgfree mcp needs " in ran.stderr
    assert "pip install 'imgfree[mcp]'" in ran.stderr
    assert "" == ran.stdout
