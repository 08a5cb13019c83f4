"""Strangers' bytes at every door: each ends as a film, an answer or a named refusal, in little time and memory.

`FUZZ_SECONDS` (default 0.1) is how long each door is fed, `FUZZ_FIRST` the number of the first input, to go on where an
earlier run ended. A finding names its number, which feeds it again:

    FUZZ_FIRST=<number> FUZZ_SECONDS=0 pytest tests/fuzz -k <door>
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DOORS = ("recipe", "expression", "cassette", "journal", "stream", "draft", "captions", "multipart", "media")
SECONDS = float(os.environ.get("FUZZ_SECONDS", "0.1"))
FIRST = int(os.environ.get("FUZZ_FIRST", "0"))


@pytest.mark.skipif(sys.platform == "win32", reason="time and memory are capped by rlimits")
@pytest.mark.timeout(SECONDS + 300)
@pytest.mark.parametrize("door", DOORS)
def test_whatever_comes_is_answered(door: str, tmp_path: Path) -> None:
    """No crash, no hang, no bug of ours (exit 70), nothing that takes more than its share of memory or disk."""
    argv = [sys.executable, str(Path(__file__).with_name("child.py")), door, str(FIRST), str(SECONDS), str(tmp_path)]
    ended = subprocess.run(argv, capture_output=True, text=True, errors="replace", timeout=SECONDS + 240, check=False)
    at = (tmp_path / "number").read_text() if (tmp_path / "number").exists() else "no input"
    assert 0 == ended.returncode, f"{door}, input {at}: the process died ({ended.returncode})\n{ended.stderr[-3000:]}"
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["finding"] is None, f"{door}, input {told['number']} ({tmp_path / 'input'}):\n{told['finding']}"
    print(f"{door}: {told['fed']} inputs, {told['refused']} refused")
