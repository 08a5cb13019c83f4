"""imgfree mcp, as it is started."""

import subprocess
import sys
from pathlib import Path


def test_stdout_is_the_protocols(tmp_path: Path) -> None:
    """Nothing comes out before a client speaks; when it goes, the server ends."""
    ran = subprocess.run(
        [sys.executable, "-m", "imgfree", "mcp"], cwd=tmp_path, input=b"", capture_output=True, timeout=60, check=False
    )
    assert (0, b"") == (ran.returncode, ran.stdout)
